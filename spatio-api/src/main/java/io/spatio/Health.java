package io.spatio;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a database can be written to.
 *
 * @param state the state
 * @param causeOrNull why it is not {@link State#OPEN}
 */
public record Health(State state, @Nullable Throwable causeOrNull) {
    /** Reads and writes work. */
    public static final Health OPEN = new Health(State.OPEN, null);

    /** What works. */
    public enum State {
        /** Reads and writes work. */
        OPEN,
        /** The disk is full: writes are refused and resume when there is space; reads work. */
        READ_ONLY_FULL,
        /** A write or force failed: writes are refused until the database is opened anew; reads work. */
        FAILED
    }

    /** Why the state is not {@link State#OPEN}. */
    public Optional<Throwable> cause() {
        return Optional.ofNullable(causeOrNull);
    }
}
