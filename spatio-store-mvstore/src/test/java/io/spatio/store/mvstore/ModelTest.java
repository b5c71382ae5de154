package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.TrackOrder;
import io.spatio.spi.EventBatch;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random sequences of everything against brute force, live and reopened. */
class ModelTest {
    private static final long DAY = 86_400_000_000L;
    private static final double[] LONS = {-180, 180, 0.0, -0.0, 12.5, Math.nextUp(12.5), -74.006, 179.999};
    private static final double[] LATS = {-90, 90, 0.0, -0.0, 45, 40.7128, -33.9};
    private static final double[] ALTS = {Double.NaN, Double.NaN, 0.0, -0.0, 100_000, -11_000, 0.1};
    private static final long[] TIMES = {
        Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 1, DAY - 1, DAY, -DAY, 5 * DAY, 5 * DAY + 7, Long.MIN_VALUE + 1
    };

    @TempDir
    Path directory;

    private Random random = new Random();
    private Model model = new Model();
    private MvTrajectoryStore store;
    private long lastSequence;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void anySequenceOfChangesReadsAsTheModelSays(Durability sync) throws Exception {
        Budget budget = Budget.share("ModelTest " + sync, 0.5);
        random = budget.random();
        int rounds = 0;
        while (budget.isLeft() || rounds == 0) {
            Path home = Files.createDirectory(directory.resolve("round" + rounds++));
            model = new Model();
            lastSequence = 0;
            store = open(home, sync);
            try {
                for (int i = 0; i < 60; i++) {
                    step(home, sync);
                }
                check();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(budget.seed(), e);
            } finally {
                store.close();
            }
            budget.count("sequences-of-60", 1);
        }
        budget.tell();
    }

    /** Tails of all sizes, so that events lie in blocks and in the tail in every mixture. */
    private MvTrajectoryStore open(Path home, Durability sync) {
        return MvStores.open(home, sync, 1 << random.nextInt(10));
    }

    private void step(Path home, Durability sync) {
        switch (random.nextInt(16)) {
            case 0 -> check();
            case 1 -> store.sync();
            case 2 -> {
                store.close();
                store = open(home, sync);
            }
            case 3 -> store.compact();
            case 4 -> erase();
            case 5 -> delete();
            case 6, 7, 8 -> batch();
            default -> append();
        }
    }

    private String anyNamespace() {
        return "n" + random.nextInt(2);
    }

    private String anyId() {
        return "o" + random.nextInt(4);
    }

    private Seen anyDelete(String namespace) {
        return new Seen(namespace, anyId(), anyTime(), 0, true, 0, 0, 0, "");
    }

    private Seen anyPosition(String namespace) {
        return MvStores.position(
                namespace,
                anyId(),
                anyTime(),
                LONS[random.nextInt(LONS.length)],
                LATS[random.nextInt(LATS.length)],
                ALTS[random.nextInt(ALTS.length)],
                random.nextInt(3) == 0 ? "{\"a\":" + random.nextInt(2) + "}" : "");
    }

    private long anyTime() {
        return random.nextInt(3) == 0 ? random.nextLong(-9 * DAY, 9 * DAY) : TIMES[random.nextInt(TIMES.length)];
    }

    private void accepted(Seen event, long sequence) {
        assertThat(sequence).isGreaterThan(lastSequence);
        lastSequence = sequence;
        model.add(MvStores.numbered(event, sequence));
    }

    private void append() {
        Seen event = anyPosition(anyNamespace());
        for (int i = random.nextInt(5) == 0 ? 2 : 1; i > 0; i--) {
            long sequence = store.append(MvStores.batch(List.of(event)));
            accepted(event, sequence);
            store.awaitDurable(sequence);
        }
    }

    private void batch() {
        String namespace = anyNamespace();
        List<Seen> events = new ArrayList<>();
        for (int i = random.nextInt(40); i >= 0; i--) {
            events.add(random.nextInt(6) == 0 ? anyDelete(namespace) : anyPosition(namespace));
        }
        EventBatch batch = MvStores.batch(events);
        long first = store.append(batch);
        for (int i = 0; i < events.size(); i++) {
            accepted(events.get(i), first + i);
        }
        store.awaitDurable(first + events.size() - 1);
        if (random.nextBoolean()) {
            again(batch, events);
        }
    }

    /** The same events by the numbers that the batch was told. */
    private void again(EventBatch batch, List<Seen> events) {
        List<Integer> numbers =
                IntStream.range(0, batch.objects()).mapToObj(batch::number).toList();
        long first = store.append(batch);
        assertThat(IntStream.range(0, batch.objects()).mapToObj(batch::number)).isEqualTo(numbers);
        for (int i = 0; i < events.size(); i++) {
            accepted(events.get(i), first + i);
        }
        store.awaitDurable(first + events.size() - 1);
    }

    private void delete() {
        Seen delete = anyDelete(anyNamespace());
        long sequence = store.append(MvStores.batch(List.of(delete)));
        accepted(delete, sequence);
        store.awaitDurable(sequence);
    }

    private void erase() {
        String namespace = anyNamespace();
        String id = anyId();
        boolean one = random.nextInt(4) > 0;
        boolean any = model.erase(event ->
                event.namespace().equals(namespace) && (!one || event.objectId().equals(id)));
        long sequence = one ? store.erase(namespace, id) : store.erase(namespace);
        if (any) {
            assertThat(sequence).isGreaterThan(lastSequence);
            lastSequence = sequence;
        } else {
            assertThat(sequence).isZero();
        }
        assertThat(Seen.all(store.read(ReadRequest.of(namespace, id)))).isEmpty();
    }

    private void check() {
        Map<String, Seen> recovered = new TreeMap<>();
        for (Seen event : Seen.all(store.recover())) {
            assertThat(recovered.put(event.namespace() + "/" + event.objectId(), event))
                    .isNull();
        }
        assertThat(recovered).isEqualTo(model.greatest());
        for (int n = 0; n < 2; n++) {
            for (int o = 0; o < 4; o++) {
                checkTrack("n" + n, "o" + o, Long.MIN_VALUE, Long.MAX_VALUE);
                checkTrack("n" + n, "o" + o, anyTime(), anyTime());
            }
            checkScan("n" + n, Region.EVERYWHERE, Long.MIN_VALUE, Long.MAX_VALUE);
            checkScan("n" + n, new Boxes(new LonLatBox(10, -40, 20, 50)), anyTime(), anyTime());
            checkScan("n" + n, new Boxes(new LonLatBox(-180, -90, -74, 90)), Long.MIN_VALUE, anyTime());
            checkScan("n" + n, new Boxes(new LonLatBox(0, 90, 0, 90)), Long.MIN_VALUE, Long.MAX_VALUE);
        }
        assertThat(store.verify().problems()).isEmpty();
    }

    private void checkTrack(String namespace, String id, long from, long to) {
        for (TrackOrder order : TrackOrder.values()) {
            assertThat(Seen.all(store.read(
                            ReadRequest.of(namespace, id).withRange(from, to).withOrder(order))))
                    .as("%s %s %s %s", namespace, id, from, to)
                    .isEqualTo(model.history(namespace, id, from, to, order));
        }
    }

    private void checkScan(String namespace, Region region, long from, long to) {
        Map<String, List<Seen>> found = new TreeMap<>();
        Map<String, List<Boolean>> contiguous = new TreeMap<>();
        try (ScanCursor cursor = store.scan(ScanRequest.of(namespace, region).withRange(from, to))) {
            while (cursor.next()) {
                found.computeIfAbsent(cursor.objectId(), id -> new ArrayList<>())
                        .add(Seen.of(cursor));
                contiguous
                        .computeIfAbsent(cursor.objectId(), id -> new ArrayList<>())
                        .add(cursor.contiguous());
            }
        }
        for (int o = 0; o < 4; o++) {
            String id = "o" + o;
            List<Seen> all = model.history(namespace, id, from, to, TrackOrder.OLDEST_FIRST).stream()
                    .filter(event -> !event.isDelete())
                    .toList();
            List<Seen> got = found.getOrDefault(id, List.of());
            List<Boolean> expected = new ArrayList<>();
            for (int i = 0; i < got.size(); i++) {
                int at = all.indexOf(got.get(i));
                assertThat(at)
                        .as("a position that is not in the history: %s", got.get(i))
                        .isNotNegative();
                expected.add(i > 0 && all.get(at - 1).equals(got.get(i - 1)));
            }
            assertThat(got)
                    .isSubsetOf(all)
                    .isSortedAccordingTo((a, b) -> Integer.compare(all.indexOf(a), all.indexOf(b)));
            assertThat(contiguous.getOrDefault(id, List.of())).isEqualTo(expected);
            assertThat(got)
                    .containsAll(
                            all.stream().filter(event -> inside(region, event)).toList());
        }
    }

    private static boolean inside(Region region, Seen event) {
        boolean pole = Math.abs(event.lat()) == 90;
        double lon = pole ? 0 : event.lon() == 180 ? -180 : event.lon();
        return region.contains(lon, event.lat(), event.alt());
    }
}
