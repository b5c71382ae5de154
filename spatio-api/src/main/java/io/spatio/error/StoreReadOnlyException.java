package io.spatio.error;

/** The database was opened for reading alone; a write changed nothing. */
public final class StoreReadOnlyException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public StoreReadOnlyException(String message) {
        super(message);
    }
}
