package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.error.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Damage to what holds documents: refused, or salvaged with a word for every document that is not the one put last. */
final class DocumentDamageTest {
    private final Model model = new Model();

    /** Documents in a file, later changes of them in the log, and in each some that the other lacks. */
    private SimulatedIo killed() throws IOException {
        SimulatedIo io = new SimulatedIo();
        LogTrajectoryStore store = Stores.open(io, Durability.ALWAYS);
        for (String key : List.of("sealed-stays", "sealed-replaced", "sealed-removed")) {
            put(store, key, "first of " + key);
        }
        model.position(store, "n", "o", 1, new double[] {1, 2, 3}, new byte[0]);
        store.compact();
        put(store, "sealed-replaced", "second");
        put(store, "logged", "first");
        model.removeDocument(store, "sealed-removed");
        store.sync();
        put(store, "logged", "second");
        store.sync();
        model.position(store, "n", "o", 2, new double[] {1, 2, 3}, new byte[0]);
        store.sync();
        SimulatedIo killed = io.copy();
        store.close();
        return killed;
    }

    private void put(LogTrajectoryStore store, String key, String content) {
        model.putDocument(store, key, content.getBytes(StandardCharsets.UTF_8));
        store.awaitDurable(Model.last(model));
    }

    private static Path documentFile(SimulatedIo io) {
        return io.files().stream()
                .filter(path -> path.toString().endsWith(".doc"))
                .findFirst()
                .orElseThrow();
    }

    /** A place in one of the files. */
    private record Place(Path file, int at) {}

    /** Every byte of every file in an order of a seed, as many as the budget allows. */
    private void everywhere(String name, BiConsumer<SimulatedIo, Place> damage) throws IOException {
        SimulatedIo whole = killed();
        List<Place> places = new ArrayList<>();
        for (Path file : whole.files()) {
            for (int at = 0; at < whole.bytes(file).length; at++) {
                places.add(new Place(file, at));
            }
        }
        try (Loop loop = Loop.begin("DocumentDamageTest " + name, 0.5)) {
            Collections.shuffle(places, loop.random());
            for (int i = 0; i < places.size() && loop.goesOn(); i++) {
                damage.accept(whole, places.get(i));
                loop.count("damaged", 1);
            }
        }
    }

    @Test
    void whateverBitIsFlippedNoDocumentIsOlderOrGoneWithoutAWord() throws IOException {
        everywhere("flips", (whole, place) -> {
            byte[] flipped = whole.bytes(place.file);
            flipped[place.at] ^= (byte) (1 << place.at % 8);
            changed(whole, place.file, flipped, place.file.getFileName() + " bit of byte " + place.at);
        });
    }

    @Test
    void whereverAFileIsCutNoDocumentIsOlderOrGoneWithoutAWord() throws IOException {
        everywhere("cuts", (whole, place) -> {
            byte[] cut = Arrays.copyOf(whole.bytes(place.file), place.at);
            changed(whole, place.file, cut, place.file.getFileName() + " cut at " + place.at);
        });
    }

    private void changed(SimulatedIo whole, Path file, byte[] bytes, String where) {
        SimulatedIo strict = whole.copy();
        strict.bytes(file, bytes);
        try (LogTrajectoryStore store = Stores.open(strict, Durability.ALWAYS)) {
            assertThat(Model.documents(store))
                    .as(where)
                    .isEqualTo(model.prefix(Model.lastSequence(store)).documents());
        } catch (StoreException e) {
            assertThat(e.getMessage()).as(where).isNotEmpty();
        }
        SimulatedIo salvaged = whole.copy();
        salvaged.bytes(file, bytes);
        Map<String, String> found;
        try (LogTrajectoryStore store = Stores.salvage(salvaged, Durability.ALWAYS, true)) {
            found = Model.documents(store);
            boolean prefix =
                    found.equals(model.prefix(Model.lastSequence(store)).documents());
            if (!prefix) { // else it is what a crash would leave as well
                requireTold(found, String.join("\n", store.stats().recovery()), where);
            }
        } catch (UnsupportedFormatException e) {
            return; // the bit was one of the version
        }
        try (LogTrajectoryStore store = Stores.open(salvaged, Durability.ALWAYS)) {
            assertThat(store.stats().recovery()).as(where + ", opened again").isEmpty();
            assertThat(Model.documents(store)).as(where + ", opened again").isEqualTo(found);
            store.compact();
            assertThat(Model.documents(store)).as(where + ", compacted").isEqualTo(found);
            assertThat(store.verify().problems()).as(where).isEmpty();
        }
        try (LogTrajectoryStore store = Stores.open(salvaged, Durability.ALWAYS)) {
            assertThat(Model.documents(store)).as(where + ", opened again").isEqualTo(found);
        }
    }

    private void requireTold(Map<String, String> found, String report, String where) {
        Map<String, String> expected = model.documents();
        found.forEach((key, document) -> {
            if (!document.equals(expected.get(key))) {
                assertThat(report)
                        .as(where + ", for " + key + " is older")
                        .contains("older")
                        .contains(key);
            }
        });
        expected.keySet().stream().filter(key -> !found.containsKey(key)).forEach(key -> {
            boolean told = report.contains("key=" + key) || report.contains("are lost");
            assertThat(told)
                    .as(where + ", for " + key + " is gone, in the report: " + report)
                    .isTrue();
        });
    }

    @Test
    void aDamagedContentIsNamedByItsKeyInRefusalReportAndVerification() throws IOException {
        SimulatedIo io = killed();
        Path file = documentFile(io);
        byte[] bytes = io.bytes(file);
        String content = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[content.indexOf("first of sealed-stays")] ^= 1;
        io.bytes(file, bytes);
        SimulatedIo strict = io.copy();
        assertThatThrownBy(() -> Stores.open(strict, Durability.ALWAYS))
                .isInstanceOf(StoreCorruptException.class)
                .hasMessageContaining("key=sealed-stays");
        try (LogTrajectoryStore store = Stores.salvage(io, Durability.ALWAYS, false)) {
            assertThat(String.join("\n", store.stats().recovery()))
                    .contains("key=sealed-stays")
                    .contains(file.getFileName() + " put aside in ");
            Map<String, String> left = model.documents();
            left.remove("sealed-stays");
            assertThat(Model.documents(store)).isEqualTo(left);
        }
    }

    @Test
    void whileItIsOpenADamagedContentIsFoundByVerification() throws IOException {
        SimulatedIo io = new SimulatedIo();
        try (LogTrajectoryStore store = Stores.open(io, Durability.ALWAYS)) {
            put(store, "fences", "a content to damage");
            store.compact();
            assertThat(store.verify().problems()).isEmpty();
            Path file = documentFile(io);
            byte[] bytes = io.bytes(file);
            bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("to damage")] ^= 1;
            io.bytes(file, bytes);
            assertThat(String.join("\n", store.verify().problems())).contains("key=fences");
        }
    }

    /** Nothing else says how far the sequence numbers went, and none may be given again. */
    @Test
    void ofAStoreThatLostAllButItsDocumentsTheSequenceNumbersGoOn() throws IOException {
        SimulatedIo whole = killed();
        SimulatedIo io = new SimulatedIo();
        Path file = documentFile(whole);
        io.bytes(file, whole.bytes(file));
        Path log = Stores.DIRECTORY.resolve("wal-1.log");
        io.bytes(log, header(whole));
        long sealed = Long.parseLong(file.getFileName().toString().replaceAll("\\D", ""));
        try (LogTrajectoryStore store = Stores.salvage(io, Durability.ALWAYS, true)) {
            assertThat(store.documents().put("new", new byte[3])).isGreaterThan(sealed);
        }
        try (LogTrajectoryStore store = Stores.open(io, Durability.ALWAYS)) {
            assertThat(Model.documents(store)).containsKeys("new", "sealed-stays");
        }
    }

    /** Of an empty log of the same store, which begins with the first record. */
    private static byte[] header(SimulatedIo whole) {
        Path log = whole.files().stream()
                .filter(path -> path.toString().endsWith(".log"))
                .findFirst()
                .orElseThrow();
        byte[] header = Arrays.copyOf(whole.bytes(log), 64);
        ByteBuffer buffer = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(32, 1).putLong(48, 1);
        CRC32C crc = new CRC32C();
        crc.update(header, 0, 60);
        buffer.putInt(60, (int) crc.getValue());
        return header;
    }

    @Test
    void aNewerMajorVersionOfTheFileIsRefused() throws IOException {
        SimulatedIo io = killed();
        Path file = documentFile(io);
        byte[] bytes = io.bytes(file);
        bytes[8] = 2;
        CRC32C crc = new CRC32C();
        crc.update(new byte[8]); // the seed
        crc.update(bytes, 0, 56);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(56, (int) crc.getValue());
        io.bytes(file, bytes);
        assertThatThrownBy(() -> Stores.open(io, Durability.ALWAYS))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining("2.0");
    }

    @Test
    void oneThatIsPutOverAndOverLeavesNoMoreLogThanATableAllows() throws IOException {
        SimulatedIo io = new SimulatedIo();
        try (LogTrajectoryStore store = Stores.open(io, Durability.NEVER)) {
            for (int i = 0; i < 100; i++) {
                store.documents().put("fences", new byte[1 << 20]);
            }
            store.flush();
            long bytes =
                    io.files().stream().mapToLong(file -> io.bytes(file).length).sum();
            assertThat(bytes).isLessThan(80L << 20);
        }
    }
}
