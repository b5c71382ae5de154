package io.spatio.testkit.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Decides whether the calls on one object are linearizable: whether each can have taken effect at one moment between its
 * start and its end, so that all of them together said what they said (Herlihy and Wing, "Linearizability: A Correctness
 * Condition for Concurrent Objects", 1990). That is decided object by object because it is local: calls on several objects
 * are linearizable exactly when those on each are (their theorem 1).
 *
 * <p>The search is Wing and Gong's ("Testing and Verifying Concurrent Objects", 1993) in the form of Lowe's just-in-time
 * graph search ("Testing for linearizability", 2017, section 5): starts and ends of calls are gone through in order of
 * time, with the set of all configurations that explain them so far. A configuration is the set of running calls that have
 * taken effect already, and the state they left; being a set it is the memory of what was visited. A start adds what the
 * new call makes possible; an end leaves the configurations in which that call has taken effect, and if there is none,
 * nothing explains the history. So the work grows with the calls' number, and exponentially only with how many writes of
 * one object run at the same time.
 *
 * <p>A read that fits a configuration's state takes effect there at once and nothing else is tried: it changes nothing, so
 * every order that explains the rest is left as it was. A read that fits all configurations is forgotten on the spot. This
 * makes reads so cheap that every query can count as a read of every object; see {@link AnswerCheck}.
 *
 * <p>One thread. Calls are given in portions, between which none runs.
 */
final class ObjectHistory {
    private static final int MAX_CALLERS = 31;
    private static final int CALLS_TOLD = 40;

    /**
     * A way to explain what happened so far.
     *
     * @param done a bit for each caller whose running call has taken effect
     * @param state what is then true of the object
     */
    private record Configuration(int done, ObjectState state) {
        boolean has(int caller) {
            return (done & 1 << caller) != 0;
        }

        Configuration with(int caller) {
            return new Configuration(done | 1 << caller, state);
        }

        Configuration without(int caller) {
            return new Configuration(done & ~(1 << caller), state);
        }
    }

    private final String objectId;
    private Set<Configuration> configurations = Set.of(new Configuration(0, ObjectState.NONE));
    private final Step.@Nullable OfCall[] running = new Step.OfCall[MAX_CALLERS];
    private final Set<Step.Watch> watches = new HashSet<>();

    /** An object that was never recorded. */
    ObjectHistory(String objectId) {
        this.objectId = objectId;
    }

    /** The states it may be in while no call runs. */
    Set<ObjectState> states() {
        return configurations.stream().map(Configuration::state).collect(Collectors.toSet());
    }

    /**
     * Goes through further calls, which all start after those before had ended; a caller has one at a time.
     *
     * @throws AssertionFailedError where nothing explains them, naming the first call that cannot have returned so
     */
    void goThrough(List<Step.OfCall> steps) {
        List<Step.OfCall> starting = new ArrayList<>(steps);
        starting.sort(Comparator.comparingLong(step -> step.call().start()));
        List<Step.OfCall> ending = new ArrayList<>(steps);
        ending.sort(Comparator.comparingLong(step -> step.call().end()));
        int next = 0;
        for (Step.OfCall step : ending) {
            while (next < starting.size()
                    && starting.get(next).call().start() < step.call().end()) {
                start(starting.get(next++));
            }
            if (!end(step)) {
                throw unexplained(step, ending);
            }
        }
    }

    private void start(Step.OfCall started) {
        if (started.step() instanceof Step.Watch watch) {
            configurations.forEach(configuration -> watch.sees(configuration.state()));
            watches.add(watch);
        } else if (started.step() instanceof Step.Read read) {
            startRead(started, read);
        } else {
            running[started.call().caller()] = started;
            configurations = reachable();
        }
    }

    private void startRead(Step.OfCall started, Step.Read read) {
        Set<Configuration> settled = new HashSet<>();
        boolean everywhere = true;
        for (Configuration configuration : configurations) {
            boolean fits = read.fits(configuration.state());
            everywhere &= fits;
            settled.add(fits ? configuration.with(started.call().caller()) : configuration);
        }
        if (!everywhere) {
            running[started.call().caller()] = started;
            configurations = settled;
            configurations = reachable(); // running writes may take effect after this read as well
        }
    }

    /** All configurations that running writes lead to. */
    private Set<Configuration> reachable() {
        Set<Configuration> reached = new HashSet<>(configurations);
        Deque<Configuration> left = new ArrayDeque<>(configurations);
        while (!left.isEmpty()) {
            Configuration from = left.remove();
            for (int caller = 0; caller < MAX_CALLERS; caller++) {
                Step.OfCall one = running[caller];
                if (one != null && !from.has(caller) && one.step() instanceof Step.Write write) {
                    for (ObjectState state : write.after(from.state())) {
                        Configuration to = arrive(new Configuration(from.done(), state).with(caller));
                        if (reached.add(to)) {
                            left.add(to);
                        }
                    }
                }
            }
        }
        return reached;
    }

    /** Lets the running reads that fit take effect. */
    private Configuration arrive(Configuration configuration) {
        Configuration settled = configuration;
        for (int caller = 0; caller < MAX_CALLERS; caller++) {
            Step.OfCall one = running[caller];
            if (one != null
                    && !settled.has(caller)
                    && one.step() instanceof Step.Read read
                    && read.fits(settled.state())) {
                settled = settled.with(caller);
            }
        }
        watches.forEach(watch -> watch.sees(configuration.state()));
        return settled;
    }

    private boolean end(Step.OfCall ended) {
        int caller = ended.call().caller();
        if (ended.step() instanceof Step.Watch watch) {
            watches.remove(watch);
        } else if (running[caller] != null) {
            Set<Configuration> left = new HashSet<>();
            for (Configuration configuration : configurations) {
                if (configuration.has(caller)) {
                    left.add(configuration.without(caller));
                }
            }
            if (left.isEmpty()) {
                return false;
            }
            configurations = left;
            running[caller] = null;
        }
        return true;
    }

    private AssertionFailedError unexplained(Step.OfCall step, List<Step.OfCall> ending) {
        StringBuilder text = new StringBuilder("no order of the calls on \"" + objectId + "\" explains ")
                .append(step.call())
                .append("\n  it may have been, without that:");
        configurations.stream()
                .map(Configuration::state)
                .distinct()
                .limit(CALLS_TOLD)
                .forEach(state -> text.append("\n    ").append(state));
        text.append("\n  calls on it until then:");
        List<Step.OfCall> told = ending.stream()
                .filter(other -> other.call().start() < step.call().end() && !(other.step() instanceof Step.Watch))
                .toList();
        told.stream().skip(Math.max(0, told.size() - CALLS_TOLD)).forEach(other -> text.append("\n    ")
                .append(other.call()));
        return new AssertionFailedError(text.toString());
    }
}
