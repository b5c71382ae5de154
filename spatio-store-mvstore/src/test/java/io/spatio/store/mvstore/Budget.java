package io.spatio.store.mvstore;

import io.spatio.testkit.generators.Seeds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** The time a random loop may take, its seed, and what it has done. */
final class Budget {
    private final String name;
    private final long beginNanos = System.nanoTime();
    private final long endNanos;
    private final long seed;
    private final Random random;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    private Budget(String name, double share) {
        this.name = name;
        double seconds = Double.parseDouble(System.getProperty("spatio.test.budget", "5"));
        endNanos = System.nanoTime() + (long) (seconds * share * 1e9);
        seed = Seeds.of(name);
        random = new Random(seed);
    }

    /** A share of the whole budget of a test. */
    static Budget share(String name, double share) {
        return new Budget(name, share);
    }

    boolean isLeft() {
        return System.nanoTime() - endNanos < 0;
    }

    Random random() {
        return random;
    }

    synchronized void count(String what, long number) {
        counts.merge(what, number, Long::sum);
    }

    /** Says in one line what was done, so that the counts of a long run can be added up. */
    synchronized void tell() {
        StringBuilder line = new StringBuilder("loop MVStore " + name + " ended:");
        counts.forEach(
                (what, number) -> line.append(' ').append(what).append('=').append(number));
        System.out.println(line + " seconds=" + (System.nanoTime() - beginNanos) / 1_000_000_000L);
    }

    /** For the message of a failure. */
    String seed() {
        return "spatio.test.seed=" + seed;
    }
}
