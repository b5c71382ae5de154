package io.spatio.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.index.Point;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.ModelledStore.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one scan against what the model holds for it. */
final class ScanCheck {
    private final String namespace;
    private final Region region;
    private final Map<Key, List<ModelEvent>> expected;
    private final Map<Key, Set<ModelEvent>> delivered = new java.util.HashMap<>();
    private @Nullable Key current;
    private int place = -1;

    /** Expected are all positions of the namespace's objects in the time range, oldest first, without sequences. */
    ScanCheck(String namespace, Region region, Map<Key, List<ModelEvent>> expected) {
        this.namespace = namespace;
        this.region = region;
        this.expected = expected;
    }

    void run(TrajectoryStore store, long fromMicros, long toMicros) {
        try (ScanCursor cursor = store.scan(ScanRequest.of(namespace, region).withRange(fromMicros, toMicros))) {
            while (cursor.next()) {
                take(cursor);
            }
        }
        expected.forEach((key, positions) -> {
            for (ModelEvent position : positions) {
                if (contains(position) && !delivered.getOrDefault(key, Set.of()).contains(position)) {
                    fail("scan of " + region + " lacks " + position + " of " + key);
                }
            }
        });
    }

    private void take(ScanCursor cursor) {
        Key key = new Key(cursor.namespace(), cursor.objectId());
        ModelEvent event = ModelEvent.of(cursor).unnumbered();
        if (!key.equals(current)) {
            assertTrue(!delivered.containsKey(key), () -> "scan came back to " + key + ": it goes object by object");
            delivered.put(key, new HashSet<>());
            current = key;
            place = -1;
        }
        List<ModelEvent> positions = expected.getOrDefault(key, List.of());
        int next = positions.indexOf(event);
        assertTrue(next >= 0, () -> "scan gave " + event + " of " + key + ", which is not in its history and range");
        assertTrue(next > place, () -> "scan gave " + event + " of " + key + " out of order or twice");
        assertEquals(
                place >= 0 && next == place + 1, cursor.contiguous(), () -> "contiguous() at " + event + " of " + key);
        place = next;
        delivered.getOrDefault(key, new HashSet<>()).add(event);
    }

    private boolean contains(ModelEvent event) {
        Point point = Point.of(event.lon(), event.lat(), event.alt());
        return region.contains(point.lon(), point.lat(), point.alt());
    }
}
