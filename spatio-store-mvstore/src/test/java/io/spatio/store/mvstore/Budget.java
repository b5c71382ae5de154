package io.spatio.store.mvstore;

import java.util.Random;

/** The time a random loop may take, and its seed. */
final class Budget {
    private final long endNanos;
    private final long seed;
    private final Random random;

    private Budget(double share) {
        double seconds = Double.parseDouble(System.getProperty("spatio.test.budget", "5"));
        endNanos = System.nanoTime() + (long) (seconds * share * 1e9);
        seed = Long.getLong("spatio.test.seed", new Random().nextLong());
        random = new Random(seed);
    }

    /** A share of the whole budget of a test. */
    static Budget share(double share) {
        return new Budget(share);
    }

    boolean isLeft() {
        return System.nanoTime() - endNanos < 0;
    }

    Random random() {
        return random;
    }

    /** For the message of a failure. */
    String seed() {
        return "spatio.test.seed=" + seed;
    }
}
