package io.spatio.store.log.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.spatio.TrackOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A sealed segment")
class SegmentReaderTest {
    private static final Path FILE = Path.of("segment.sps");
    private static final byte[] NO_BYTES = new byte[0];

    /** Bytes a point of the walk below, in this format. */
    private static final double BYTES_OF_WALK = 2.818;

    private final MemoryIo io = new MemoryIo();

    @DisplayName("answers every read as brute force does")
    @ParameterizedTest(name = "seed {0}: {1} namespaces, {2} objects of up to {3} rows")
    @CsvSource({"1,1,1,6000", "2,3,400,20", "3,2,40,3000", "4,5,5,1", "5,1,17,1500", "6,40,900,2"})
    void agreesWithBruteForce(long seed, int namespaces, int objects, int mostRows) throws IOException {
        List<Event> events = new RandomEvents(seed).history(namespaces, objects, mostRows, 100);
        Segments.write(io, FILE, events);
        Random random = new Random(seed);
        try (SegmentReader reader = SegmentReader.open(io, FILE)) {
            assertThat(Event.unnumbered(Event.all(reader.walk(Damage.STRICT)))).isEqualTo(Event.unnumbered(events));
            for (int i = 0; i < 200; i++) {
                Event one = events.get(random.nextInt(events.size()));
                Event other = events.get(random.nextInt(events.size()));
                long from = random.nextInt(4) == 0 ? Long.MIN_VALUE : one.timestampMicros() + random.nextInt(3) - 1;
                long to = random.nextInt(4) == 0 ? Long.MAX_VALUE : other.timestampMicros() + random.nextInt(3) - 1;
                checkRead(reader, events, one, from, to);
            }
        }
    }

    private static void checkRead(SegmentReader reader, List<Event> events, Event of, long from, long to) {
        List<Event> expected = new ArrayList<>(events.stream()
                .filter(event -> event.namespace().equals(of.namespace())
                        && event.objectId().equals(of.objectId())
                        && event.timestampMicros() >= from
                        && event.timestampMicros() <= to)
                .toList());
        int object = reader.find(of.namespace(), of.objectId());
        Track oldestFirst = reader.read(object, Segments.range(from, to, TrackOrder.OLDEST_FIRST), Damage.STRICT);
        List<Event> ascending = Event.all(of.namespace(), of.objectId(), oldestFirst);
        assertThat(Event.unnumbered(ascending)).isEqualTo(Event.unnumbered(expected));
        assertThat(ascending).isSortedAccordingTo(Event.ORDER);
        Track newestFirst = reader.read(object, Segments.range(from, to, TrackOrder.NEWEST_FIRST), Damage.STRICT);
        List<Event> descending = Event.all(of.namespace(), of.objectId(), newestFirst);
        Collections.reverse(descending);
        assertThat(Event.unnumbered(descending)).isEqualTo(Event.unnumbered(ascending));
    }

    /** Rows of one timestamp on both sides of the borders of pages and objects, and rows that are alone. */
    @Test
    @DisplayName("tells the own places of rows that share their timestamp, and of others the ends of its range")
    void tellsPlacesOfTiedRows() throws IOException {
        Random random = new Random(7);
        List<Event> events = new ArrayList<>();
        for (int object = 0; object < 5; object++) {
            long micros = 7;
            for (int row = 0; row < 700 * object + 3; row++) {
                micros += random.nextInt(2);
                long sequence = 1_000 + 2 * events.size();
                events.add(Event.position("n", "o" + object, micros, sequence, 1, 2, 3, NO_BYTES));
            }
        }
        SegmentHeader header = Segments.write(io, FILE, events).header();
        try (SegmentReader reader = SegmentReader.open(io, FILE)) {
            List<Event> walked = Event.all(reader.walk(Damage.STRICT));
            assertThat(walked).isEqualTo(told(events, header.minSequence()));
            for (TrackOrder order : TrackOrder.values()) {
                boolean oldestFirst = order == TrackOrder.OLDEST_FIRST;
                List<Event> read = new ArrayList<>();
                for (int object = 0; object < 5; object++) {
                    Track track =
                            reader.read(object, Segments.range(Long.MIN_VALUE, Long.MAX_VALUE, order), Damage.STRICT);
                    List<Event> ofObject = Event.all("n", "o" + object, track);
                    if (!oldestFirst) {
                        Collections.reverse(ofObject);
                    }
                    read.addAll(ofObject);
                }
                assertThat(read).isEqualTo(told(events, oldestFirst ? header.minSequence() : header.maxSequence()));
            }
        }
    }

    private static List<Event> told(List<Event> events, long ofOthers) {
        List<Event> told = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            boolean tied = (i > 0 && areTied(events.get(i - 1), event))
                    || (i + 1 < events.size() && areTied(event, events.get(i + 1)));
            told.add(event.withSequence(tied ? event.sequence() : ofOthers));
        }
        return told;
    }

    private static boolean areTied(Event a, Event b) {
        return a.objectId().equals(b.objectId()) && a.timestampMicros() == b.timestampMicros();
    }

    @Test
    @DisplayName("says what it is about")
    void summarizes() throws IOException {
        List<Event> events = new RandomEvents(8).history(2, 30, 900, 1);
        SegmentSummary written = Segments.write(io, FILE, events);
        try (SegmentReader reader = SegmentReader.open(io, FILE)) {
            assertThat(reader.summary()).isEqualTo(written);
        }
        assertThat(written.rows()).isEqualTo(events.size());
        assertThat(written.fileBytes()).isEqualTo(io.bytes(FILE).length);
        assertThat(written.minTimestampMicros())
                .isEqualTo(
                        events.stream().mapToLong(Event::timestampMicros).min().orElseThrow());
        assertThat(written.maxTimestampMicros())
                .isEqualTo(
                        events.stream().mapToLong(Event::timestampMicros).max().orElseThrow());
        assertThat(io.isForced(FILE)).isTrue();
    }

    @Test
    @DisplayName("may be empty")
    void mayBeEmpty() throws IOException {
        Segments.write(io, FILE, List.of());
        try (SegmentReader reader = SegmentReader.open(io, FILE)) {
            assertThat(reader.find("a", "b")).isEqualTo(-1);
            assertThat(Event.all(reader.walk(Damage.STRICT))).isEmpty();
            assertThat(reader.verify().problems()).isEmpty();
        }
    }

    @Test
    @DisplayName("finds no object that it does not have")
    void findsNoOther() throws IOException {
        List<Event> events = new RandomEvents(9).history(3, 300, 3, 1);
        Segments.write(io, FILE, events);
        try (SegmentReader reader = SegmentReader.open(io, FILE)) {
            for (Event event : events) {
                assertThat(reader.find(event.namespace(), event.objectId() + "x"))
                        .isEqualTo(-1);
                assertThat(reader.find(event.namespace() + "x", event.objectId()))
                        .isEqualTo(-1);
                assertThat(reader.find(event.namespace(), "\u0001")).isEqualTo(-1);
            }
        }
    }

    @Test
    @DisplayName("keeps a row of the largest metadata, and refuses a larger")
    void keepsLargeMetadata() throws IOException {
        byte[] large = new byte[1 << 20];
        new Random(1).nextBytes(large);
        List<Event> events = List.of(
                Event.position("n", "a", 1, 1, 1, 2, 3, NO_BYTES),
                Event.position("n", "a", 2, 2, 1, 2, 3, large),
                Event.position("n", "a", 3, 3, 1, 2, 3, NO_BYTES));
        Segments.write(io, FILE, events);
        try (SegmentReader reader = SegmentReader.open(io, FILE)) {
            assertThat(Event.unnumbered(Event.all(reader.walk(Damage.STRICT)))).isEqualTo(Event.unnumbered(events));
        }
        SegmentHeader header = new SegmentHeader(Segments.STORE, 0, 1, 1);
        try (SegmentWriter writer = SegmentWriter.create(io, Path.of("other"), header)) {
            writer.beginObject("n", "a", 1);
            assertThatIllegalArgumentException().isThrownBy(() -> Segments.add(writer, 1, new byte[(1 << 20) + 1]));
        }
    }

    @Test
    @DisplayName("refuses rows and objects out of order, and more rows than sequence numbers")
    void refusesDisorder() throws IOException {
        SegmentHeader header = new SegmentHeader(Segments.STORE, 0, 1, 1);
        try (SegmentWriter writer = SegmentWriter.create(io, FILE, header)) {
            assertThatIllegalArgumentException().isThrownBy(() -> Segments.add(writer, 1, NO_BYTES));
            writer.beginObject("n", "b", 1);
            Segments.add(writer, 5, NO_BYTES);
            assertThatIllegalArgumentException().isThrownBy(() -> Segments.add(writer, 4, NO_BYTES));
            writer.beginObject("n", "c", 1);
            Segments.add(writer, 4, NO_BYTES);
            writer.beginObject("n", "a", 1);
            assertThatIllegalArgumentException().isThrownBy(() -> Segments.add(writer, 6, NO_BYTES));
            assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @DisplayName("of a fixed walk is as small as it was")
    void staysSmall() throws IOException {
        Random random = new Random(42);
        List<Event> events = new ArrayList<>();
        long lon = 116_319_236;
        long lat = 39_984_094;
        long micros = 1_224_741_185_000_000L;
        for (int i = 0; i < 20_000; i++) {
            String id = "walker-" + (10 + i / 400);
            events.add(Event.position("n", id, micros, i + 1, lon / 1e6, lat / 1e6, Double.NaN, NO_BYTES));
            lon += Math.round(random.nextGaussian() * 20);
            lat += Math.round(random.nextGaussian() * 20);
            micros += random.nextInt(20) == 0 ? 60_000_000 : 1_000_000 * (1 + random.nextInt(4));
        }
        SegmentSummary summary = Segments.write(io, FILE, events);
        assertThat((double) summary.fileBytes() / summary.rows()).isCloseTo(BYTES_OF_WALK, withinPercentage(2));
    }

    @Test
    @DisplayName("reads little of the file for one object and a short time")
    void readsLittle() throws IOException {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            events.add(Event.position("n", "a", i * 1_000_000L, i + 1, i * 1e-3, i * 1e-4, Double.NaN, NO_BYTES));
        }
        Segments.write(io, FILE, events);
        try (SegmentReader reader = SegmentReader.open(io, FILE)) {
            int object = reader.find("n", "a");
            long page = io.bytes(FILE).length / 150;
            reader.read(object, Segments.range(0, 0, TrackOrder.NEWEST_FIRST), Damage.STRICT)
                    .next();
            long before = io.bytesRead();
            Track track = reader.read(
                    object, Segments.range(50_000_000_000L, 50_010_000_000L, TrackOrder.NEWEST_FIRST), Damage.STRICT);
            assertThat(Event.all("n", "a", track)).hasSize(11);
            assertThat(io.bytesRead() - before).isLessThan(2 * page);
        }
    }
}
