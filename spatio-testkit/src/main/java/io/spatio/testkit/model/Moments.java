package io.spatio.testkit.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.opentest4j.AssertionFailedError;

/**
 * Whether a copy of many objects, made beside writers, is one moment: each object tells at which places of an order its copy
 * may have been made, and some place must be among those of all of them. One thread at a time.
 *
 * @param <K> names of objects
 */
public final class Moments<K> {
    private final Map<K, List<Span>> spans = new LinkedHashMap<>();

    /**
     * Places at which a version of an object stood.
     *
     * @param from the first
     * @param to behind the last
     * @param version its number, from 0
     */
    public record Span(long from, long to, int version) {
        boolean holds(long place) {
            return from <= place && place < to;
        }
    }

    /** Notes the versions of an object that are what its copy holds; they may meet or overlap. */
    public void add(K object, List<Span> versions) {
        spans.put(object, List.copyOf(versions));
    }

    /**
     * The first place, from one on, at which every copy may have been made.
     *
     * @throws AssertionFailedError where there is none, naming an object that disagrees with most others
     */
    public long find(long least) {
        TreeMap<Long, Integer> changes = new TreeMap<>();
        changes.put(least, 0);
        spans.values().forEach(versions -> merged(versions).forEach(span -> {
            if (span.to() > least) {
                changes.merge(Math.max(least, span.from()), 1, Integer::sum);
                changes.merge(span.to(), -1, Integer::sum);
            }
        }));
        int agreeing = 0;
        int most = -1;
        long best = least;
        for (Map.Entry<Long, Integer> change : changes.entrySet()) {
            agreeing += change.getValue();
            if (agreeing > most) {
                most = agreeing;
                best = change.getKey();
            }
        }
        if (most < spans.size()) {
            throw new AssertionFailedError("the copy is not one moment: at place " + best + " " + most + " of "
                    + spans.size() + " objects agree with it, but not " + disagreeing(best)
                    + " (the call began at place "
                    + least + ")");
        }
        return best;
    }

    private String disagreeing(long place) {
        return spans.entrySet().stream()
                .filter(entry -> entry.getValue().stream().noneMatch(span -> span.holds(place)))
                .map(entry -> entry.getKey() + ", which agrees at " + entry.getValue())
                .findFirst()
                .orElse("");
    }

    private static List<Span> merged(List<Span> versions) {
        List<Span> sorted = new ArrayList<>(versions);
        sorted.sort(Comparator.comparingLong(Span::from));
        List<Span> merged = new ArrayList<>();
        for (Span span : sorted) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && span.from() <= last.to()) {
                merged.set(merged.size() - 1, new Span(last.from(), Math.max(last.to(), span.to()), last.version()));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    /** The version of an object at a place that {@link #find} gave. */
    public int version(K object, long place) {
        return spans.getOrDefault(object, List.of()).stream()
                .filter(span -> span.holds(place))
                .mapToInt(Span::version)
                .findFirst()
                .orElse(0);
    }
}
