package io.spatio.testkit.history;

import static java.util.Objects.requireNonNull;

import io.spatio.DeleteOutcome;
import io.spatio.Location;
import io.spatio.Timestamps;
import io.spatio.UpsertOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The greatest event of one object, and what single calls make of it: points 7 to 9 of the contract. Events come in the
 * order of the append, so that the sequence decides nothing beside the timestamp.
 *
 * @param kind what the event is
 * @param micros its timestamp
 * @param location the position, if it is one
 */
record ObjectState(Kind kind, long micros, @Nullable Location location) {
    /** What the greatest event is. */
    enum Kind {
        /** There is none: never recorded, or erased. */
        NONE,
        PRESENT,
        DELETED
    }

    static final ObjectState NONE = new ObjectState(Kind.NONE, Long.MIN_VALUE, null);

    static ObjectState at(Location location) {
        return new ObjectState(Kind.PRESENT, Timestamps.toMicros(location.timestamp()), location);
    }

    static ObjectState deleted(long micros) {
        return new ObjectState(Kind.DELETED, micros, null);
    }

    boolean isPresent() {
        return kind == Kind.PRESENT;
    }

    /** The position of an object that is present. */
    Location present() {
        return requireNonNull(location, "location");
    }

    UpsertOutcome outcomeOfUpsert(ObjectState record) {
        if (equals(record)) {
            return UpsertOutcome.DUPLICATE;
        }
        if (record.micros < micros) {
            return UpsertOutcome.STALE;
        }
        return isPresent() ? UpsertOutcome.APPLIED : UpsertOutcome.CREATED;
    }

    ObjectState afterUpsert(ObjectState record) {
        return record.micros < micros ? this : record;
    }

    /** Of a delete at a time; {@link #atOrAfterItself} gives that of one without. */
    DeleteOutcome outcomeOfDelete(long atMicros) {
        if (!isPresent()) {
            return DeleteOutcome.ABSENT;
        }
        return atMicros < micros ? DeleteOutcome.STALE : DeleteOutcome.DELETED;
    }

    ObjectState afterDelete(long atMicros) {
        return outcomeOfDelete(atMicros) == DeleteOutcome.DELETED ? deleted(atMicros) : this;
    }

    /** The time of a write that is given none: the clock's, or this event's where it is later. */
    long atOrAfterItself(long clockMicros) {
        return Math.max(clockMicros, micros);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case NONE -> "never recorded or erased";
            case DELETED -> "deleted at " + micros + " µs";
            case PRESENT -> "at " + location;
        };
    }
}
