package io.spatio;

import static java.util.Objects.requireNonNull;

import io.spatio.error.DeadlineExceededException;
import java.time.Duration;

/**
 * A moment after which a call gives up with {@link DeadlineExceededException}. It is a moment of the machine's steady clock,
 * so neither a clock that is set nor the database's own clock moves it. Immutable; any thread.
 */
public final class Deadline {
    /** Never. */
    public static final Deadline NONE = new Deadline(0, Duration.ZERO);

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final long nanoTime;
    private final Duration timeout;

    private Deadline(long nanoTime, Duration timeout) {
        this.nanoTime = nanoTime;
        this.timeout = timeout;
    }

    /**
     * The moment after a time from now.
     *
     * @param timeout how long from now; one of zero or less has passed already, one of more than 146 years never passes
     */
    public static Deadline after(Duration timeout) {
        requireNonNull(timeout, "timeout");
        if (timeout.compareTo(LONGEST) > 0) {
            return NONE;
        }
        Duration left = timeout.isNegative() ? Duration.ZERO : timeout;
        return new Deadline(System.nanoTime() + left.toNanos(), left);
    }

    /** Whether the moment is past. */
    public boolean isPast() {
        return this != NONE && System.nanoTime() - nanoTime >= 0;
    }

    /**
     * Returns if the moment is not past.
     *
     * @throws DeadlineExceededException if it is
     */
    public void check() {
        if (isPast()) {
            throw new DeadlineExceededException("The call took longer than " + timeout.toMillis()
                    + " ms, its deadline: give it more time or ask for less");
        }
    }
}
