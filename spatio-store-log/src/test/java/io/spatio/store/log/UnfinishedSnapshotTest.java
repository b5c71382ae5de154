package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.spi.EventCursor;
import io.spatio.spi.StoreContext;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A snapshot without its manifest, because it was cut off or lost it, is never taken for a new store: opening refuses it,
 * and a salvage reads what is there. Neither loses a byte.
 */
final class UnfinishedSnapshotTest {
    private static final Path COPY = Path.of("/simulated/copy");
    private static final String ERASED = "n/erased";
    private static final String LATEST = "n/latest";

    /** A store with two segments, a table and a pending erase. */
    private static SimulatedIo filled() throws IOException {
        SimulatedIo disk = new SimulatedIo();
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            append(store, "kept", 1);
            append(store, "erased", 2);
            store.flush();
            append(store, "kept", 3);
            append(store, "latest", 4);
            store.erase("n", "erased");
            store.flush();
        }
        return disk;
    }

    private static void append(LogTrajectoryStore store, String id, int timestampMicros) {
        StoreAppends.position(store, "n", id, timestampMicros, timestampMicros, 2, 3, new byte[0]);
    }

    private static LogTrajectoryStore salvage(SimulatedIo disk, boolean accept) {
        return LogTrajectoryStore.open(
                Stores.options(Durability.NEVER),
                StoreContext.in(COPY)
                        .withClock(InstantSource.fixed(Stores.NOW))
                        .withSalvage(true)
                        .withAcceptUnerased(accept),
                disk);
    }

    private static Map<String, Double> current(LogTrajectoryStore store) {
        Map<String, Double> current = new HashMap<>();
        try (EventCursor cursor = store.recover()) {
            while (cursor.next()) {
                current.put(cursor.namespace() + "/" + cursor.objectId(), cursor.lon());
            }
        }
        return current;
    }

    /** What the files of the copy hold, but for the lock and files whose writing broke off. */
    private static TreeSet<String> held(SimulatedIo disk) {
        TreeSet<String> held = new TreeSet<>();
        disk.contents().forEach((path, content) -> {
            if (path.startsWith(COPY) && !path.toString().matches(".*(LOCK|\\.tmp)")) {
                held.add(content);
            }
        });
        return held;
    }

    private static List<String> sealed(SimulatedIo disk) {
        List<String> names = new ArrayList<>();
        for (Path path : disk.files()) {
            String name = path.getFileName().toString();
            if (COPY.equals(path.getParent()) && name.matches("(seg|last|erased|wal)-.*(sps|tbl|ers|log)")) {
                names.add(name);
            }
        }
        return names;
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsCutOffAtAnyCallLosesNothing(SimulatedIo.Survival survival) throws IOException {
        SimulatedIo original = filled();
        int refused = 0;
        boolean whole = false;
        for (int call = 1; !whole; call++) {
            SimulatedIo disk = original.copy();
            try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
                disk.powerCutAt(disk.calls() + call, false);
                store.snapshot(COPY);
                whole = !disk.isOff();
            } catch (StoreException e) {
                assertThat(disk.isOff()).isTrue();
            }
            SimulatedIo left = disk.after(survival, new Random(call));
            if (!left.exists(COPY.resolve("MANIFEST")) && !sealed(left).isEmpty()) {
                refused++;
                requireRefusedAndSalvaged(left, survival + ", cut at call " + call);
            }
        }
        assertThat(refused).isGreaterThan(survival == SimulatedIo.Survival.NOTHING ? 0 : 2);
    }

    private static void requireRefusedAndSalvaged(SimulatedIo left, String when) throws IOException {
        TreeSet<String> before = held(left);
        List<String> names = sealed(left);
        assertThatThrownBy(() -> Stores.open(left, Durability.NEVER, COPY))
                .as(when)
                .isInstanceOf(StoreCorruptException.class)
                .hasMessageContaining("MANIFEST is missing");
        assertThat(held(left)).as(when).isEqualTo(before);
        boolean erasesLost = names.stream().noneMatch(name -> name.startsWith("erased-"))
                && names.stream().anyMatch(name -> name.startsWith("seg-"));
        if (erasesLost) {
            assertThatThrownBy(() -> salvage(left, false))
                    .as(when)
                    .isInstanceOf(StoreCorruptException.class)
                    .hasMessageContaining("may come back");
            assertThat(held(left)).as(when).containsAll(before);
        }
        try (LogTrajectoryStore store = salvage(left, erasesLost)) {
            assertThat(held(left)).as(when).containsAll(before);
            if (names.stream().anyMatch(name -> name.startsWith("last-"))) {
                assertThat(current(store)).as(when).containsEntry("n/kept", 3.0).containsEntry(LATEST, 4.0);
            }
            if (!erasesLost) {
                assertThat(current(store)).as(when).doesNotContainKey(ERASED);
            }
            append(store, "after", 5);
        }
        try (LogTrajectoryStore store = Stores.open(left, Durability.NEVER, COPY)) {
            assertThat(current(store)).as(when).containsEntry("n/after", 5.0);
            assertThat(store.verify().problems()).as(when).isEmpty();
        }
    }

    @Test
    void oneThatLostItsManifestIsReadWhole() throws IOException {
        SimulatedIo disk = filled();
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            store.snapshot(COPY);
        }
        disk.delete(COPY.resolve("MANIFEST"));
        requireRefusedAndSalvaged(disk.copy(), "whole");
        for (String name : sealed(disk)) {
            SimulatedIo damaged = disk.copy();
            damaged.delete(COPY.resolve(name));
            TreeSet<String> before = held(damaged);
            assertThatThrownBy(() -> Stores.open(damaged, Durability.NEVER, COPY))
                    .isInstanceOf(StoreCorruptException.class);
            try (LogTrajectoryStore store = salvage(damaged, true)) {
                assertThat(held(damaged)).as("without %s", name).containsAll(before);
                assertThat(current(store)).as("without %s", name).containsKey("n/kept");
            }
        }
    }
}
