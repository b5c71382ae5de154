package io.spatio.core.memory;

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
    boolean beginsAgain;
    long madeAtMicros;

    /** Makes it a position; {@code begins} where what the object had before does not count any more. */
    NewEvent position(
            long timestampMicros, double longitude, double latitude, double altitude, byte[] json, boolean begins) {
        micros = timestampMicros;
        isDelete = false;
        lon = longitude;
        lat = latitude;
        alt = altitude;
        metadata = json;
        beginsAgain = begins;
        madeAtMicros = 0;
        return this;
    }

    /** Makes it a delete that was made at a time. */
    NewEvent delete(long timestampMicros, long madeMicros) {
        micros = timestampMicros;
        isDelete = true;
        metadata = NO_METADATA;
        beginsAgain = false;
        madeAtMicros = madeMicros;
        return this;
    }
}
