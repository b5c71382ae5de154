package io.spatio.store.log.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.spatio.TrackOrder;
import io.spatio.error.StoreCorruptException;
import io.spatio.error.UnsupportedFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Damage to a sealed segment")
class SegmentDamageTest {
    private static final Path FILE = Path.of("segment.sps");
    private static final Path DAMAGED = Path.of("damaged.sps");

    private final MemoryIo io = new MemoryIo();
    private List<Event> events = List.of();
    private byte[] whole = new byte[0];

    @BeforeEach
    void write() throws IOException {
        write(new RandomEvents(11).history(2, 6, 700, 1));
    }

    private void write(List<Event> history) throws IOException {
        events = history;
        io.put(FILE, new byte[0]);
        io.delete(FILE);
        Segments.write(io, FILE, events);
        whole = io.bytes(FILE);
    }

    /** A few kilobytes with all kinds of rows and more than one page. */
    private void writeSmall() throws IOException {
        List<Event> small = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            String id = "object-" + (i < 530 ? 1 : 2 + i / 50);
            double alt = i % 70 == 3 ? 12.5 : Double.NaN;
            byte[] metadata = i % 100 == 7 ? new byte[] {'{', '}'} : new byte[0];
            long micros = 1_700_000_000_000_000L + i * 1_000_000L;
            small.add(
                    i % 60 == 9
                            ? Event.delete("n", id, micros, i + 1)
                            : Event.position("n", id, micros, i + 1, i * 0.001, 10, alt, metadata));
        }
        small.sort(Event.ORDER);
        write(small);
    }

    private static int rowsBefore(PageIndex index, int page) {
        return IntStream.range(0, page).map(index::rows).sum();
    }

    @Test
    @DisplayName("a file cut at any byte is refused, naming it")
    void refusesEveryCut() throws IOException {
        writeSmall();
        for (int length = 0; length < whole.length; length++) {
            io.put(DAMAGED, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SegmentReader.open(io, DAMAGED))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(StoreCorruptException.class)
                    .hasMessageContaining(DAMAGED.toString());
        }
    }

    @Test
    @DisplayName("a flip of any byte is noticed: the file is refused, or the read")
    void noticesEveryFlip() throws IOException {
        writeSmall();
        Random random = new Random(3);
        for (int at = 0; at < whole.length; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            io.put(DAMAGED, bytes);
            try (SegmentReader reader = SegmentReader.open(io, DAMAGED)) {
                assertThat(reader.verify().problems()).as("flip at %d", at).isNotEmpty();
                List<Event> read = Event.all(reader.walk(Damage.STRICT));
                fail("a flip at %d went unnoticed, %d events were read", at, read.size());
            } catch (StoreCorruptException e) {
                assertThat(e).hasMessageContaining(DAMAGED.toString());
            }
        }
    }

    @Test
    @DisplayName("blocks zeroed, doubled, swapped or from another segment are noticed")
    void noticesBlocks() throws IOException {
        List<Event> others = new RandomEvents(12).history(2, 6, 700, 1);
        Segments.write(io, Path.of("other"), others);
        byte[] other = io.bytes(Path.of("other"));
        Random random = new Random(4);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = whole.clone();
            int length = Math.min(1 + random.nextInt(4096), whole.length / 3);
            int to = random.nextInt(whole.length - length);
            byte[] source = random.nextBoolean() ? whole : other;
            int from = random.nextInt(Math.min(source.length, whole.length) - length);
            if (random.nextInt(3) == 0) {
                Arrays.fill(bytes, to, to + length, (byte) 0);
            } else {
                System.arraycopy(source, from, bytes, to, length);
            }
            if (!Arrays.equals(bytes, whole)) {
                io.put(DAMAGED, bytes);
                assertThatThrownBy(this::readDamaged).isInstanceOf(StoreCorruptException.class);
            }
        }
    }

    private void readDamaged() {
        try (SegmentReader reader = SegmentReader.open(io, DAMAGED)) {
            Event.all(reader.walk(Damage.STRICT));
        }
    }

    @Test
    @DisplayName("a damaged page costs its own rows and no others, and is told with objects and times")
    void salvagesTheRest() throws IOException {
        PageIndex index;
        try (SegmentReader reader = SegmentReader.open(io, FILE)) {
            index = reader.index();
        }
        assertThat(index.pages()).isGreaterThan(2);
        for (int page = 0; page < index.pages(); page++) {
            byte[] bytes = whole.clone();
            bytes[(int) index.offset(page) + 40] ^= 1;
            io.put(DAMAGED, bytes);
            List<Event> expected = new ArrayList<>(events);
            int first = rowsBefore(index, page);
            expected.subList(first, first + index.rows(page)).clear();
            List<String> told = new ArrayList<>();
            try (SegmentReader reader = SegmentReader.open(io, DAMAGED)) {
                List<Event> read = Event.all(reader.walk(damage -> told.add(damage.getMessage())));
                assertThat(Event.unnumbered(read)).isEqualTo(Event.unnumbered(expected));
                assertThat(reader.verify().problems()).hasSize(1);
            }
            assertThat(told).hasSize(1);
            assertThat(told.get(0)).contains(DAMAGED.toString(), "page=" + page, "objects=", "timestampMicros=");
        }
    }

    @Test
    @DisplayName("a damaged page index is rebuilt from the pages when salvaging")
    void salvagesWithoutIndex() throws IOException {
        PageIndex index;
        byte[] bytes = whole.clone();
        try (SegmentReader reader = SegmentReader.open(io, FILE)) {
            index = reader.index();
            bytes[(int) reader.footer().index().offset() + 5] ^= 1;
        }
        bytes[(int) index.offset(1) + 40] ^= 1;
        io.put(DAMAGED, bytes);
        List<Event> expected = new ArrayList<>(events);
        int first = rowsBefore(index, 1);
        expected.subList(first, first + index.rows(1)).clear();
        List<String> told = new ArrayList<>();
        try (SegmentReader reader = SegmentReader.open(io, DAMAGED)) {
            assertThatThrownBy(() -> reader.walk(Damage.STRICT)).isInstanceOf(StoreCorruptException.class);
            List<Event> read = Event.all(reader.walk(damage -> told.add(damage.getMessage())));
            assertThat(Event.unnumbered(read)).isEqualTo(Event.unnumbered(expected));
            for (Event event : List.of(events.get(0), events.get(first), events.get(events.size() - 1))) {
                int object = reader.find(event.namespace(), event.objectId());
                long micros = event.timestampMicros();
                Track track =
                        reader.read(object, Segments.range(micros, micros, TrackOrder.NEWEST_FIRST), damage -> {});
                assertThat(Event.unnumbered(Event.all(event.namespace(), event.objectId(), track)))
                        .hasSameElementsAs(Event.unnumbered(expected).stream()
                                .filter(kept -> kept.timestampMicros() == micros
                                        && kept.objectId().equals(event.objectId())
                                        && kept.namespace().equals(event.namespace()))
                                .toList());
            }
        }
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).contains("section=page-index");
        assertThat(told.get(1)).contains("offset=" + index.offset(1));
    }

    @Test
    @DisplayName("a read that does not touch the damaged page is not disturbed")
    void readsBesideDamage() throws IOException {
        byte[] bytes = whole.clone();
        bytes[SegmentFormat.HEADER_BYTES + 40] ^= 1;
        io.put(DAMAGED, bytes);
        Event last = events.get(events.size() - 1);
        try (SegmentReader reader = SegmentReader.open(io, DAMAGED)) {
            int object = reader.find(last.namespace(), last.objectId());
            Track track = reader.read(
                    object,
                    Segments.range(last.timestampMicros(), last.timestampMicros(), TrackOrder.NEWEST_FIRST),
                    Damage.STRICT);
            assertThat(track.next()).isTrue();
            assertThat(Event.of(last.namespace(), last.objectId(), track).withSequence(last.sequence()))
                    .isEqualTo(last);
        }
    }

    @Test
    @DisplayName("a newer format is refused as such")
    void refusesNewerFormat() {
        byte[] bytes = whole.clone();
        bytes[8] = 3;
        int crc = Checksums.crc32c(bytes, 0, SegmentFormat.HEADER_BYTES - 4);
        for (int i = 0; i < 4; i++) {
            bytes[SegmentFormat.HEADER_BYTES - 4 + i] = (byte) (crc >>> (8 * i));
        }
        io.put(DAMAGED, bytes);
        assertThatThrownBy(() -> SegmentReader.open(io, DAMAGED))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("found=3")
                .hasMessageContaining(DAMAGED.toString());
    }
}
