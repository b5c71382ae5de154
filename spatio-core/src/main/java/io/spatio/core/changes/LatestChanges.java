package io.spatio.core.changes;

import io.spatio.ChangeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of each object since the subscriber was told of it last, one entry an object.
 *
 * <p>In generations: what has gathered is sorted and told to its end, while the next gathers. So sequences ascend although an
 * entry may stand for changes long before its last; an object that changes all the time does not stay at the end for ever;
 * and the old position of an entry is that of its first change, which is what the generation before has told.
 */
final class LatestChanges implements Backlog {
    private Map<ObjectKey, Entry> gathering = new HashMap<>();
    private List<Delivery> generation = List.of();
    private int next;
    private long told;

    /** What happened to an object, or to a whole namespace. */
    private static final class Entry {
        /** An erase or drop, before all the others. */
        @Nullable
        Published end;

        @Nullable
        Published first;

        @Nullable
        Published last;

        void add(Published change) {
            if (change.isEnd()) {
                end = change;
                first = null;
                last = null;
            } else {
                first = first == null ? change : first;
                last = change;
            }
        }
    }

    @Override
    public boolean add(Published change) {
        if (change.kind == ChangeKind.DROPPED) {
            gathering.keySet().removeIf(key -> key.namespace().equals(change.namespace));
        }
        gathering.computeIfAbsent(ObjectKey.of(change), absent -> new Entry()).add(change);
        return true;
    }

    @Override
    public void replay(Published change) {
        boolean unused = add(change);
    }

    @Override
    public void take(List<Delivery> into, int most, long merged) {
        if (next == generation.size()) {
            generation = nextGeneration(merged);
            next = 0;
            told = generation.isEmpty() ? merged : told;
        }
        for (int i = 0; i < most && next < generation.size(); i++) {
            Delivery delivery = generation.get(next++);
            told = delivery.token();
            into.add(delivery);
        }
        if (next == generation.size()) {
            generation = List.of();
            next = 0;
        }
    }

    private List<Delivery> nextGeneration(long merged) {
        List<Delivery> sorted = new ArrayList<>(gathering.size());
        for (Entry entry : gathering.values()) {
            Published end = entry.end;
            if (end != null) {
                sorted.add(new Delivery(end, null, end.sequence));
            }
            Published first = entry.first;
            Published last = entry.last;
            if (first != null && last != null && (first.hasOld || last.hasPosition)) {
                sorted.add(new Delivery(last, first, first.sequence));
            }
        }
        gathering = new HashMap<>();
        sorted.sort(Comparator.comparingLong(delivery -> delivery.change().sequence));
        // From the end: a token lies before the first change that any later delivery stands for.
        long token = merged;
        for (int i = sorted.size() - 1; i >= 0; i--) {
            Delivery delivery = sorted.get(i);
            sorted.set(i, new Delivery(delivery.change(), delivery.from(), token));
            token = Math.min(token, delivery.token() - 1);
        }
        return sorted;
    }

    @Override
    public long told(long merged) {
        return size() == 0 ? merged : told;
    }

    @Override
    public boolean isBetweenGenerations() {
        return next == generation.size();
    }

    @Override
    public int size() {
        return generation.size() - next + gathering.size();
    }
}
