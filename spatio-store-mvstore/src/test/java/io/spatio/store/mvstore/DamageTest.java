package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.spatio.Durability;
import io.spatio.TrackOrder;
import io.spatio.error.SpatioException;
import io.spatio.error.StoreCorruptException;
import io.spatio.error.UnsupportedFormatException;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.StoreContext;
import io.spatio.spi.StoredDocument;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flipped bits, cut files, unknown formats: detected or harmless, never a wrong value. */
class DamageTest {
    private static final int OBJECTS = 6;
    private static final int POSITIONS = 3_000;
    private static final int BLOCK_BYTES = 4096;
    private static final int HEADER_BYTES = 100;
    private static final int DOCUMENT_EVERY = 60;
    private static final int DOCUMENTS = 9;

    @TempDir
    Path directory;

    private Path original;
    private byte[] bytes = {};
    private final Map<String, List<Seen>> histories = new HashMap<>();
    /** Every put in its order. */
    private final List<StoredDocument> documents = new ArrayList<>();

    @BeforeEach
    void writeAStore() throws IOException {
        original = Files.createDirectory(directory.resolve("original"));
        Model model = new Model();
        Random random = new Random(42);
        try (MvTrajectoryStore store = MvStores.open(original)) {
            for (int i = 0; i < POSITIONS; i++) {
                Seen event = MvStores.position(
                        "n",
                        "o" + i % OBJECTS,
                        i * 100_000_000L,
                        random.nextDouble(-180, 180),
                        random.nextDouble(-90, 90),
                        i % 3 == 0 ? Double.NaN : random.nextDouble(100),
                        i % 5 == 0 ? "{\"speed\":" + i + "}" : "");
                long sequence = store.append(MvStores.batch(List.of(event)));
                model.add(MvStores.numbered(event, sequence));
                if (i % DOCUMENT_EVERY == 0) {
                    String key = "document-" + i / DOCUMENT_EVERY % DOCUMENTS;
                    byte[] content = new byte[random.nextInt(2_000)];
                    random.nextBytes(content);
                    documents.add(StoredDocument.of(key, store.documents().put(key, content), content));
                }
                if (i == POSITIONS * 2 / 3) {
                    store.compact(); // so that there are blocks as well as a tail
                }
            }
        }
        bytes = Files.readAllBytes(original.resolve(MvFile.FILE_NAME));
        for (int o = 0; o < OBJECTS; o++) {
            histories.put(
                    "o" + o, model.history("n", "o" + o, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST));
        }
    }

    /** The documents as of a sequence number. */
    private Map<String, StoredDocument> documents(long until) {
        Map<String, StoredDocument> held = new HashMap<>();
        documents.stream()
                .filter(document -> document.sequence() <= until)
                .forEach(document -> held.put(document.key(), document));
        return held;
    }

    /** Each document that is there is the one put last; returns how many are not there. */
    private int requireNoneIsOlder(MvTrajectoryStore store, long until) {
        Map<String, StoredDocument> expected = documents(until);
        List<StoredDocument> found = new ArrayList<>();
        store.documents().forEach("", found::add);
        for (StoredDocument document : found) {
            StoredDocument last = expected.get(document.key());
            assertThat(last).isNotNull();
            assertThat(document.sequence()).isEqualTo(last.sequence());
            assertThat(document.content()).isEqualTo(last.content());
        }
        return expected.size() - found.size();
    }

    private Path damaged(String name, byte[] content) throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        Files.deleteIfExists(home.resolve("LOCK")); // an earlier round's
        Files.write(home.resolve(MvFile.FILE_NAME), content);
        return home;
    }

    private byte[] flipped(int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
        return flipped;
    }

    /** Often one of the bytes that a block begins with, where H2 keeps its headers. */
    private int anyBit(Random random) {
        int at = random.nextInt(bytes.length);
        int inHeader = at - at % BLOCK_BYTES + random.nextInt(HEADER_BYTES);
        return (random.nextInt(4) == 0 ? Math.min(inHeader, bytes.length - 1) : at) * 8 + random.nextInt(8);
    }

    @Test
    void noFlippedBitGivesAWrongAnswer() throws IOException {
        Budget budget = Budget.share("DamageTest flips", 1);
        int detected = 0;
        while (budget.isLeft() || detected == 0) {
            int bit = anyBit(budget.random());
            Path home = damaged("flipped", flipped(bit));
            try {
                readsRight(home);
                budget.count("harmless", 1);
            } catch (SpatioException e) {
                detected++;
                budget.count("detected", 1);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(budget.seed() + " bit=" + bit, e);
            }
        }
        assertThat(detected).isPositive();
        budget.tell();
    }

    /**
     * Reads a store in every way; whatever it answers must be right for its sequence number, which may be that of an older
     * version, as H2 takes a damaged newest chunk for one that was never finished.
     */
    private void readsRight(Path home) {
        try (MvTrajectoryStore store = MvStores.open(home, Durability.NEVER)) {
            long until = (Long) store.stats().details().get("last-sequence");
            List<Seen> lasts = new ArrayList<>();
            List<Seen> inside = new ArrayList<>();
            LonLatBox box = new LonLatBox(0, 0, 30, 30);
            assertThat(requireNoneIsOlder(store, until))
                    .as("documents that are lost")
                    .isZero();
            for (Map.Entry<String, List<Seen>> entry : histories.entrySet()) {
                List<Seen> expected = entry.getValue().stream()
                        .filter(event -> event.sequence() <= until)
                        .toList();
                assertThat(Seen.all(store.read(ReadRequest.of("n", entry.getKey()))))
                        .isEqualTo(expected);
                if (!expected.isEmpty()) {
                    lasts.add(expected.get(expected.size() - 1));
                    Seen middle = expected.get(expected.size() / 2);
                    long micros = middle.timestampMicros();
                    assertThat(Seen.all(store.read(ReadRequest.of("n", entry.getKey())
                                    .withRange(micros, micros)
                                    .withOrder(TrackOrder.NEWEST_FIRST))))
                            .containsExactly(middle);
                }
                expected.stream().filter(e -> box.contains(e.lon(), e.lat())).forEach(inside::add);
            }
            assertThat(Seen.all(store.recover())).containsExactlyInAnyOrderElementsOf(lasts);
            assertThat(Seen.all(store.scan(ScanRequest.of("n", new Boxes(box)))))
                    .containsAll(inside);
        }
    }

    @Test
    void salvageKeepsWhatIsReadableAndInventsNothing() throws IOException {
        Budget budget = Budget.share("DamageTest salvage", 0.6);
        int rounds = 0;
        while (budget.isLeft() || rounds == 0) {
            int bit = anyBit(budget.random());
            Path home = damaged("salvage" + rounds++, flipped(bit));
            try {
                salvages(home);
                budget.count("salvaged", 1);
            } catch (UnsupportedFormatException e) {
                assertThat(bit).isLessThan(2 * 4096 * 8); // H2's own format number in its header
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(budget.seed() + " bit=" + bit, e);
            }
        }
        budget.tell();
    }

    private void salvages(Path home) {
        StoreContext salvage = StoreContext.in(home).withSalvage(true);
        List<String> notes;
        try (MvTrajectoryStore store = MvTrajectoryStore.open(MvStores.options(Durability.NEVER), salvage)) {
            notes = store.stats().recovery();
            long until = (Long) store.stats().details().get("last-sequence");
            int lost = 0;
            for (Map.Entry<String, List<Seen>> entry : histories.entrySet()) {
                List<Seen> all = entry.getValue().stream()
                        .filter(event -> event.sequence() <= until)
                        .toList();
                List<Seen> kept = Seen.all(store.read(ReadRequest.of("n", entry.getKey())));
                assertThat(kept).isSubsetOf(all);
                lost += all.size() - kept.size();
            }
            int documentsLost = requireNoneIsOlder(store, until);
            assertThat(documentsLost == 0 || String.join(" ", notes).contains("document"))
                    .as("%s documents lost without a word: %s", documentsLost, notes)
                    .isTrue();
            assertThat(lost == 0 || !notes.isEmpty())
                    .as("lost %s without a word", lost)
                    .isTrue();
            assertThat(store.verify().problems()).isEmpty();
        }
        if (!notes.isEmpty()) {
            assertThat(home.resolve("quarantine").resolve("1-" + MvFile.FILE_NAME))
                    .exists();
        }
        readsAnything(home);
    }

    /** What was salvaged opens without salvage. */
    private static void readsAnything(Path home) {
        try (MvTrajectoryStore store = MvStores.open(home)) {
            assertThat(store.stats().recovery()).isEmpty();
        }
    }

    /** H2 believes these counts, and by them it reckons which chunks it may write over. */
    @Test
    void noCountOfTheNewestChunkIsBelievedUnchecked() throws IOException {
        String file = new String(bytes, StandardCharsets.ISO_8859_1);
        int newest = 0;
        long version = -1;
        Matcher header =
                Pattern.compile("chunk:[0-9a-f]+,len:\\S*,version:([0-9a-f]+)").matcher(file);
        while (header.find()) {
            if (header.start() % BLOCK_BYTES == 0 && Long.parseLong(header.group(1), 16) > version) {
                newest = header.start();
                version = Long.parseLong(header.group(1), 16);
            }
        }
        for (String count : List.of("pages:", "max:", "toc:")) {
            int begin = file.indexOf(count, newest) + count.length();
            for (int at = begin; Character.digit(file.charAt(at), 16) >= 0; at++) {
                for (int bit = at * 8; bit < at * 8 + 8; bit++) {
                    byte[] flipped = flipped(bit);
                    int digit = Character.digit(flipped[at], 16);
                    if (digit < 0 || digit == Character.digit(bytes[at], 16)) {
                        continue; // no chunk any more, so the one before is the newest; or a letter's other case
                    }
                    Path home = damaged("count", flipped);
                    Files.copy(original.resolve("LOCK"), home.resolve("LOCK")); // knows how new the file was
                    assertThat(catchThrowable(() -> MvStores.open(home).close()))
                            .as("%s bit=%s", count, bit)
                            .isInstanceOf(StoreCorruptException.class);
                }
            }
        }
    }

    @Test
    void aFlippedValueIsNamedWithObjectAndTime() throws IOException {
        RowKey victim;
        byte[] wanted;
        try (MvFile file = MvFile.open(original.resolve(MvFile.FILE_NAME), PlainPath::nameOf, true)) {
            victim = file.block.ceilingKey(RowKey.first(4));
            wanted = file.block.get(victim);
        }
        byte[] flipped = bytes.clone();
        int places = 0;
        for (int i = 0; i + wanted.length <= flipped.length; i++) {
            if (java.util.Arrays.equals(flipped, i, i + wanted.length, wanted, 0, wanted.length)) {
                flipped[i + wanted.length / 2] ^= 1;
                places++;
            }
        }
        assertThat(places).isPositive();
        try (MvTrajectoryStore store = MvStores.open(damaged("value", flipped))) {
            assertThatThrownBy(() -> Seen.all(store.read(ReadRequest.of("n", "o3"))))
                    .isInstanceOf(StoreCorruptException.class)
                    .hasMessageContaining("o3")
                    .hasMessageContaining(Long.toString(victim.timestampMicros()));
            assertThat(store.verify().problems()).hasSize(1);
        }
    }

    @Test
    void aFlippedDocumentIsNamedByItsKeyAndTheOneBeforeDoesNotComeBack() throws IOException {
        StoredDocument victim = documents(Long.MAX_VALUE).get("document-4");
        byte[] flipped = bytes.clone();
        int places = 0;
        byte[] wanted = victim.content();
        for (int i = 0; i + wanted.length <= flipped.length; i++) {
            if (java.util.Arrays.equals(flipped, i, i + wanted.length, wanted, 0, wanted.length)) {
                flipped[i + wanted.length / 2] ^= 1;
                places++;
            }
        }
        assertThat(places).isPositive();
        Path home = damaged("document", flipped);
        assertThatThrownBy(() -> MvStores.open(home)).isInstanceOf(StoreCorruptException.class);
        StoreContext salvage = StoreContext.in(home).withSalvage(true);
        try (MvTrajectoryStore store = MvTrajectoryStore.open(MvTrajectoryStoreOptions.DEFAULTS, salvage)) {
            assertThat(String.join(" ", store.stats().recovery())).contains("key=document-4");
            assertThat(store.documents().get("document-4")).isEmpty();
            assertThat(requireNoneIsOlder(store, Long.MAX_VALUE)).isEqualTo(1);
        }
        try (MvTrajectoryStore store = MvStores.open(home)) {
            assertThat(requireNoneIsOlder(store, Long.MAX_VALUE)).isEqualTo(1);
            assertThat(store.verify().problems()).isEmpty();
        }
    }

    @Test
    void aCutFileOpensAsAPrefixOrNotAtAll() throws IOException {
        Budget budget = Budget.share("DamageTest cuts", 0.6);
        List<Path> versions = new ArrayList<>();
        Path home = directory.resolve("versions");
        Files.createDirectory(home);
        try (MvTrajectoryStore store = MvStores.open(home)) {
            for (int i = 1; i <= 50; i++) {
                StoreAppends.position(store, "n", "o", i, i, 0, Double.NaN, Event.NO_METADATA);
                store.sync();
            }
        }
        byte[] whole = Files.readAllBytes(home.resolve(MvFile.FILE_NAME));
        int opened = 0;
        for (int round = 0; budget.isLeft() || opened == 0; round++) {
            // Every length from the end on, and any others between them.
            int length = round % 2 == 0 && round / 2 < whole.length
                    ? whole.length - 1 - round / 2
                    : budget.random().nextInt(whole.length);
            Path cut = damaged("cut", java.util.Arrays.copyOf(whole, length));
            versions.add(cut);
            try (MvTrajectoryStore store = MvStores.open(cut, Durability.NEVER)) {
                List<Seen> found = Seen.all(store.read(ReadRequest.of("n", "o")));
                for (int i = 0; i < found.size(); i++) {
                    assertThat(found.get(i).timestampMicros()).as(budget.seed()).isEqualTo(i + 1);
                }
                opened++;
                budget.count("cuts-opened", 1);
            } catch (StoreCorruptException e) {
                assertThat(e).hasMessageContaining("path=");
                budget.count("cuts-refused", 1);
            }
        }
        budget.tell();
    }

    @Test
    void aFilePutBackToBeforeTheLastCloseIsNoticed() throws IOException {
        byte[] before = Files.readAllBytes(original.resolve(MvFile.FILE_NAME));
        try (MvTrajectoryStore store = MvStores.open(original)) {
            StoreAppends.delete(store, "n", "o1", 0, Long.MAX_VALUE);
        }
        Files.write(original.resolve(MvFile.FILE_NAME), before);
        assertThatThrownBy(() -> MvStores.open(original))
                .isInstanceOf(StoreCorruptException.class)
                .hasMessageContaining("older than at its last close");
        Files.delete(original.resolve(MvFile.FILE_NAME));
        assertThatThrownBy(() -> MvStores.open(original))
                .isInstanceOf(StoreCorruptException.class)
                .hasMessageContaining("missing");
        Files.write(original.resolve(MvFile.FILE_NAME), before);
        StoreContext salvage = StoreContext.in(original).withSalvage(true);
        try (MvTrajectoryStore store = MvTrajectoryStore.open(MvTrajectoryStoreOptions.DEFAULTS, salvage)) {
            assertThat(store.stats().recovery()).isNotEmpty();
        }
        try (MvTrajectoryStore store = MvStores.open(original)) {
            assertThat(Seen.all(store.recover())).hasSize(OBJECTS);
        }
    }

    @Test
    void salvageReplacesADamagedFileOnlyWhenItsCopyIsOnStableStorage() throws IOException {
        byte[] flipped = bytes.clone();
        flipped[flipped.length / 2] ^= 1;
        Path home = damaged("aside", flipped);
        Path live = home.resolve(MvFile.FILE_NAME);
        Path copy = home.resolve("quarantine").resolve("1-" + MvFile.FILE_NAME);
        MvFile.Naming disk = FaultyDisk.install();
        List<byte[]> copied = new ArrayList<>();
        List<byte[]> inPlace = new ArrayList<>();
        FaultyDisk.observePaths((call, path) -> {
            if (call == FaultyDisk.Call.FORCE && path.equals(copy)) {
                copied.add(read(copy));
                inPlace.add(read(live));
            }
        });
        StoreContext salvage = StoreContext.in(home).withSalvage(true);
        try (MvTrajectoryStore store =
                MvTrajectoryStore.open(MvTrajectoryStoreOptions.DEFAULTS, salvage, MvStores.seams(disk))) {
            assertThat(store.stats().recovery()).isNotEmpty();
        }
        assertThat(copied).as("forced copies").containsExactly(flipped);
        assertThat(inPlace).as("the file in its place at that moment").containsExactly(flipped);
        assertThat(read(copy)).isEqualTo(flipped);
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anUnknownMajorFormatIsRefusedEvenBySalvage() throws IOException {
        MVStore file = new MVStore.Builder()
                .fileName(original.resolve(MvFile.FILE_NAME).toString())
                .open();
        MVMap<Integer, byte[]> meta = file.openMap(
                "meta",
                new MVMap.Builder<Integer, byte[]>().keyType(KeyType.NUMBER).valueType(BytesType.INSTANCE));
        byte[] value = meta.get(FileMeta.KEY);
        java.nio.ByteBuffer content = Sealed.begin(value.length - 4);
        content.put(value, 4, value.length - 4);
        content.putShort(12, (short) (FileMeta.MAJOR + 1));
        meta.put(FileMeta.KEY, Sealed.seal(KeyType.NUMBER.bytes(FileMeta.KEY), content));
        file.commit();
        file.closeImmediately();
        assertThatThrownBy(() -> MvStores.open(original))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("accepted=" + FileMeta.MAJOR);
        StoreContext salvage = StoreContext.in(original).withSalvage(true);
        assertThatThrownBy(() -> MvTrajectoryStore.open(MvTrajectoryStoreOptions.DEFAULTS, salvage))
                .isInstanceOf(UnsupportedFormatException.class);
    }
}
