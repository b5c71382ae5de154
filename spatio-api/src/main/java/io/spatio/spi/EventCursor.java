package io.spatio.spi;

/**
 * A walk over events; it is itself the event it stands on. One thread at a time; must be closed, which may be done from
 * another thread. Events accepted after the cursor was opened may or may not be seen.
 */
public interface EventCursor extends StoredEvent, AutoCloseable {
    /**
     * Moves to the next event, the first at the first call.
     *
     * @return whether there is one
     * @throws io.spatio.error.StoreCorruptException where stored bytes are damaged, unless salvaging
     * @throws io.spatio.error.DatabaseClosedException when cursor or store were closed meanwhile
     */
    boolean next();

    /** Frees what it holds. A second call does nothing. */
    @Override
    void close();
}
