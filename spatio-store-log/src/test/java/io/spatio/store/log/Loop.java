package io.spatio.store.log;

import io.spatio.testkit.generators.Seeds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A random loop sized by time. It tells its seed when it begins, and what it has done in one line when it ends, so that the
 * counts of a long run can be added up. One thread, but for {@link #count}.
 */
final class Loop implements AutoCloseable {
    private final String name;
    private final Random random;
    private final long beginNanos = System.nanoTime();
    private final long budgetNanos;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    private Loop(String name, double share) {
        this.name = name;
        long seed = Seeds.of(name);
        random = new Random(seed);
        budgetNanos = (long) (Double.parseDouble(System.getProperty("spatio.test.budget", "5")) * share * 1e9);
        System.out.println("loop " + name + " begins: spatio.test.seed=" + seed);
    }

    /** Begins a loop that takes a share of the budget of a test. */
    static Loop begin(String name, double share) {
        return new Loop(name, share);
    }

    Random random() {
        return random;
    }

    /** Whether there is time left; true at least once. */
    boolean goesOn() {
        boolean goesOn = counts.isEmpty() || System.nanoTime() - beginNanos < budgetNanos;
        count("rounds", goesOn ? 1 : 0);
        return goesOn;
    }

    synchronized void count(String what, long number) {
        counts.merge(what, number, Long::sum);
    }

    @Override
    public synchronized void close() {
        StringBuilder line = new StringBuilder("loop " + name + " ended:");
        counts.forEach(
                (what, number) -> line.append(' ').append(what).append('=').append(number));
        System.out.println(line + " seconds=" + (System.nanoTime() - beginNanos) / 1_000_000_000L);
    }
}
