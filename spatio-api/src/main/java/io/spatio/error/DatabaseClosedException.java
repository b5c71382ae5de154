package io.spatio.error;

/** The database was closed; every later call gets this, except another {@code close}. */
public final class DatabaseClosedException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** The one message users and clients match on: {@code "Database is closed"}. */
    public DatabaseClosedException() {
        super("Database is closed");
    }
}
