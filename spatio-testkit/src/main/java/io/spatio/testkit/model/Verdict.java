package io.spatio.testkit.model;

/** What an oracle says; it does not decide within its margin. */
public enum Verdict {
    /** Surely inside. */
    INSIDE,
    /** Too near an edge to say. */
    UNDECIDED,
    /** Surely outside. */
    OUTSIDE;

    /** A verdict that is sure. */
    public static Verdict of(boolean inside) {
        return inside ? INSIDE : OUTSIDE;
    }

    /** Whether a value is at most a limit, not deciding within a margin around it. */
    public static Verdict atMost(double value, double limit, double margin) {
        return value <= limit - margin ? INSIDE : value > limit + margin ? OUTSIDE : UNDECIDED;
    }

    /** Both. */
    public Verdict and(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Either. */
    public Verdict or(Verdict other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
