package io.spatio.core.memory;

import io.spatio.spi.EventBatch;
import io.spatio.spi.EventKind;

/** An event on its way into the history. The store fills the same one for each. One thread at a time. */
final class NewEvent {
    static final byte[] NO_METADATA = {};

    long micros;
    long sequence;
    boolean isDelete;
    double lon;
    double lat;
    double alt;
    byte[] metadata = NO_METADATA;
    /** Whether what the object had before does not count any more. */
    boolean begins;

    long madeAtMicros;

    /** Makes it event {@code i} of a batch. */
    NewEvent of(EventBatch batch, int i, long itsSequence) {
        isDelete = batch.kind(i) == EventKind.DELETE;
        micros = batch.timestampMicros(i);
        sequence = itsSequence;
        lon = batch.lon(i);
        lat = batch.lat(i);
        alt = batch.alt(i);
        metadata = batch.metadata(i);
        begins = batch.begins(i);
        madeAtMicros = batch.madeAtMicros(i);
        return this;
    }

    /** Lets go of what it was made of. */
    void clear() {
        metadata = NO_METADATA;
    }
}
