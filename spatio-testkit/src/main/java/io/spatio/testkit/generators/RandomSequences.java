package io.spatio.testkit.generators;

import io.spatio.testkit.generators.Generator.Drawn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Runs a property over random sequences of actions until its budget is spent. A failing sequence is made short (first by
 * leaving out actions, then by simpler values) and told with its seed; {@code -Dspatio.test.seed=<seed>} runs that one
 * sequence again.
 *
 * <p>Leaving out is Zeller's ddmin (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002),
 * which works because every action is written to make sense in any state.
 *
 * @param <A> the actions
 */
public final class RandomSequences<A> {
    private static final int MAX_SHRINK_RUNS = 400;

    private final String name;
    private final Generator<A> actions;
    private final int maxLength;
    private final Budget budget;
    private final Consumer<List<A>> property;

    private RandomSequences(
            String name, Generator<A> actions, int maxLength, Budget budget, Consumer<List<A>> property) {
        this.name = name;
        this.actions = actions;
        this.maxLength = maxLength;
        this.budget = budget;
        this.property = property;
    }

    /**
     * Checks a property.
     *
     * @param name what is tested, for the failure
     * @param actions makes actions; each must make sense in any state
     * @param maxLength the longest sequence
     * @param budget how long
     * @param property throws where the sequence shows a fault
     */
    public static <A> void check(
            String name, Generator<A> actions, int maxLength, Budget budget, Consumer<List<A>> property) {
        JqwikSession.run(() -> new RandomSequences<>(name, actions, maxLength, budget, property).run());
    }

    private void run() {
        Generator.Source<A> source = actions.source();
        Long givenSeed = Long.getLong(Seeds.ONE_CASE);
        if (givenSeed != null) {
            tryOnce(source, givenSeed);
            return;
        }
        long seed = Seeds.of(name);
        Budget.Running running = budget.start();
        do {
            tryOnce(source, seed++);
        } while (running.remains());
    }

    private void tryOnce(Generator.Source<A> source, long seed) {
        Random random = new Random(seed);
        int length = 1 + random.nextInt(maxLength);
        List<Drawn<A>> drawn = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            drawn.add(source.draw(random));
        }
        Throwable failure = failureOf(drawn);
        if (failure != null) {
            throw new Shrinking(drawn, failure).failed(seed);
        }
    }

    private @Nullable Throwable failureOf(List<Drawn<A>> drawn) {
        try {
            property.accept(drawn.stream().map(Drawn::value).toList());
            return null;
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }

    /** A failing sequence on its way to a short one. */
    private final class Shrinking {
        private List<Drawn<A>> failing;
        private Throwable failure;
        private int runs;
        private final Budget.Running running = budget.start();

        Shrinking(List<Drawn<A>> failing, Throwable failure) {
            this.failing = failing;
            this.failure = failure;
        }

        AssertionFailedError failed(long seed) {
            int length = failing.size();
            leaveOut();
            simplify();
            StringBuilder text = new StringBuilder(name)
                    .append(": ")
                    .append(failure instanceof AssertionError ? failure.getMessage() : failure)
                    .append("\n  seed ")
                    .append(seed)
                    .append(" (run again with -D" + Seeds.ONE_CASE + "=")
                    .append(seed)
                    .append("), ")
                    .append(failing.size())
                    .append(" of ")
                    .append(length)
                    .append(" actions:");
            for (Drawn<A> action : failing) {
                text.append("\n    ").append(action.value());
            }
            return new AssertionFailedError(text.toString(), failure);
        }

        private void leaveOut() {
            int chunk = failing.size() / 2;
            while (chunk >= 1 && mayRun()) {
                boolean shorter = false;
                for (int start = 0; start < failing.size() && mayRun(); ) {
                    List<Drawn<A>> candidate = new ArrayList<>(failing.subList(0, start));
                    candidate.addAll(failing.subList(Math.min(start + chunk, failing.size()), failing.size()));
                    if (adopt(candidate)) {
                        shorter = true;
                    } else {
                        start += chunk;
                    }
                }
                chunk = shorter ? Math.min(chunk, failing.size()) : chunk / 2;
            }
        }

        private void simplify() {
            for (int i = 0; i < failing.size() && mayRun(); i++) {
                boolean simpler = true;
                while (simpler && mayRun()) {
                    simpler = false;
                    for (Drawn<A> form : failing.get(i).simpler(20)) {
                        List<Drawn<A>> candidate = new ArrayList<>(failing);
                        candidate.set(i, form);
                        if (mayRun() && adopt(candidate)) {
                            simpler = true;
                            break;
                        }
                    }
                }
            }
        }

        private boolean mayRun() {
            return runs < MAX_SHRINK_RUNS && running.remains();
        }

        private boolean adopt(List<Drawn<A>> candidate) {
            runs++;
            Throwable again = candidate.isEmpty() ? null : failureOf(candidate);
            if (again == null) {
                return false;
            }
            failing = candidate;
            failure = again;
            return true;
        }
    }
}
