package io.spatio.store.log.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Identifiers;
import io.spatio.geometry.LonLat;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.testkit.generators.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A scan of segments and memory")
class SegmentScanTest {
    private static final long BUDGET_NANOS = 500_000_000L * Integer.getInteger("spatio.test.budget", 5);

    private MemoryIo io = new MemoryIo();

    @DisplayName("delivers all that is inside, in order, and tells exactly where something was left out")
    @ParameterizedTest(name = "seed {0}: {1} segments, memory: {2}, appended by time: {3}, {4} objects of up to {5}")
    @CsvSource({
        "1,1,false,true,3,9000",
        "2,1,true,true,60,900",
        "3,4,false,true,5,9000",
        "4,4,true,true,60,2000",
        "5,4,true,false,10,3000",
        "6,3,true,false,500,6",
        "7,6,false,true,2,20000"
    })
    void agreesWithBruteForce(long seed, int segments, boolean memory, boolean byTime, int objects, int mostRows)
            throws IOException {
        List<Event> events = new RandomEvents(seed).history(2, objects, mostRows, 1);
        Random random = new Random(seed);
        List<Event> appended = Histories.appended(events, random, byTime);
        List<List<Event>> parts = Histories.cut(appended, segments + (memory ? 1 : 0));
        List<SegmentScan.Input> inputs = new ArrayList<>();
        for (List<Event> part : parts.subList(0, segments)) {
            inputs.add(new SegmentScan.Input(Histories.sealed(io, part), incarnation -> true));
        }
        for (int i = 0; i < 40; i++) {
            ScanRequest query = query(appended, random);
            List<ScanHead> heads = memory ? List.of(new ListHead(parts.get(segments), query)) : List.of();
            check(query, Histories.visible(appended), inputs, heads);
        }
    }

    @Test
    @DisplayName("does so for whatever history")
    void agreesWithBruteForceAtRandom() throws IOException {
        long seed = Seeds.of("SegmentScanTest");
        System.out.println("SegmentScanTest seed=" + seed);
        Random random = new Random(seed);
        long end = System.nanoTime() + BUDGET_NANOS;
        do {
            io = new MemoryIo();
            int objects = 3 + random.nextInt(30);
            int mostRows = 10 + random.nextInt(40_000 / objects);
            agreesWithBruteForce(
                    random.nextLong(),
                    1 + random.nextInt(5),
                    random.nextBoolean(),
                    random.nextInt(4) > 0,
                    objects,
                    mostRows);
        } while (System.nanoTime() < end);
    }

    private static ScanRequest query(List<Event> events, Random random) {
        Event one = events.get(random.nextInt(events.size()));
        Event other = events.get(random.nextInt(events.size()));
        while (one.delete()) {
            one = events.get(random.nextInt(events.size()));
        }
        double size = Math.pow(random.nextDouble(), 3);
        Region region = random.nextInt(10) == 0 ? Region.EVERYWHERE : around(one.lon(), one.lat(), size);
        boolean all = random.nextInt(3) == 0;
        long from = all ? Long.MIN_VALUE : Math.min(one.timestampMicros(), other.timestampMicros());
        long to = all ? Long.MAX_VALUE : Math.max(one.timestampMicros(), other.timestampMicros());
        return ScanRequest.of(one.namespace(), region).withRange(from, to);
    }

    private static void check(
            ScanRequest query, List<Event> visible, List<SegmentScan.Input> inputs, List<ScanHead> heads) {
        Map<String, List<Event>> expected = visible.stream()
                .filter(event -> event.namespace().equals(query.namespace())
                        && !event.delete()
                        && event.timestampMicros() >= query.fromMicros()
                        && event.timestampMicros() <= query.toMicros())
                .collect(Collectors.groupingBy(Event::objectId, TreeMap::new, Collectors.toList()));
        Set<Event> inside = new HashSet<>();
        expected.values().forEach(history -> history.stream()
                .filter(event -> query.region().contains(canonicalLon(event), event.lat(), event.alt()))
                .forEach(event -> inside.add(event.withSequence(0))));
        String before = "";
        try (SegmentScan scan = new SegmentScan(inputs, heads, query, Damage.STRICT)) {
            while (scan.nextObject()) {
                assertThat(Identifiers.compare(before, scan.objectId())).isNegative();
                before = scan.objectId();
                inside.removeAll(deliver(query, scan, expected.getOrDefault(before, List.of())));
            }
        }
        assertThat(inside).as("inside %s but not delivered", query).isEmpty();
    }

    /** Each delivered event stands further on in the history, by one just where it says so. */
    private static List<Event> deliver(ScanRequest query, SegmentScan scan, List<Event> history) {
        List<Event> delivered = new ArrayList<>();
        List<Event> expected = Event.unnumbered(history);
        ScanTrack track = scan.track();
        int last = -1;
        while (track.next()) {
            Event event = Event.of(query.namespace(), scan.objectId(), track).withSequence(0);
            int at = last + 1;
            while (at < expected.size() && !expected.get(at).equals(event)) {
                at++;
            }
            assertThat(at).as("%s in the history of %s", event, scan.objectId()).isLessThan(expected.size());
            assertThat(track.contiguous())
                    .as("event %d after %d of %s in %s", at, last, scan.objectId(), query)
                    .isEqualTo(last >= 0 && at == last + 1);
            delivered.add(event);
            last = at;
        }
        return delivered;
    }

    @Test
    @DisplayName("decodes little of what is far away")
    void decodesLittle() throws IOException {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            events.add(Event.position("n", "a", i * 1_000_000L, i + 1, i * 5e-4, 10, Double.NaN, new byte[0]));
        }
        SegmentReader reader = Histories.sealed(io, events);
        reader.find("n", "a");
        reader.index();
        long before = io.bytesRead();
        ScanRequest query = ScanRequest.of("n", around(50, 10, 0.01)).withRange(Long.MIN_VALUE, Long.MAX_VALUE);
        check(query, events, List.of(new SegmentScan.Input(reader, incarnation -> true)), List.of());
        assertThat(io.bytesRead() - before).isLessThan(reader.summary().fileBytes() / 50);
    }

    @Test
    @DisplayName("finds what lies on the antimeridian from either side, and leaves out what was erased")
    void findsAcross() throws IOException {
        List<Event> events = List.of(
                Event.position("n", "a", 1, 1, 180, 10, Double.NaN, new byte[0]),
                Event.position("n", "b", 1, 2, -180, 10, Double.NaN, new byte[0]),
                Event.position("n", "c", 1, 3, 77, 90, Double.NaN, new byte[0]));
        SegmentReader reader = Histories.sealed(io, events);
        SegmentScan.Input input = new SegmentScan.Input(reader, incarnation -> true);
        check(ScanRequest.of("n", box(-180, 0, -179, 20)).withRange(0, 9), events, List.of(input), List.of());
        check(ScanRequest.of("n", box(0, 90, 0, 90)).withRange(0, 9), events, List.of(input), List.of());
        SegmentScan.Input masked =
                new SegmentScan.Input(reader, incarnation -> incarnation != Segments.incarnation("a"));
        ScanRequest everywhere = ScanRequest.of("n", Region.EVERYWHERE).withRange(0, 9);
        try (SegmentScan scan = new SegmentScan(List.of(masked), List.of(), everywhere, Damage.STRICT)) {
            assertThat(scan.nextObject()).isTrue();
            assertThat(scan.objectId()).isEqualTo("b");
        }
    }

    private static double canonicalLon(Event event) {
        return LonLat.canonicalLon(event.lon(), event.lat());
    }

    private static Region around(double lon, double lat, double size) {
        return box(
                Math.max(-180, lon - size),
                Math.max(-90, lat - size),
                Math.min(180, lon + size),
                Math.min(90, lat + size));
    }

    private static Region box(double minLon, double minLat, double maxLon, double maxLat) {
        LonLatBox box = new LonLatBox(minLon, minLat, maxLon, maxLat);
        return new Region() {
            @Override
            public int boxCount() {
                return 1;
            }

            @Override
            public LonLatBox box(int i) {
                return box;
            }

            @Override
            public boolean mayIntersect(double west, double south, double east, double north) {
                return box.intersects(west, south, east, north);
            }

            @Override
            public boolean covers(double west, double south, double east, double north) {
                return box.covers(west, south, east, north);
            }

            @Override
            public boolean contains(double lon, double lat, double alt) {
                return box.contains(lon, lat);
            }

            @Override
            public String toString() {
                return box.toString();
            }
        };
    }

    /** Events in memory, of which some objects have positions inside. */
    private static final class ListHead implements ScanHead {
        private final Map<String, List<Event>> objects;
        private final Iterator<String> inside;
        private String objectId = "";

        ListHead(List<Event> part, ScanRequest query) {
            objects = Histories.visible(part).stream()
                    .filter(event -> event.namespace().equals(query.namespace())
                            && event.timestampMicros() >= query.fromMicros()
                            && event.timestampMicros() <= query.toMicros())
                    .collect(Collectors.groupingBy(
                            Event::objectId, () -> new TreeMap<>(Identifiers.ORDER), Collectors.toList()));
            inside = objects.entrySet().stream()
                    .filter(entry -> entry.getValue().stream()
                            .anyMatch(event -> !event.delete()
                                    && query.region().contains(canonicalLon(event), event.lat(), event.alt())))
                    .map(Map.Entry::getKey)
                    .iterator();
        }

        @Override
        public boolean nextObject() {
            boolean more = inside.hasNext();
            objectId = more ? inside.next() : "";
            return more;
        }

        @Override
        public String objectId() {
            return objectId;
        }

        @Override
        public @Nullable Part find(String id) {
            List<Event> events = objects.get(id);
            return events == null
                    ? null
                    : new Part(
                            new ListTrack(events),
                            events.get(0).timestampMicros(),
                            events.get(events.size() - 1).timestampMicros());
        }
    }
}
