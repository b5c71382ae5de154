package io.spatio;

import io.spatio.spi.StoredEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * A power of some namespaces: their history can be taken out with its deletes, and put back. For tools that move databases;
 * {@code namespace instanceof EventTransfer} tells whether a namespace has it. Any thread.
 */
public interface EventTransfer {
    /** Takes events. */
    @FunctionalInterface
    interface Visitor {
        /**
         * An event, valid during the call.
         *
         * @param madeAt when it was made, if it is the delete that ended an object and is still remembered
         */
        void event(StoredEvent event, Optional<Instant> madeAt);
    }

    /**
     * Visits all events, by object id and then in the order in which they make the same object when they are put one after
     * the other. O(events) and O(objects of the database); memory is an entry per object of the database.
     *
     * @throws io.spatio.error.StoreException when stored bytes are damaged
     */
    void forEachEvent(Visitor visitor);

    /**
     * Puts a delete, whether or not the object has a position. It ends the position it has, if that is not newer. Put
     * once more, it stands in the history once more, which changes no state.
     *
     * @param objectId the object
     * @param timestamp the delete's time
     * @param madeAt when it was made, empty when that was so long ago that it is not remembered for its own sake
     * @throws IllegalArgumentException when the id is none or the time too far ahead
     * @throws io.spatio.error.StoreException when the store takes no writes
     */
    void putDelete(String objectId, Instant timestamp, Optional<Instant> madeAt);
}
