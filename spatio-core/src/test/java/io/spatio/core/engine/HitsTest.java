package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Identifiers;
import io.spatio.Located;
import io.spatio.Metadata;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.Results;
import io.spatio.RowColumns;
import io.spatio.Timestamps;
import io.spatio.core.engine.Hits.Order;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HitsTest {
    private static final int[] LIMITS = {0, 1, 2, 15, 16, 17, 31, 32, 33, 64, Integer.MAX_VALUE};

    /** A row, all of whose parts follow from its number. */
    private record Found(int number, String id, double distance) {
        RowState row() {
            RowState row = new RowState();
            row.position(number % 180, number % 90, altitude(), micros(), number + 7L, metadata());
            row.objectId = id;
            return row;
        }

        double altitude() {
            return number % 3 == 0 ? Double.NaN : number % 1000;
        }

        long micros() {
            return number * 1_000_003L - 5_000;
        }

        Metadata metadata() {
            return number % 2 == 0 ? Metadata.NONE : Metadata.of("number", number);
        }

        Neighbor neighbor() {
            Position position = new Position(number % 180, number % 90, altitude());
            return new Neighbor(id, position, Timestamps.toInstant(micros()), metadata(), distance);
        }
    }

    private static Comparator<Found> comparator(Order order) {
        Comparator<Found> byId = Comparator.comparing(Found::id, Identifiers.ORDER);
        return order == Order.DISTANCE
                ? Comparator.comparingDouble(Found::distance).thenComparing(byId)
                : byId;
    }

    /** Some rows in random order; equal distances are many, and code points beyond U+FFFF are among the ids. */
    private static List<Found> rows(Random random, int count) {
        List<Found> rows = new ArrayList<>();
        int distances = random.nextBoolean() ? 3 : 1000;
        for (int i = 0; i < count; i++) {
            String prefix = List.of("a", "b", "\uFFFD", "\uD83D\uDE9A").get(random.nextInt(4));
            rows.add(new Found(i, prefix + i, random.nextInt(distances)));
        }
        Collections.shuffle(rows, random);
        return rows;
    }

    private static Hits offered(Order order, int limit, List<Found> rows) {
        Hits hits = new Hits(order, limit);
        offer(hits, rows);
        return hits;
    }

    private static void offer(Hits hits, List<Found> rows) {
        rows.forEach(row -> hits.offer(row.row(), row.distance()));
    }

    private static List<Neighbor> first(Order order, int limit, List<Found> rows) {
        return rows.stream()
                .sorted(comparator(order))
                .limit(limit)
                .map(Found::neighbor)
                .toList();
    }

    @Test
    void theAnswerIsTheFirstRowsInOrder() {
        long seed = Seeds.of("HitsTest");
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(10).start();
        do {
            Random random = new Random(seed);
            List<Found> rows = rows(random, random.nextInt(150));
            int limit = LIMITS[random.nextInt(LIMITS.length)];
            Order order = random.nextBoolean() ? Order.DISTANCE : Order.ID;
            Hits hits = new Hits(order, limit);
            for (Found row : rows) {
                if (random.nextInt(10) == 0) {
                    hits.reserve(random.nextInt(50));
                }
                assertThat(hits.offer(row.row(), row.distance()))
                        .as("seed %s: a further row can matter", seed)
                        .isEqualTo(limit > 0);
            }
            Results<Neighbor> results = hits.toNeighbors();
            assertThat(results)
                    .as("seed %s, limit %s by %s", seed, limit, order)
                    .isEqualTo(first(order, limit, rows));
            assertThat(results.truncated()).isEqualTo(rows.size() > limit);
            assertThat(hits.truncated()).isEqualTo(rows.size() > limit);
            assertThat(hits.isFull()).isEqualTo(rows.size() >= limit);
            assertThat(hits.objectIds())
                    .containsExactlyInAnyOrderElementsOf(
                            results.stream().map(Neighbor::objectId).toList());
            seed++;
        } while (budget.remains());
    }

    @Test
    void rowsThatComeFromTheLastToTheFirstReplaceEachOther() {
        List<Found> rows = IntStream.range(0, 1000)
                .mapToObj(i -> new Found(i, "o" + i, 1000 - i))
                .toList();
        for (int limit : LIMITS) {
            assertThat(offered(Order.DISTANCE, limit, rows).toNeighbors())
                    .isEqualTo(first(Order.DISTANCE, limit, rows));
        }
    }

    @Test
    void inAnyOrderTheFirstToComeAreTaken() {
        List<Found> rows = rows(new Random(Seeds.of("HitsTest any")), 100);
        Hits hits = new Hits(Order.NONE, 40);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(hits.wantsNoMoreThan(40 - Math.min(i, 40))).isFalse();
            assertThat(hits.wantsNoMoreThan(41 - Math.min(i, 40))).isTrue();
            assertThat(hits.truncated()).isEqualTo(i > 40);
            assertThat(hits.offer(rows.get(i).row(), rows.get(i).distance())).isEqualTo(i < 40);
        }
        assertThat(hits.toNeighbors())
                .isEqualTo(rows.subList(0, 40).stream().map(Found::neighbor).toList());
    }

    @Test
    void anOrderedAnswerAlwaysWantsMore() {
        for (Order order : List.of(Order.DISTANCE, Order.ID)) {
            Hits hits = offered(order, 1, rows(new Random(1), 3));
            assertThat(hits.wantsNoMoreThan(Integer.MAX_VALUE)).isFalse();
        }
        assertThat(new Hits(Order.NONE, Integer.MAX_VALUE).wantsNoMoreThan(Integer.MAX_VALUE))
                .isFalse();
    }

    @Test
    void aLimitOfNoughtOnlyTellsWhetherThereIsAny() {
        for (Order order : Order.values()) {
            Hits hits = new Hits(order, 0);
            assertThat(hits.isFull()).isTrue();
            assertThat(hits.truncated()).isFalse();
            hits.reserve(100);
            assertThat(hits.offer(new Found(1, "a", 1).row(), 1)).isFalse();
            assertThat(hits.truncated()).isTrue();
            assertThat(hits.toNeighbors()).isEmpty();
        }
    }

    @Test
    void twentyThousandAtOneDistanceAreOrderedById() {
        List<Found> rows = new ArrayList<>(IntStream.range(0, 20_000)
                .mapToObj(i -> new Found(i, "o" + i, 5))
                .toList());
        Collections.shuffle(rows, new Random(Seeds.of("HitsTest equal")));
        for (int limit : new int[] {1, 10, 1000, 19_999, 20_000, Integer.MAX_VALUE}) {
            Hits hits = offered(Order.DISTANCE, limit, rows);
            assertThat(hits.truncated()).isEqualTo(limit < 20_000);
            assertThat(hits.toNeighbors()).isEqualTo(first(Order.DISTANCE, limit, rows));
        }
    }

    @Test
    void columnsRowsAndVisitsAreTheSame() {
        List<Found> rows = rows(new Random(Seeds.of("HitsTest columns")), 100);
        for (int limit : LIMITS) {
            Results<Neighbor> results = offered(Order.DISTANCE, limit, rows).toNeighbors();
            RowColumns columns = RowColumns.of(results);
            assertThat(columns.size()).isEqualTo(results.size());
            IntFunction<Neighbor> row = i -> new Neighbor(
                    columns.objectIds()[i],
                    new Position(columns.lons()[i], columns.lats()[i], columns.altsOrNaN()[i]),
                    Timestamps.toInstant(columns.timestampMicros()[i]),
                    columns.metadata()[i],
                    columns.distancesMeters()[i]);
            assertThat(IntStream.range(0, columns.size()).mapToObj(row)).isEqualTo(results);
            for (int i = 0; i < columns.size(); i++) {
                assertThat(columns.sequences()[i]).isEqualTo(number(columns.objectIds()[i]) + 7L);
            }

            List<Neighbor> visited = new ArrayList<>();
            boolean more = offered(Order.DISTANCE, limit, rows).visit(shown -> {
                assertThat(shown.sequence()).isEqualTo(number(shown.objectId()) + 7L);
                Position position = new Position(shown.lon(), shown.lat(), shown.altOrNaN());
                visited.add(new Neighbor(
                        shown.objectId(),
                        position,
                        Timestamps.toInstant(shown.timestampMicros()),
                        shown.metadata(),
                        shown.distanceMeters()));
                return true;
            });
            assertThat(visited).isEqualTo(results);
            assertThat(more).isEqualTo(rows.size() > limit);
        }
    }

    private static int number(String id) {
        return Integer.parseInt(id.replaceAll("[^0-9]", ""));
    }

    @Test
    void rowsWithoutACentreHaveNoDistance() {
        List<Found> rows = rows(new Random(Seeds.of("HitsTest locations")), 50);
        Results<Located> located = offered(Order.ID, 40, rows).toResults(false);
        assertThat(located).doesNotHaveAnyElementsOfTypes(Neighbor.class);
        assertThat(located)
                .extracting(Located::objectId)
                .isEqualTo(first(Order.ID, 40, rows).stream()
                        .map(Neighbor::objectId)
                        .toList());
        assertThat(offered(Order.ID, 40, rows).toResults(true)).isEqualTo(first(Order.ID, 40, rows));
    }

    @Test
    void aVisitorThatStopsSeesNoMore() {
        List<Found> rows = rows(new Random(Seeds.of("HitsTest stop")), 50);
        List<String> seen = new ArrayList<>();
        boolean more = offered(Order.ID, 40, rows).visit(row -> {
            seen.add(row.objectId());
            return seen.size() < 3;
        });
        assertThat(more).as("it is not the limit that ended it").isFalse();
        assertThat(seen)
                .isEqualTo(first(Order.ID, 3, rows).stream()
                        .map(Neighbor::objectId)
                        .toList());
    }

    @Test
    void anAnswerMayBeTakenAgain() {
        for (int count : new int[] {1, 32, 33, 200}) {
            List<Found> rows = rows(new Random(Seeds.of("HitsTest again")), count);
            Hits hits = offered(Order.DISTANCE, 150, rows);
            Results<Neighbor> results = hits.toNeighbors();
            List<String> visited = new ArrayList<>();
            hits.visit(row -> visited.add(row.objectId()));
            assertThat(visited)
                    .isEqualTo(first(Order.DISTANCE, 150, rows).stream()
                            .map(Neighbor::objectId)
                            .toList());
            assertThat(results).isEqualTo(first(Order.DISTANCE, 150, rows));
        }
    }

    @Test
    void aResetForgetsEverything() {
        Random random = new Random(Seeds.of("HitsTest reset"));
        for (int count : new int[] {5, 40, 100}) {
            Hits hits = offered(Order.DISTANCE, 35, rows(random, 80));
            hits.reset();
            assertThat(hits.size()).isZero();
            assertThat(hits.truncated()).isFalse();
            assertThat(hits.objectIds()).isEmpty();
            List<Found> rows = rows(random, count);
            offer(hits, rows);
            assertThat(hits.truncated()).isEqualTo(count > 35);
            assertThat(hits.toNeighbors()).isEqualTo(first(Order.DISTANCE, 35, rows));
        }
    }

    @Test
    void aResetAfterAnAnswerForgetsItToo() {
        Random random = new Random(Seeds.of("HitsTest reset after"));
        Hits hits = offered(Order.DISTANCE, 50, rows(random, 80));
        hits.visit(row -> true);
        hits.reset();
        List<Found> rows = rows(random, 90);
        offer(hits, rows);
        assertThat(hits.toNeighbors()).isEqualTo(first(Order.DISTANCE, 50, rows));
    }

    @Test
    void whatIsKeptWithinADistanceStaysInTheOrderOfTaking() {
        List<Found> rows = rows(new Random(Seeds.of("HitsTest within")), 100);
        for (double distance : new double[] {-1, 0, 1, 2, 500, Double.POSITIVE_INFINITY}) {
            Hits hits = offered(Order.NONE, Integer.MAX_VALUE, rows);
            hits.keepWithin(distance);
            List<Found> kept =
                    rows.stream().filter(row -> row.distance() <= distance).toList();
            assertThat(hits.size()).isEqualTo(kept.size());
            RowState row = new RowState();
            for (int slot = 0; slot < kept.size(); slot++) {
                assertThat(hits.copy(slot, row)).isEqualTo(kept.get(slot).distance());
                assertThat(row.sequence()).isEqualTo(kept.get(slot).number() + 7L);
            }
            offer(hits, rows);
            List<Neighbor> all =
                    new ArrayList<>(kept.stream().map(Found::neighbor).toList());
            rows.forEach(offered -> all.add(offered.neighbor()));
            assertThat(hits.toNeighbors()).isEqualTo(all);
        }
    }

    @Test
    void whatIsBeyondTheLimitCanBeToldFromOutside() {
        Hits hits = offered(Order.DISTANCE, 3, rows(new Random(1), 3));
        assertThat(hits.truncated()).isFalse();
        hits.setTruncated();
        assertThat(hits.toNeighbors().truncated()).isTrue();
    }
}
