package io.spatio.spi;

/** A walk over the events of many objects that may leave out what cannot matter. */
public interface ScanCursor extends EventCursor {
    /**
     * Whether the position before this one in the object's history, within the time range, was delivered just before, so
     * that nothing was left out between them; false for an object's first. Deletes do not count.
     */
    boolean contiguous();
}
