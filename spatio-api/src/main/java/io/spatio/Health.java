package io.spatio;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a database can be written to, and what ails it. Immutable. */
public final class Health {
    /** Reads and writes work. */
    public static final Health OPEN = new Health(State.OPEN, null);

    private final State state;
    private final @Nullable Throwable cause;

    private Health(State state, @Nullable Throwable cause) {
        this.state = state;
        this.cause = cause;
    }

    /** A state with its reason, null where there is none to tell. */
    public static Health of(State state, @Nullable Throwable causeOrNull) {
        requireNonNull(state, "state");
        return state == State.OPEN && causeOrNull == null ? OPEN : new Health(state, causeOrNull);
    }

    /** What works, from best to worst. */
    public enum State {
        /** Reads and writes work. */
        OPEN,
        /** Reads and writes work; something optional does not, such as a merge, and is tried again. The cause says what. */
        DEGRADED,
        /** The database was opened for reading alone. */
        READ_ONLY,
        /** The disk is full: writes are refused and resume when there is space; reads work. */
        READ_ONLY_FULL,
        /** A write or force failed: writes are refused until the database is opened again; reads work. */
        FAILED
    }

    /** The state. */
    public State state() {
        return state;
    }

    /** Why the state is not {@link State#OPEN}. */
    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    /** Whether writes are accepted: {@link State#OPEN} and {@link State#DEGRADED}. */
    public boolean acceptsWrites() {
        return state == State.OPEN || state == State.DEGRADED;
    }

    /** Equal when state and cause are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Health that && state == that.state && Objects.equals(cause, that.cause);
    }

    @Override
    public int hashCode() {
        return Objects.hash(state, cause);
    }

    @Override
    public String toString() {
        return cause == null ? state.toString() : state + ": " + cause.getMessage();
    }
}
