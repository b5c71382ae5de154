package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Identifiers;
import io.spatio.Metadata;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.Timestamps;
import io.spatio.geometry.CenterMetric;
import io.spatio.geometry.Haversine;
import io.spatio.geometry.LonLat;
import io.spatio.geometry.Metrics;
import io.spatio.spi.Meter;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an index tells is played by the test, in every order; the rows are real. */
class NearestHandlesTest {
    private static final Position CENTER = Position.of(0, 0);
    private static final Position NEAR = Position.of(0.5, 0);
    private static final Position FAR = Position.of(9, 9);
    /** Up to this many found are put in order by insertion. */
    private static final int FEW = 32;

    private final FoundPlaces found = new FoundPlaces();
    private final LeastValues least = new LeastValues();
    private ObjectTable rows = new ObjectTable(Meter.NONE);
    private final List<Position> told = new ArrayList<>();

    private void clear() {
        rows = new ObjectTable(Meter.NONE);
        told.clear();
    }

    /** Gives the next handle to an object at a place. */
    private void add(String id, Position place) {
        int handle = told.size();
        rows.extendTo(handle);
        rows.assign(handle, id);
        told.add(place);
        write(handle, place, 0);
    }

    /** Moves an object, which the index has not told yet. */
    private void write(int handle, Position place, long micros) {
        rows.write(
                handle,
                new RowState()
                        .position(place.lon(), place.lat(), place.altOrNaN(), micros, handle + 1L, Metadata.NONE));
    }

    private void addMany(int count, Position place) {
        for (int i = 0; i < count; i++) {
            add("o" + (count - i), place);
        }
    }

    private List<Integer> handles() {
        return new ArrayList<>(IntStream.range(0, told.size()).boxed().toList());
    }

    private double tell(NearestHandles nearest, int handle) {
        Position place = told.get(handle);
        double lon = LonLat.canonicalLon(place.lon(), place.lat());
        return nearest.offer(handle, lon, LonLat.canonicalLat(place.lat()), place.altOrNaN());
    }

    private NearestHandles begin(Position center, int k) {
        return new NearestHandles(Metrics.of(center), k, found, least);
    }

    /** A search that is told of every object. */
    private NearestHandles toldAll(int k) {
        NearestHandles nearest = begin(CENTER, k);
        handles().forEach(handle -> tell(nearest, handle));
        return nearest;
    }

    private @Nullable List<Neighbor> take(NearestHandles nearest, long began) {
        Hits hits = nearest.take(rows, began);
        return hits == null ? null : hits.toNeighbors();
    }

    private static double meters(Position center, Position place) {
        return Haversine.meters(
                center.lon(), center.lat(), center.altOrNaN(), place.lon(), place.lat(), place.altOrNaN());
    }

    /** By brute force. */
    private List<Neighbor> expected(Position center, int k) {
        return handles().stream()
                .map(handle -> new Neighbor(
                        id(handle),
                        told.get(handle),
                        Timestamps.toInstant(0),
                        Metadata.NONE,
                        meters(center, told.get(handle))))
                .sorted(Comparator.comparingDouble(Neighbor::distanceMeters)
                        .thenComparing(Neighbor::objectId, Identifiers.ORDER))
                .limit(k)
                .toList();
    }

    private String id(int handle) {
        String id = rows.id(handle);
        assertThat(id).isNotNull();
        return String.valueOf(id);
    }

    private static Position around(Position center, Random random, int steps) {
        double lon = center.lon() + (random.nextInt(2 * steps + 1) - steps) / 8.0;
        double lat = center.lat() + (random.nextInt(2 * steps + 1) - steps) / 8.0;
        double alt = random.nextInt(3) == 0 ? 10 * random.nextInt(3) : Double.NaN;
        lat = Math.max(-90, Math.min(90, lat));
        return new Position(lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon, lat, alt);
    }

    /** Many places are equally far, some on both sides of the antimeridian or around a pole, in every order. */
    @Test
    void agreesWithBruteForceWhateverTheOrderOfTelling() {
        Position[] centers = {
            CENTER, Position.of(180, 10), Position.of(-180, 0, 20), Position.of(13, 90), Position.of(13.375, 52.5, 7)
        };
        int[] wanted = {1, 2, 10, 31, 32, 33, 64, Integer.MAX_VALUE};
        long seed = Seeds.of("NearestHandlesTest");
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(10).start();
        do {
            Random random = new Random(seed);
            clear();
            Position center = centers[random.nextInt(centers.length)];
            int count = random.nextBoolean() ? 28 + random.nextInt(8) : random.nextInt(200);
            int steps = random.nextBoolean() ? 2 : 200;
            for (int i = 0; i < count; i++) {
                String prefix = List.of("a", "\uFFFD", "\uD83D\uDE9A").get(random.nextInt(3));
                add(prefix + i, around(center, random, steps));
            }
            int k = wanted[random.nextInt(wanted.length)];
            assertThat(searched(center, k, random))
                    .as("seed %s: %s of %s around %s", seed, k, count, center)
                    .isEqualTo(expected(center, k));
            seed++;
        } while (budget.remains());
    }

    /** Tells of all in random order, as an index may: not of those beyond the last cut-off. */
    private @Nullable List<Neighbor> searched(Position center, int k, Random random) {
        CenterMetric metric = Metrics.of(center);
        NearestHandles nearest = new NearestHandles(metric, k, found, least);
        List<Integer> order = handles();
        Collections.shuffle(order, random);
        double cutOff = Double.POSITIVE_INFINITY;
        for (int handle : order) {
            Position place = told.get(handle);
            double lon = LonLat.canonicalLon(place.lon(), place.lat());
            if (metric.distance(lon, place.lat(), place.altOrNaN()) <= cutOff || random.nextBoolean()) {
                double next = tell(nearest, handle);
                assertThat(next).as("the cut-off never grows").isLessThanOrEqualTo(cutOff);
                cutOff = next;
            }
        }
        return take(nearest, 0);
    }

    @Test
    void tiesAtTheCutOffAreDecidedByIdWhetherFewOrMany() {
        for (int count : new int[] {FEW - 1, FEW, FEW + 1, 20_000}) {
            clear();
            addMany(count, NEAR);
            for (int k : new int[] {1, 10, count - 1, count, count + 1}) {
                assertThat(take(toldAll(k), 0))
                        .as("%s of %s", k, count)
                        .isEqualTo(expected(CENTER, k))
                        .hasSize(Math.min(k, count));
            }
        }
    }

    @Test
    void whatIsAsFarAsTheLastIsStillAskedFor() {
        add("c", Position.of(0.5, 0));
        add("b", Position.of(-0.5, 0));
        add("a", Position.of(0.5, 0));
        add("far", FAR);
        NearestHandles nearest = begin(CENTER, 1);
        double cutOff = tell(nearest, 0);
        CenterMetric metric = Metrics.of(CENTER);
        assertThat(cutOff).isBetween(metric.distance(-0.5, 0, Double.NaN), metric.distance(0.500001, 0, Double.NaN));
        tell(nearest, 3);
        assertThat(found.count()).as("what is farther is not kept").isEqualTo(1);
        tell(nearest, 1);
        tell(nearest, 2);
        assertThat(take(nearest, 0)).extracting(Neighbor::objectId).containsExactly("a");
    }

    @Test
    void fewAreKeptOfManyThatComeNearerAndNearer() {
        for (int i = 0; i < 20_000; i++) {
            add("o" + i, Position.of(0, 60 - i * 0.002));
        }
        NearestHandles nearest = toldAll(10);
        assertThat(found.count()).isLessThan(300);
        assertThat(take(nearest, 0)).isEqualTo(expected(CENTER, 10));
    }

    @Test
    void whatIsFartherThanTheLastMayMove() {
        for (int i = 0; i < 50; i++) {
            add("o" + i, Position.of(0, 60 - i));
        }
        List<Neighbor> nearest = expected(CENTER, 3);
        NearestHandles search = toldAll(3);
        write(0, FAR, 5);
        assertThat(take(search, 0)).isEqualTo(nearest);
    }

    @Test
    void thePlacesOfAnEarlierSearchAreForgotten() {
        addMany(50, NEAR);
        toldAll(20);
        clear();
        add("only", FAR);
        assertThat(take(toldAll(5), 0)).isEqualTo(expected(CENTER, 5)).hasSize(1);
        clear();
        assertThat(take(toldAll(5), 0)).isEmpty();
    }

    /** Objects at different distances. */
    private void fill(int count) {
        clear();
        for (int i = 0; i < count; i++) {
            add("o" + i, Position.of(0, (i + 1) * 0.01));
        }
    }

    @Test
    void aRowThatIsNoLongerWhereItWasToldMakesNoAnswer() {
        List<Position> moved =
                List.of(Position.of(0, 0.0100001), FAR, Position.of(0, 0.01, 0), Position.of(-0.0000001, 0.01));
        for (int count : new int[] {FEW, FEW + 1}) {
            for (Position to : moved) {
                fill(count);
                NearestHandles nearest = toldAll(count);
                write(0, to, 5);
                assertThat(take(nearest, 0)).as("%s, moved to %s", count, to).isNull();
            }
        }
    }

    @Test
    void aRowThatIsGoneMakesNoAnswer() {
        for (int count : new int[] {FEW, FEW + 1}) {
            fill(count);
            NearestHandles nearest = toldAll(count);
            rows.write(count - 1, new RowState().deletion(5, 100, 5));
            assertThat(take(nearest, 0)).isNull();
            fill(count);
            nearest = toldAll(count);
            rows.assign(count - 1, null);
            assertThat(take(nearest, 0)).isNull();
        }
    }

    @Test
    void aRowThatWasWrittenWhereItStandsIsInTheAnswerAsItIsNow() {
        for (int count : new int[] {FEW, FEW + 1}) {
            fill(count);
            NearestHandles nearest = toldAll(count);
            write(0, told.get(0), 77);
            assertThat(take(nearest, 0)).first().extracting(Neighbor::timestamp).isEqualTo(Timestamps.toInstant(77));
        }
    }

    @Test
    void aMeridianHasTwoNames() {
        for (int count : new int[] {FEW, FEW + 1}) {
            clear();
            for (int i = 0; i < count; i++) {
                add("o" + i, i % 2 == 0 ? Position.of(180, i) : Position.of(-180, i, -0.0));
            }
            assertThat(take(toldAll(count), 0)).isEqualTo(expected(CENTER, count));
        }
    }

    @Test
    void aRowThatIsYoungerThanTheSearchMakesNoAnswer() {
        for (int count : new int[] {FEW, FEW + 1}) {
            for (int young : new int[] {0, count - 1}) {
                fill(count);
                rows.setBirth(young, 6);
                assertThat(take(toldAll(count), 5)).isNull();
                assertThat(take(toldAll(count), 6)).isEqualTo(expected(CENTER, count));
            }
        }
    }

    @Test
    void aRowThatAnotherObjectGotMeanwhileMakesNoAnswer() {
        for (int count : new int[] {FEW, FEW + 1}) {
            clear();
            addMany(count, NEAR);
            NearestHandles nearest = toldAll(count);
            rows.assign(3, "other");
            rows.setBirth(3, 1);
            write(3, NEAR, 9);
            assertThat(take(nearest, 0)).isNull();
        }
    }

    /** Of few, rows after the k-th are not read; of many, all are, and one that moved means another search. */
    @Test
    void ofFewOnlyTheFirstKMustStandStill() {
        for (int count : new int[] {FEW - 1, FEW, FEW + 1}) {
            clear();
            addMany(count, NEAR);
            NearestHandles nearest = toldAll(1);
            List<Neighbor> first = expected(CENTER, 1);
            int other = 0; // the greatest id
            assertThat(first).extracting(Neighbor::objectId).doesNotContain(id(other));
            write(other, FAR, 5);
            assertThat(take(nearest, 0)).as("of %s", count).isEqualTo(count <= FEW ? first : null);
        }
    }
}
