package io.spatio.store.log.segment;

import static org.assertj.core.api.Assertions.assertThat;

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

@DisplayName("A merge of segments and memory")
class SegmentMergerTest {
    private final MemoryIo io = new MemoryIo();

    @DisplayName("gives each event once, in order, of repeats the one appended last, and so does what it writes")
    @ParameterizedTest(name = "seed {0}, {1} parts, appended by time: {2}")
    @CsvSource({"1,1,true", "2,3,true", "3,5,false", "4,9,false"})
    void mergesAll(long seed, int parts, boolean byTime) throws IOException {
        List<Event> events = new RandomEvents(seed).history(3, 40, 800, 1);
        List<Event> appended = Histories.appended(events, new Random(seed), byTime);
        List<Event> expected = Event.unnumbered(Histories.visible(appended));
        assertThat(Event.unnumbered(Event.all(merge(appended, parts)))).isEqualTo(expected);

        Path merged = Path.of("merged");
        SegmentHeader header = new SegmentHeader(Segments.STORE, 1, 1, appended.size());
        try (SegmentWriter writer = SegmentWriter.create(io, merged, header);
                TrackSource source = merge(appended, parts)) {
            SegmentMerger.copy(source, writer);
            assertThat(writer.finish().rows()).isEqualTo(expected.size());
        }
        try (SegmentReader reader = SegmentReader.open(io, merged)) {
            assertThat(Event.unnumbered(Event.all(reader.walk(Damage.STRICT)))).isEqualTo(expected);
            assertThat(reader.verify().problems()).isEmpty();
        }
    }

    private TrackSource merge(List<Event> appended, int parts) throws IOException {
        List<SegmentMerger.Input> inputs = new ArrayList<>();
        for (List<Event> part : Histories.cut(appended, parts)) {
            if (inputs.size() + 1 < parts) {
                inputs.add(SegmentMerger.Input.of(reopen(part).walk(Damage.STRICT)));
            } else {
                inputs.add(SegmentMerger.Input.of(Histories.source(part)));
            }
        }
        return new SegmentMerger(inputs);
    }

    private SegmentReader reopen(List<Event> part) throws IOException {
        Path file = Path.of("part-" + part.get(0).sequence());
        return io.exists(file) ? SegmentReader.open(io, file) : Histories.sealed(io, part);
    }

    @Test
    @DisplayName("leaves out what was erased after a source was written")
    void leavesOut() throws IOException {
        List<Event> events = new RandomEvents(6).history(2, 30, 300, 1);
        List<Event> appended = Histories.appended(events, new Random(6), false);
        List<List<Event>> parts = Histories.cut(appended, 2);
        Event erased = appended.get(5);
        List<Event> kept = new ArrayList<>(parts.get(0).stream()
                .filter(event -> !event.objectId().equals(erased.objectId())
                        || !event.namespace().equals(erased.namespace()))
                .toList());
        kept.addAll(parts.get(1));
        SegmentMerger.Input older = new SegmentMerger.Input(
                Histories.sealed(io, parts.get(0)).walk(Damage.STRICT),
                (namespace, incarnation) -> incarnation != Segments.incarnation(erased.objectId())
                        || !namespace.equals(erased.namespace()));
        SegmentMerger.Input newer = SegmentMerger.Input.of(Histories.source(parts.get(1)));
        try (SegmentMerger merger = new SegmentMerger(List.of(older, newer))) {
            assertThat(Event.unnumbered(Event.all(merger))).isEqualTo(Event.unnumbered(Histories.visible(kept)));
        }
    }

    @DisplayName("of one object reads the same in both directions")
    @ParameterizedTest(name = "seed {0}, {1} parts")
    @CsvSource({"1,1", "2,4", "3,8"})
    void mergesTracks(long seed, int parts) throws IOException {
        List<Event> events = new RandomEvents(seed).history(1, 5, 2000, 1);
        Random random = new Random(seed);
        List<Event> appended = Histories.appended(events, random, false);
        List<SegmentReader> readers = new ArrayList<>();
        for (List<Event> part : Histories.cut(appended, parts)) {
            readers.add(Histories.sealed(io, part));
        }
        for (int i = 0; i < 100; i++) {
            Event of = appended.get(random.nextInt(appended.size()));
            long from = of.timestampMicros();
            long to = random.nextInt(3) == 0 ? Long.MAX_VALUE : from + random.nextInt(100) * 1_000_000L;
            List<Event> expected = Event.unnumbered(Histories.visible(appended.stream()
                    .filter(event -> event.objectId().equals(of.objectId())
                            && event.timestampMicros() >= from
                            && event.timestampMicros() <= to)
                    .toList()));
            assertThat(read(readers, of, from, to, TrackOrder.OLDEST_FIRST)).isEqualTo(expected);
            List<Event> newestFirst = read(readers, of, from, to, TrackOrder.NEWEST_FIRST);
            Collections.reverse(newestFirst);
            assertThat(newestFirst).isEqualTo(expected);
        }
    }

    private static List<Event> read(List<SegmentReader> readers, Event of, long from, long to, TrackOrder order) {
        List<Track> tracks = new ArrayList<>();
        for (SegmentReader reader : readers) {
            int object = reader.find(of.namespace(), of.objectId());
            if (object >= 0) {
                tracks.add(reader.read(object, Segments.range(from, to, order), Damage.STRICT));
            }
        }
        try (Track merged = Tracks.merged(tracks, order)) {
            return new ArrayList<>(Event.unnumbered(Event.all(of.namespace(), of.objectId(), merged)));
        }
    }

    @Test
    @DisplayName("takes objects of one id for one, under the greater number, unless the earlier was erased")
    void joinsIncarnations() throws IOException {
        List<SegmentReader> readers = new ArrayList<>();
        for (int incarnation = 1; incarnation <= 2; incarnation++) {
            Path file = Path.of("incarnation-" + incarnation);
            SegmentHeader header = new SegmentHeader(Segments.STORE, 0, incarnation, incarnation);
            try (SegmentWriter writer = SegmentWriter.create(io, file, header)) {
                writer.beginObject("n", "o", incarnation);
                Segments.add(writer, incarnation, new byte[0]);
                assertThat(writer.finish().maxIncarnation()).isEqualTo(incarnation);
            }
            readers.add(SegmentReader.open(io, file));
        }
        assertThat(readers.get(0).incarnation("n", "o")).isEqualTo(1);
        assertThat(readers.get(0).find("n", "o", incarnation -> incarnation > 1))
                .isNegative();
        for (long erased = 0; erased <= 1; erased++) {
            long dead = erased;
            List<SegmentMerger.Input> inputs = new ArrayList<>();
            readers.forEach(reader -> inputs.add(new SegmentMerger.Input(
                    reader.walk(Damage.STRICT), (namespace, incarnation) -> incarnation != dead)));
            try (SegmentMerger merger = new SegmentMerger(inputs)) {
                assertThat(merger.nextObject()).isTrue();
                assertThat(merger.incarnation()).isEqualTo(2);
                assertThat(Event.all("n", "o", merger.track())).hasSize(erased == 0 ? 2 : 1);
                assertThat(merger.nextObject()).isFalse();
            }
        }
    }

    @Test
    @DisplayName("does not write names that no reader could hold")
    void boundsNames() {
        DictionaryBuilder names = new DictionaryBuilder(1_000);
        int added = 0;
        try {
            for (; added < 1_000; added++) {
                names.add("n", String.format("%08d", added), added + 1L);
            }
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("more than 1000 bytes");
        }
        assertThat(added).isBetween(20, 990);
    }
}
