package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.error.StoreCorruptException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A salvage undoes no erase unasked: it stops and says how many objects may come back. */
final class SalvagedErasesTest {
    private static final int ERASED = 5;
    private static final int DROPPED = 3;

    private final SimulatedIo disk = new SimulatedIo();

    private static LogTrajectoryStore salvage(SimulatedIo io, boolean accept) {
        return Stores.salvage(io, Durability.NEVER, accept);
    }

    private static void position(LogTrajectoryStore store, String namespace, String id) {
        store.append(store.register(namespace, id), 1, 1, 2, 3, new byte[0]);
    }

    /** Objects in a segment, erases of some in the file of erases, and one more erase in the log. */
    private void fill() throws IOException {
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            for (int i = 0; i < ERASED; i++) {
                position(store, "n", "erased-" + i);
            }
            for (int i = 0; i < DROPPED; i++) {
                position(store, "dropped", "o" + i);
            }
            position(store, "n", "kept");
            position(store, "n", "late");
            store.flush();
            for (int i = 0; i < ERASED; i++) {
                store.erase(store.find("n", "erased-" + i));
            }
            store.erase("dropped");
            store.snapshot(Path.of("/simulated/copy")); // writes table and erases, and drops the log
            store.erase(store.find("n", "late"));
        }
    }

    private static List<String> names(LogTrajectoryStore store) {
        List<String> names = new ArrayList<>();
        store.objects((namespace, id) -> names.add(namespace + "/" + id));
        return names;
    }

    private Path only(String prefix) {
        List<Path> found = disk.files().stream()
                .filter(path -> path.getParent().equals(Stores.DIRECTORY)
                        && path.getFileName().toString().startsWith(prefix))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private void damage(Path file, boolean lost) throws IOException {
        if (lost) {
            disk.delete(file);
        } else {
            byte[] bytes = disk.bytes(file);
            bytes[bytes.length - 20] ^= 1;
            disk.bytes(file, bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutTheManifestNoEraseIsLost(boolean lost) throws IOException {
        fill();
        damage(Stores.DIRECTORY.resolve("MANIFEST"), lost);
        assertThatThrownBy(() -> Stores.open(disk, Durability.NEVER)).isInstanceOf(StoreCorruptException.class);
        try (LogTrajectoryStore store = salvage(disk, false)) {
            assertThat(names(store)).containsExactly("n/kept");
            position(store, "n", "erased-0");
        }
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            assertThat(names(store)).containsExactlyInAnyOrder("n/kept", "n/erased-0");
            store.compact();
            assertThat(names(store)).containsExactlyInAnyOrder("n/kept", "n/erased-0");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutTheFileOfErasesASalvageSaysHowManyObjectsMayComeBack(boolean lost) throws IOException {
        fill();
        damage(only("erased-"), lost);
        assertThatThrownBy(() -> Stores.open(disk, Durability.NEVER))
                .isInstanceOf(StoreCorruptException.class)
                .hasMessageContaining("erased-");
        SimulatedIo before = disk.copy();
        // Of a damaged file the block of incarnations is readable, that of namespaces is not.
        int most = lost ? ERASED + 2 * DROPPED : 2 * DROPPED;
        assertThatThrownBy(() -> salvage(disk, false))
                .isInstanceOf(StoreCorruptException.class)
                .hasMessageContaining("up to " + most + " objects may come back")
                .hasMessageContaining("accept-unerased");
        assertThat(disk.bytes(only("seg-"))).isEqualTo(before.bytes(only("seg-")));
        try (LogTrajectoryStore store = salvage(disk, true)) {
            assertThat(store.stats().recovery()).anyMatch(told -> told.contains("up to " + most + " objects"));
            assertThat(names(store)).contains("n/kept").doesNotContain("n/late");
            if (!lost) {
                assertThat(names(store)).doesNotContain("n/erased-1");
            }
        }
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            assertThat(store.verify().problems()).isEmpty();
        }
    }

    @Test
    void withoutBothItSaysAnUpperBound() throws IOException {
        fill();
        disk.delete(Stores.DIRECTORY.resolve("MANIFEST"));
        disk.delete(only("erased-"));
        int sealed = ERASED + DROPPED + 2;
        assertThatThrownBy(() -> salvage(disk, false))
                .isInstanceOf(StoreCorruptException.class)
                .hasMessageContaining("up to " + sealed + " objects may come back");
        try (LogTrajectoryStore store = salvage(disk, true)) {
            assertThat(names(store)).contains("n/kept");
        }
    }

    /** Each frame says how many erases there were up to it, so that none is lost with another unnoticed. */
    @Test
    void anEraseInADamagedLogIsMissed() {
        try (LogTrajectoryStore store = Stores.open(disk, Durability.ALWAYS)) {
            position(store, "n", "kept");
            position(store, "n", "erased");
            store.erase(store.find("n", "erased"));
            position(store, "n", "kept");
        }
        Path log = only("wal-1.log");
        byte[] bytes = disk.bytes(log);
        for (int at = 64; at < bytes.length; at++) {
            SimulatedIo damaged = disk.copy();
            byte[] flipped = bytes.clone();
            flipped[at] ^= 1;
            damaged.bytes(log, flipped);
            try (LogTrajectoryStore store = salvage(damaged, false)) {
                assertThat(names(store)).as("byte %d", at).doesNotContain("n/erased");
            } catch (StoreCorruptException e) {
                assertThat(e).hasMessageContaining("may come back");
            }
        }
    }
}
