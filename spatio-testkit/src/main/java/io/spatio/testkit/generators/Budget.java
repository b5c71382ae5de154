package io.spatio.testkit.generators;

import java.time.Duration;

/**
 * How long one random loop may take.
 *
 * @param time the time; a loop runs at least once and starts no round after it
 */
public record Budget(Duration time) {
    private static final String PROPERTY = "spatio.test.budget";
    private static final String DEFAULT_SECONDS = "5";

    /** The budget of system property {@code spatio.test.budget}, in seconds, fractions allowed; 5 by default. */
    public static Budget ofSystemProperty() {
        double seconds = Double.parseDouble(System.getProperty(PROPERTY, DEFAULT_SECONDS));
        return ofMillis(Math.round(seconds * 1000));
    }

    /** A budget in milliseconds. */
    public static Budget ofMillis(long millis) {
        return new Budget(Duration.ofMillis(millis));
    }

    /** A part of this budget, for a loop that is one of several. */
    public Budget dividedBy(int parts) {
        return new Budget(time.dividedBy(parts));
    }

    /** Starts to spend it. */
    public Running start() {
        return new Running(System.nanoTime() + time.toNanos());
    }

    /** A budget that is being spent. Any thread. */
    public static final class Running {
        private final long deadlineNanos;

        private Running(long deadlineNanos) {
            this.deadlineNanos = deadlineNanos;
        }

        /** Whether there is time left. */
        public boolean remains() {
            return System.nanoTime() - deadlineNanos < 0;
        }
    }
}
