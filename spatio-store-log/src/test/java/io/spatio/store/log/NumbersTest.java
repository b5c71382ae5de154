package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.error.StoreFullException;
import io.spatio.spi.EventBatch;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Numbers of objects: what the writer gives is what the reader takes, none is given twice, and none is kept for ever. */
final class NumbersTest {
    private static final int LEFT = 1_000;

    private final SimulatedIo disk = new SimulatedIo();
    private final Model model = new Model();

    private void position(LogTrajectoryStore store, String id, long timestampMicros) {
        model.position(store, "n", id, timestampMicros, new double[] {1, 2, 3}, new byte[0]);
    }

    /** Appends to an object, and returns the number that the store tells of it. */
    private static int number(LogTrajectoryStore store, String id, int known) {
        EventBatch batch = new EventBatch().clear("n");
        batch.addPosition(batch.addObject(id, known, false), 1, 1, 2, 3, new byte[0]);
        store.append(batch);
        return batch.number(0);
    }

    private void counterNearItsEnd() throws IOException {
        Stores.open(disk, Durability.NEVER).close();
        ManifestFile file = new ManifestFile(disk, Stores.DIRECTORY);
        Manifest manifest = file.read().orElseThrow();
        Manifest.Incarnations incarnations = manifest.incarnations();
        file.write(manifest.withIncarnations(new Manifest.Incarnations(
                ObjectTable.INCARNATION_MAX - LEFT + 1, incarnations.someForgotten(), incarnations.erased())));
    }

    @Test
    void aCounterAtItsEndRefusesTheWriteAndTheDatabaseOpensAgain() throws IOException {
        counterNearItsEnd();
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            for (int i = 0; i < 2 * LEFT; i++) {
                String id = "o" + i;
                if (i < LEFT) {
                    position(store, id, i);
                } else {
                    assertThatThrownBy(() -> position(store, id, 1)).isInstanceOf(StoreFullException.class);
                }
            }
            position(store, "o1", 2 * LEFT); // objects that are there are written on
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        for (int opening = 0; opening < 2; opening++) {
            try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
                model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
                store.compact();
                assertThatThrownBy(() -> position(store, "new", 1)).isInstanceOf(StoreFullException.class);
                model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            }
        }
    }

    /** A number that was erased is refused for ever, no matter which object has its place by now. */
    @Test
    void noNumberIsGivenTwiceAndPlacesAreUsedAgain() {
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            Set<Integer> given = new HashSet<>();
            int first = number(store, "first", EventBatch.NO_NUMBER);
            assertThat(number(store, "first", first)).isEqualTo(first);
            store.erase("n", "first");
            for (int i = 0; i < 5_000; i++) {
                int object = number(store, "o" + i, EventBatch.NO_NUMBER);
                assertThat(given.add(object)).as("number %d", object).isTrue();
                assertThatThrownBy(() -> number(store, "first", first)).isInstanceOf(IllegalArgumentException.class);
                assertThat(StoreAppends.events(store, "n", "first")).isEmpty();
                store.erase("n", "o" + i);
            }
            assertThat(((Number) store.stats().details().get("object-slots")).intValue())
                    .isLessThan(5_000 / 4);
        }
    }
}
