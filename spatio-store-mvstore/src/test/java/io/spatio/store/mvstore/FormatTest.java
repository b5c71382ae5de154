package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreFullException;
import io.spatio.error.UnsupportedFormatException;
import io.spatio.spi.EventBatch;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.StoreContext;
import io.spatio.testkit.store.StoreAppends;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file may say: bounds, what is reserved, and every bit of an event. */
class FormatTest {
    @TempDir
    Path directory;

    private void written() {
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            StoreAppends.position(store, "n", "o", 1, 1, 1, 1, Event.NO_METADATA);
        }
    }

    private void change(Consumer<MvFile> change) {
        try (MvFile file = MvFile.open(directory.resolve(MvFile.FILE_NAME), PlainPath::nameOf, false)) {
            FileMeta meta = file.readMeta();
            change.accept(file);
            file.commit(meta.sequence(), true);
            file.sync();
        }
    }

    private void isUnsupported(String word) {
        assertThatThrownBy(() -> MvStores.open(directory))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining(word);
        StoreContext salvage = StoreContext.in(directory).withSalvage(true);
        assertThatThrownBy(() -> MvTrajectoryStore.open(MvTrajectoryStoreOptions.DEFAULTS, salvage))
                .isInstanceOf(UnsupportedFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(shorts = {1, 2})
    void aFileOfAnEarlierFormatIsRefusedWithAWord(short major) throws Exception {
        Path path = directory.resolve(MvFile.FILE_NAME);
        try (org.h2.mvstore.MVStore old = new org.h2.mvstore.MVStore.Builder()
                .fileName(PlainPath.nameOf(path))
                .open()) {
            ByteBuffer content = Sealed.begin(53);
            content.putLong(0x5370_6174_696f_4d56L).putShort(major).putShort((short) 0);
            content.put(new byte[41]);
            MvFile.map(old, "meta", KeyType.NUMBER)
                    .put(FileMeta.KEY, Sealed.seal(KeyType.NUMBER.bytes(FileMeta.KEY), content));
            for (String map : List.of("name", "row", "day", "last")) {
                old.openMap(map);
            }
            old.commit();
        }
        byte[] before = Files.readAllBytes(path);
        isUnsupported("major=" + major);
        assertThat(Files.readAllBytes(path)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = Event.Kind.class,
            names = {"EXPIRE", "PATCH"})
    void reservedKindsOfEventsAreRefusedAndNeverSkipped(Event.Kind kind) {
        written();
        change(file -> {
            ObjectName name = new ObjectName(1, "n", "o");
            Event event = new Event(name, 1, 1, kind, 0, 0, Double.NaN, Event.NO_METADATA, Event.Origin.PLAIN);
            file.tailMap.put(1L, TailFormat.encode(List.of(event)));
        });
        isUnsupported("kind");
    }

    @Test
    void aReservedKindInABlockIsRefusedWhereItIsRead() {
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            StoreAppends.position(store, "n", "o", 1, 1, 1, 1, Event.NO_METADATA);
            store.compact();
        }
        change(file -> {
            ObjectName name = new ObjectName(1, "n", "o");
            Event event =
                    new Event(name, 1, 1, Event.Kind.PATCH, 0, 0, Double.NaN, Event.NO_METADATA, Event.Origin.PLAIN);
            Block.Packed block = Block.pack(List.of(event), Packing.Effort.ALL);
            file.block.put(block.key(), block.value());
        });
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            assertThatThrownBy(() -> Seen.all(store.read(ReadRequest.of("n", "o"))))
                    .isInstanceOf(UnsupportedFormatException.class);
            assertThatThrownBy(store::compact).isInstanceOf(UnsupportedFormatException.class);
        }
    }

    @Test
    void objectNumbersEndWithARefusalAtTheWriteAndNotAtTheOpening() {
        written();
        change(file -> file.counts = file.counts.withNumber(Registry.MAX_NUMBER - 1_000));
        List<Seen> before;
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            int refused = 0;
            for (int i = 0; i < 2_000; i++) {
                try {
                    StoreAppends.position(store, "n", "new" + i, i, 1, 1, 1, Event.NO_METADATA);
                } catch (StoreFullException e) {
                    assertThat(e).hasMessageContaining("limit=");
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(1_000);
            store.compact();
            before = Seen.all(store.recover());
            assertThat(before).hasSize(1_001);
        }
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            assertThat(Seen.all(store.recover())).containsExactlyInAnyOrderElementsOf(before);
            assertThatThrownBy(() -> StoreAppends.position(store, "n", "one more", 1, 1, 1, 1, Event.NO_METADATA))
                    .isInstanceOf(StoreFullException.class);
            assertThat(store.verify().problems()).isEmpty();
        }
    }

    @Test
    void aNumberIsNeverGivenAgainNotEvenAfterCompactingAndOpening() {
        int number = 0;
        for (int round = 0; round < 6; round++) {
            try (MvTrajectoryStore store = MvStores.open(directory, Durability.EVERY_SECOND, 1 + round % 3)) {
                EventBatch batch = MvStores.batch(List.of(MvStores.position("n", "o", round, 1, 1, 1, "")));
                store.append(batch);
                assertThat(batch.number(0)).isGreaterThan(number);
                number = batch.number(0);
                store.erase("n", "o");
                if (round % 2 == 0) {
                    store.compact();
                }
                assertThat(store.stats().details()).containsEntry("records", 0L).containsEntry("objects", 0);
            }
        }
    }

    @Test
    void aSalvageThatMayBringErasedObjectsBackStopsUntilItIsAccepted() throws Exception {
        written();
        byte[] before = Files.readAllBytes(directory.resolve(MvFile.FILE_NAME));
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            store.erase("n", "o");
        }
        Files.write(directory.resolve(MvFile.FILE_NAME), before); // an older copy put back
        StoreContext salvage = StoreContext.in(directory).withSalvage(true);
        assertThatThrownBy(() -> MvTrajectoryStore.open(MvTrajectoryStoreOptions.DEFAULTS, salvage))
                .isInstanceOf(StoreCorruptException.class)
                .hasMessageContaining("1 objects may come back");
        assertThat(Files.readAllBytes(directory.resolve(MvFile.FILE_NAME))).isEqualTo(before);
        try (MvTrajectoryStore store =
                MvTrajectoryStore.open(MvTrajectoryStoreOptions.DEFAULTS, salvage.withAcceptUnerased(true))) {
            assertThat(Seen.all(store.recover())).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 511, 513})
    void everyBitOfEveryEventComesBack(int count) {
        Random random = new Random(count);
        double[] odd = {
            -0.0,
            0.0,
            Double.MIN_VALUE,
            Double.NaN,
            Double.longBitsToDouble(0x7ff8_0000_0000_0001L),
            Double.MAX_VALUE,
            Double.NEGATIVE_INFINITY,
            1e-10,
            180,
            -33.000001,
            0.1 + 0.2
        };
        ObjectName name = new ObjectName(7, "n", "o");
        for (int round = 0; round < 40; round++) {
            boolean plain = round % 2 == 0;
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                events.add(anyEvent(name, plain, odd, random));
            }
            events.sort((one, other) -> one.key().compareTo(other.key()));
            Block.Packed block = Block.pack(events, plain ? Packing.Effort.ALL : Packing.Effort.METADATA);
            List<Event> back = Block.unpack(name, block.key(), block.value());
            assertThat(back.stream().map(FormatTest::bits).toList())
                    .isEqualTo(events.stream().map(FormatTest::bits).toList());
            assertThat(Block.of(block.key(), block.value()).maxSequence())
                    .isEqualTo(events.stream().mapToLong(Event::sequence).max().orElseThrow());
        }
    }

    private static Event anyEvent(ObjectName name, boolean plain, double[] odd, Random random) {
        long micros = plain ? random.nextInt(1_000) : random.nextLong();
        long sequence = random.nextLong(1, Long.MAX_VALUE);
        if (random.nextInt(5) == 0) {
            Event.Origin made = Event.Origin.of(false, random.nextLong());
            return new Event(name, micros, sequence, Event.Kind.DELETE, 0, 0, Double.NaN, Event.NO_METADATA, made);
        }
        double lon = plain ? random.nextInt(-180_000_000, 180_000_000) / 1e6 : odd[random.nextInt(odd.length)];
        double lat = plain ? random.nextInt(-900, 900) / 10.0 : odd[random.nextInt(odd.length)];
        byte[] metadata = new byte[random.nextInt(4) == 0 ? random.nextInt(60) : 0];
        random.nextBytes(metadata);
        return new Event(
                name,
                micros,
                sequence,
                Event.Kind.POSITION,
                lon,
                lat,
                odd[random.nextInt(odd.length)],
                metadata,
                Event.Origin.of(random.nextInt(9) == 0, 0));
    }

    private static List<Object> bits(Event event) {
        return List.of(
                event.timestampMicros(),
                event.sequence(),
                event.kind(),
                Double.doubleToRawLongBits(event.lon()),
                Double.doubleToRawLongBits(event.lat()),
                Double.doubleToRawLongBits(event.alt()),
                ByteBuffer.wrap(event.metadata()),
                event.origin());
    }
}
