package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.error.UnsupportedFormatException;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files cut and bits flipped at every place. */
final class DamageTest {
    private static final Path WAL = Stores.DIRECTORY.resolve("wal-1.log");
    private static final Path MANIFEST = Stores.DIRECTORY.resolve("MANIFEST");
    private static final int EVENTS = 40;

    private final Model model = new Model();

    /** A store that was killed: its frames were written one by one, and the last ones not known to be forced. */
    private SimulatedIo killed() {
        SimulatedIo io = new SimulatedIo();
        LogTrajectoryStore store = Stores.open(io, Durability.ALWAYS);
        Random random = new Random(7);
        for (int i = 0; i < EVENTS; i++) {
            model.position(store, "n", "o" + i % 5, i, Stores.place(random), Stores.metadata(random));
            store.awaitDurable(i + 1);
        }
        SimulatedIo crashed = io.copy();
        store.close();
        return crashed;
    }

    private SimulatedIo closed() {
        SimulatedIo io = killed();
        Stores.open(io, Durability.ALWAYS).close();
        return io;
    }

    private static long last(LogTrajectoryStore store) {
        return ((Number) store.stats().details().get("last-sequence")).longValue();
    }

    @Test
    void aTailTornAtAnyByteGivesThePrefixAndAReport() {
        SimulatedIo whole = killed();
        byte[] wal = whole.bytes(WAL);
        long before = -1;
        for (int length = 64; length < wal.length; length++) {
            SimulatedIo io = whole.copy();
            io.bytes(WAL, Arrays.copyOf(wal, length));
            try (LogTrajectoryStore store = Stores.open(io, Durability.ALWAYS)) {
                long last = last(store);
                assertThat(last).as("cut at %d", length).isBetween(Math.max(0, before), (long) EVENTS - 1);
                model.prefix(last).check(store, Long.MIN_VALUE, Long.MAX_VALUE);
                boolean torn = last == before && !store.stats().recovery().isEmpty();
                boolean border = store.stats().recovery().isEmpty();
                assertThat(torn || border).as("cut at %d", length).isTrue();
                if (torn) {
                    assertThat(store.stats().recovery().get(0))
                            .startsWith("wal-1.log: ")
                            .contains(" bytes of a torn tail cut at offset=")
                            .contains("quarantine/wal-1.log.");
                } else {
                    assertThat(last).isEqualTo(before + 1);
                }
                before = last;
            }
        }
        assertThat(before).isEqualTo(EVENTS - 1);
    }

    /** Whatever was sealed was in the log first, so the numbers beyond the log's end are free for nothing else. */
    @Test
    void aManifestThatSealsMoreThanTheLogHoldsIsRefused() throws IOException {
        for (SimulatedIo io : List.of(killed(), closed(), sealedAndKilled())) {
            byte[] manifest = io.bytes(MANIFEST);
            long flushed = 0;
            while (flushed <= EVENTS) {
                flushed = Forgery.flushedSequenceAhead(manifest);
            }
            io.bytes(MANIFEST, manifest);
            assertThatThrownBy(() -> Stores.open(io, Durability.ALWAYS).close())
                    .isInstanceOf(StoreCorruptException.class)
                    .hasMessageContaining("MANIFEST says that sequence ")
                    .hasMessageContaining("but the log ends at " + EVENTS);
            try (LogTrajectoryStore store = Stores.open(io, Stores.options(Durability.ALWAYS), true)) {
                long next = StoreAppends.position(store, "n", "after", 1, 1, 1, 1, new byte[0]);
                assertThat(next).isGreaterThan(EVENTS + 1);
            }
        }
    }

    private SimulatedIo sealedAndKilled() throws IOException {
        SimulatedIo io = killed();
        try (LogTrajectoryStore store = Stores.open(io, Durability.ALWAYS)) {
            store.flush();
            return io.copy();
        }
    }

    @Test
    void aFileCutInItsForcedHeaderIsRefused() {
        SimulatedIo whole = killed();
        byte[] wal = whole.bytes(WAL);
        for (int length = 0; length < 64; length++) {
            SimulatedIo io = whole.copy();
            io.bytes(WAL, Arrays.copyOf(wal, length));
            assertThatThrownBy(() -> Stores.open(io, Durability.ALWAYS)).isInstanceOf(StoreCorruptException.class);
        }
    }

    @Test
    void aBitFlippedAnywhereIsDetected() {
        SimulatedIo whole = killed();
        for (Path file : new Path[] {WAL, MANIFEST}) {
            byte[] bytes = whole.bytes(file);
            for (int at = 0; at < bytes.length; at++) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << at % 8);
                SimulatedIo io = whole.copy();
                io.bytes(file, flipped);
                detected(io, file + " byte " + at);
            }
        }
    }

    /** Refused; or, in the last frame, which nothing witnesses, cut and told. */
    private void detected(SimulatedIo io, String where) {
        try (LogTrajectoryStore store = Stores.open(io, Durability.ALWAYS)) {
            assertThat(store.stats().recovery()).as(where).isNotEmpty();
            assertThat(last(store)).as(where).isEqualTo(EVENTS - 1);
            model.prefix(EVENTS - 1).check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        } catch (StoreCorruptException | UnsupportedFormatException e) {
            assertThat(e.getMessage()).as(where).isNotEmpty();
        }
    }

    @Test
    void afterACleanCloseAnyDamageIsRefused() {
        SimulatedIo whole = closed();
        for (Path file : whole.files()) {
            byte[] bytes = whole.bytes(file);
            for (int at = 0; at < bytes.length; at++) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << at % 8);
                SimulatedIo io = whole.copy();
                io.bytes(file, flipped);
                assertThatThrownBy(() -> Stores.open(io, Durability.ALWAYS))
                        .as(file + " byte " + at)
                        .isInstanceOf(StoreException.class);
                SimulatedIo shortened = whole.copy();
                shortened.bytes(file, Arrays.copyOf(bytes, at));
                assertThatThrownBy(() -> Stores.open(shortened, Durability.ALWAYS))
                        .as(file + " cut at " + at)
                        .isInstanceOf(StoreException.class);
            }
        }
    }

    @Test
    void salvageGoesOnWithWhatIsReadable() {
        SimulatedIo whole = killed();
        byte[] wal = whole.bytes(WAL);
        for (int at = 0; at < wal.length; at += 5) {
            byte[] flipped = wal.clone();
            flipped[at] ^= 0x10;
            SimulatedIo io = whole.copy();
            io.bytes(WAL, flipped);
            try (LogTrajectoryStore store = Stores.open(io, Stores.options(Durability.ALWAYS), true)) {
                assertThat(store.stats().recovery()).as("byte %d", at).isNotEmpty();
                long records = ((Number) store.stats().details().get("records")).longValue();
                if (at >= 64 + 800) {
                    assertThat(records).as("byte %d", at).isEqualTo(EVENTS - 1);
                }
            }
            try (LogTrajectoryStore store = Stores.open(io, Durability.ALWAYS)) {
                assertThat(store.stats().recovery())
                        .as("byte %d, opened again", at)
                        .isEmpty();
            }
        }
    }

    @Test
    void aMissingManifestOrFileIsRefusedAndSalvaged() {
        for (Path file : new Path[] {MANIFEST, WAL}) {
            SimulatedIo io = closed();
            SimulatedIo without = new SimulatedIo();
            for (Path other : io.files()) {
                if (!other.equals(file)) {
                    without.bytes(other, io.bytes(other));
                }
            }
            assertThatThrownBy(() -> Stores.open(without, Durability.ALWAYS))
                    .isInstanceOf(StoreCorruptException.class)
                    .hasMessageContaining(file.getFileName().toString());
            try (LogTrajectoryStore store = Stores.open(without, Stores.options(Durability.ALWAYS), true)) {
                assertThat(store.stats().recovery()).isNotEmpty();
                assertThat(StoreAppends.position(store, "n", "p", 1, 1, 1, 1, new byte[0]))
                        .isGreaterThanOrEqualTo(file.equals(MANIFEST) ? EVENTS + 1 : 1);
            }
            Stores.open(without, Durability.ALWAYS).close();
        }
    }

    @Test
    void anUnknownMajorFormatIsNamed() {
        SimulatedIo io = closed();
        byte[] manifest = io.bytes(MANIFEST);
        manifest[8] = 9;
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(manifest, 0, manifest.length - 4);
        java.nio.ByteBuffer.wrap(manifest)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putInt(manifest.length - 4, (int) crc.getValue());
        io.bytes(MANIFEST, manifest);
        assertThatThrownBy(() -> Stores.open(io, Durability.ALWAYS))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("9.0")
                .hasMessageContaining("2.x");
    }
}
