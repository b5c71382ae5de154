package io.spatio.core.copy;

import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.StoredEvent;
import io.spatio.spi.TrajectoryStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads two stores to their ends and finds the first difference in what they answer. One thread. */
public final class StoreComparison {
    private final TrajectoryStore one;
    private final TrajectoryStore other;

    /** A comparison of two stores that are not written meanwhile. */
    public StoreComparison(TrajectoryStore one, TrajectoryStore other) {
        this.one = one;
        this.other = other;
    }

    /** The first difference in words, naming object and time; empty when there is none. O(events). */
    public Optional<String> difference() {
        List<ObjectNames.Name> names = ObjectNames.of(one);
        long others = ObjectNames.of(other).size();
        if (names.size() != others) {
            return Optional.of("objects=" + names.size() + " against " + others);
        }
        for (ObjectNames.Name name : names) {
            Optional<String> difference = histories(name.namespace(), name.id());
            if (difference.isPresent()) {
                return difference;
            }
        }
        return current().or(() -> CopiedDocuments.difference(one, other));
    }

    private Optional<String> histories(String namespace, String id) {
        ReadRequest request = ReadRequest.of(namespace, id);
        try (EventCursor left = one.read(request);
                EventCursor right = other.read(request)) {
            boolean more = left.next();
            while (more) {
                if (!right.next() || !same(left, right)) {
                    return Optional.of("the history of namespace=" + namespace + " object=" + id
                            + " differs at timestampMicros=" + left.timestampMicros());
                }
                more = left.next();
            }
            return right.next()
                    ? Optional.of("the history of namespace=" + namespace + " object=" + id
                            + " has more at timestampMicros=" + right.timestampMicros())
                    : Optional.empty();
        }
    }

    private static boolean same(StoredEvent left, StoredEvent right) {
        if (left.timestampMicros() != right.timestampMicros() || left.kind() != right.kind()) {
            return false;
        }
        return left.isDelete()
                || (bits(left.lon()) == bits(right.lon())
                        && bits(left.lat()) == bits(right.lat())
                        && bits(left.alt()) == bits(right.alt())
                        && Arrays.equals(left.metadata(), right.metadata()));
    }

    private static long madeAt(StoredEvent event) {
        return event.isDelete() ? event.madeAtMicros() : 0;
    }

    private static long bits(double number) {
        return Double.doubleToRawLongBits(number);
    }

    private Optional<String> current() {
        Map<ObjectKey, HeldEvent> expected = new HashMap<>();
        try (EventCursor cursor = one.recover()) {
            while (cursor.next()) {
                expected.put(new ObjectKey(cursor.namespace(), cursor.objectId()), HeldEvent.of(cursor));
            }
        }
        try (EventCursor cursor = other.recover()) {
            while (cursor.next()) {
                HeldEvent event = expected.remove(new ObjectKey(cursor.namespace(), cursor.objectId()));
                if (event == null || !same(event, cursor) || madeAt(event) != madeAt(cursor)) {
                    return Optional.of("the greatest event of namespace=" + cursor.namespace() + " object="
                            + cursor.objectId() + " differs");
                }
            }
        }
        return expected.keySet().stream()
                .findFirst()
                .map(name -> "namespace=" + name.namespace() + " object=" + name.id() + " has no greatest event");
    }
}
