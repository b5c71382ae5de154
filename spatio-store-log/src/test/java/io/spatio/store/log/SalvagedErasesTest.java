package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.TrackOrder;
import io.spatio.error.StoreCorruptException;
import io.spatio.spi.EventCursor;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A salvage undoes no erase unasked: it stops and says how many objects may come back. */
final class SalvagedErasesTest {
    private static final int ERASED = 5;
    private static final int DROPPED = 3;
    private static final long BEFORE = 10;
    private static final long AFTER = 20;
    private static final long LATER = 30;
    private static final int HEADER_BYTES = 64;
    private static final int JOINED = 8;

    private final SimulatedIo disk = new SimulatedIo();

    private static LogTrajectoryStore salvage(SimulatedIo io, boolean accept) {
        return Stores.salvage(io, Durability.NEVER, accept);
    }

    private static void position(LogTrajectoryStore store, String namespace, String id) {
        StoreAppends.position(store, namespace, id, 1, 1, 2, 3, new byte[0]);
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
                store.erase("n", "erased-" + i);
            }
            store.erase("dropped");
            store.snapshot(Path.of("/simulated/copy")); // writes table and erases, and drops the log
            store.erase("n", "late");
        }
    }

    private static List<String> names(LogTrajectoryStore store) {
        List<String> names = new ArrayList<>();
        store.objects((namespace, id) -> names.add(namespace + "/" + id));
        return names;
    }

    private Path only(String prefix) {
        return only(disk, prefix);
    }

    private static Path only(SimulatedIo disk, String prefix) {
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
    void withoutTheManifestAndTheTableTheSegmentsTellWhatIsCurrent(boolean lost) throws IOException {
        fill();
        damage(Stores.DIRECTORY.resolve("MANIFEST"), lost);
        disk.delete(only("last-"));
        for (int opening = 0; opening < 2; opening++) {
            try (LogTrajectoryStore store = opening == 0 ? salvage(disk, false) : Stores.open(disk, Durability.NEVER)) {
                assertThat(names(store)).containsExactly("n/kept");
                List<String> current = new ArrayList<>();
                try (EventCursor events = store.recover()) {
                    while (events.next()) {
                        current.add(events.namespace() + "/" + events.objectId());
                    }
                }
                assertThat(current).containsExactly("n/kept");
            }
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
            store.erase("n", "erased");
            position(store, "n", "kept");
        }
        Path log = only("wal-1.log");
        byte[] bytes = disk.bytes(log);
        try (Loop loop = Loop.begin("SalvagedErasesTest missed", 0.1)) {
            while (loop.goesOn()) {
                int at = anyByte(bytes, loop);
                SimulatedIo damaged = flipped(disk, log, at);
                try (LogTrajectoryStore store = salvage(damaged, false)) {
                    assertThat(names(store)).as("byte %d", at).doesNotContain("n/erased");
                } catch (StoreCorruptException e) {
                    assertThat(e).hasMessageContaining("may come back");
                }
            }
        }
    }

    private static int anyByte(byte[] bytes, Loop loop) {
        return HEADER_BYTES + loop.random().nextInt(bytes.length - HEADER_BYTES);
    }

    private static SimulatedIo flipped(SimulatedIo whole, Path log, int at) {
        SimulatedIo damaged = whole.copy();
        byte[] bytes = damaged.bytes(log);
        bytes[at] ^= 1;
        damaged.bytes(log, bytes);
        return damaged;
    }

    /**
     * An erase says itself what ends: in the log, in what is sealed, and at each later opening, but not what came after. A
     * later erase ends all that the salvage has joined.
     */
    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void whateverFrameIsLostTheSalvagedLogOpensStrictly(boolean sealed, boolean wholeNamespace) throws IOException {
        LogTrajectoryStore writer = Stores.open(disk, Durability.ALWAYS);
        position(writer, "n", "kept");
        if (sealed) {
            append(writer, BEFORE);
            writer.flush();
        }
        position(writer, "n", "kept");
        int defined = endOfLog(writer);
        append(writer, BEFORE);
        int definedUpTo = endOfLog(writer);
        assertThat(definedUpTo).isGreaterThan(defined);
        erase(writer, wholeNamespace);
        writer.sync();
        append(writer, AFTER);
        writer.sync();
        SimulatedIo killed = disk.copy();
        Path log = lastLog();
        writer.close();
        String name = "SalvagedErasesTest sealed=" + sealed + " namespace=" + wholeNamespace;
        try (Loop loop = Loop.begin(name, 0.1)) {
            while (loop.goesOn()) {
                int at = anyByte(killed.bytes(log), loop);
                SimulatedIo damaged = flipped(killed, log, at);
                List<Long> salvaged = timesAfterSalvage(damaged);
                if (defined <= at && at < definedUpTo) {
                    assertThat(salvaged).as("byte %d", at).containsExactly(AFTER);
                }
                SimulatedIo again = damaged.copy();
                assertOpensStrictly(damaged, salvaged, "byte " + at);
                assertEndsTogether(loop.random().nextBoolean() ? damaged : again, loop.random(), "byte " + at);
            }
        }
    }

    private static void erase(LogTrajectoryStore store, boolean wholeNamespace) {
        if (wholeNamespace) {
            store.erase("e");
        } else {
            store.erase("e", "erased");
        }
    }

    /** An erase after a salvage ends all that answers showed, now and at every later opening. */
    private static void assertEndsTogether(SimulatedIo disk, Random random, String what) throws IOException {
        try (LogTrajectoryStore store = Stores.open(disk, Durability.ALWAYS)) {
            if (random.nextBoolean()) {
                append(store, LATER);
            }
            if (random.nextBoolean()) {
                store.flush();
            }
            erase(store, random.nextInt(4) == 0);
            assertThat(times(store)).as(what).isEmpty();
            if (random.nextBoolean()) {
                store.flush();
            }
        }
        assertOpensStrictly(disk, List.of(), what + " erased");
    }

    /** What a salvage brought back and what came after is one history, and ends as one. */
    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void whatComesBackEndsWithWhatCameAfter(boolean lost, boolean sealed) throws IOException {
        for (long seed = 0; seed < JOINED; seed++) {
            SimulatedIo io = new SimulatedIo();
            Random random = new Random(seed);
            try (LogTrajectoryStore store = Stores.open(io, Durability.NEVER)) {
                append(store, BEFORE);
                position(store, "n", "kept");
                store.flush();
                erase(store, false);
                store.snapshot(Path.of("/simulated/copy")); // writes table and erases, and drops the log
                append(store, AFTER);
                if (sealed) {
                    store.flush();
                }
            }
            Path erases = only(io, "erased-");
            if (lost) {
                io.delete(erases);
            } else {
                byte[] bytes = io.bytes(erases);
                bytes[bytes.length - 10] ^= 1;
                io.bytes(erases, bytes);
            }
            try (LogTrajectoryStore store = salvage(io, true)) {
                assertThat(times(store)).containsExactly(BEFORE, AFTER);
            }
            assertEndsTogether(io, random, "seed " + seed);
        }
    }

    /** A table is not always written with a segment: without MANIFEST nobody knows whether one was. */
    @Test
    void withoutTheManifestNoFileIsCalledLostThatNeverWas() throws IOException {
        fill();
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            position(store, "n", "newer");
            store.flush();
        }
        List<Path> ever = disk.files();
        disk.delete(Stores.DIRECTORY.resolve("MANIFEST"));
        for (Path file : ever) {
            if (file.getFileName().toString().startsWith("wal-")) {
                disk.delete(file);
            }
        }
        try (LogTrajectoryStore store = salvage(disk, true)) {
            CheckedWords.requireTrue(store.stats().recovery(), ever);
            assertThat(names(store)).contains("n/kept", "n/newer");
        }
    }

    /** A number that is free after an erase means another object; damage may take both the erase and the new meaning. */
    @Test
    void noObjectGetsThePositionsOfAnother() throws IOException {
        LogTrajectoryStore writer = Stores.open(disk, Durability.ALWAYS);
        append(writer, BEFORE);
        int from = endOfLog(writer);
        writer.erase("e", "erased");
        position(writer, "n", "other");
        int upTo = endOfLog(writer);
        position(writer, "n", "other");
        assertThat(timesWithout(writer, from, upTo)).containsExactly(BEFORE);
    }

    private int endOfLog(LogTrajectoryStore writer) {
        writer.sync();
        return disk.bytes(lastLog()).length;
    }

    /** Kills the writer, damages its log, and returns what a salvage and all later openings answer. */
    private List<Long> timesWithout(LogTrajectoryStore writer, int from, int upTo) throws IOException {
        writer.sync();
        SimulatedIo killed = disk.copy();
        Path log = lastLog();
        writer.close();
        byte[] bytes = killed.bytes(log);
        Arrays.fill(bytes, from, upTo, (byte) 0);
        killed.bytes(log, bytes);
        List<Long> salvaged = timesAfterSalvage(killed);
        assertOpensStrictly(killed, salvaged, "zeros");
        return salvaged;
    }

    /** Accepts lost erases only where it is asked to; else nothing erased comes back. */
    private static List<Long> timesAfterSalvage(SimulatedIo damaged) {
        try (LogTrajectoryStore store = salvage(damaged, false)) {
            List<Long> times = times(store);
            assertThat(times).doesNotContain(BEFORE);
            return times;
        } catch (StoreCorruptException e) {
            assertThat(e).hasMessageContaining("may come back");
        }
        try (LogTrajectoryStore store = salvage(damaged, true)) {
            return times(store);
        }
    }

    private static void assertOpensStrictly(SimulatedIo disk, List<Long> expected, String what) throws IOException {
        for (int opening = 0; opening < 3; opening++) {
            try (LogTrajectoryStore store = Stores.open(disk, Durability.ALWAYS)) {
                assertThat(store.stats().recovery()).as(what).isEmpty();
                assertThat(store.verify().problems()).as(what).isEmpty();
                assertThat(times(store)).as(what).isEqualTo(expected);
                if (opening == 1) {
                    store.compact();
                    assertThat(times(store)).as(what).isEqualTo(expected);
                }
            } catch (StoreCorruptException e) {
                throw new AssertionError(what + ": " + e.getMessage(), e);
            }
        }
    }

    private static void append(LogTrajectoryStore store, long time) {
        StoreAppends.position(store, "e", "erased", time, 1, 2, 3, new byte[0]);
    }

    private static List<Long> times(LogTrajectoryStore store) {
        return Model.read(store, "e", "erased", Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST).stream()
                .map(Model.Event::timestamp)
                .toList();
    }

    private Path lastLog() {
        return disk.files().stream()
                .filter(path -> path.getParent().equals(Stores.DIRECTORY)
                        && path.getFileName().toString().startsWith("wal-"))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
