package io.spatio.testkit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.spatio.Identifiers;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Results;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Checks the answer to one query on current positions: rows as written, in order, none too many, none missing, the limit and
 * {@code truncated()} honest, continued after {@code after}. Where the oracle does not decide, either is right.
 */
public final class RowsCheck {
    private final String what;
    private final Map<String, Location> current;
    private final Function<Position, Verdict> inside;
    private final ToDoubleFunction<Position> distance;
    private final boolean byDistance;
    private final QueryOptions options;

    private RowsCheck(
            String what,
            List<Location> current,
            Function<Position, Verdict> inside,
            ToDoubleFunction<Position> distance,
            QueryOptions options) {
        this.what = what;
        this.current = current.stream().collect(Collectors.toMap(Location::objectId, l -> l));
        this.inside = inside;
        this.distance = distance;
        this.byDistance = !Double.isNaN(distance.applyAsDouble(Position.of(0, 0)));
        this.options = options;
    }

    /** Checks an answer ordered by object id. */
    public static void byId(
            String what,
            List<Location> current,
            Function<Position, Verdict> inside,
            QueryOptions options,
            Results<? extends Located> answer) {
        new RowsCheck(what, current, inside, position -> Double.NaN, options).check(answer);
    }

    /** Checks an answer ordered by distance. */
    public static void byDistance(
            String what,
            List<Location> current,
            Function<Position, Verdict> inside,
            ToDoubleFunction<Position> distance,
            QueryOptions options,
            Results<? extends Located> answer) {
        new RowsCheck(what, current, inside, distance, options).check(answer);
    }

    private void check(Results<? extends Located> answer) {
        Set<String> returned = new HashSet<>();
        for (int i = 0; i < answer.size(); i++) {
            checkRow(answer.get(i), returned);
            if (i > 0 && !options.inAnyOrder()) {
                checkOrder(answer.get(i - 1), answer.get(i));
            }
        }
        assertTrue(
                answer.size() <= options.limit(), () -> what + " gave " + answer.size() + " rows, more than the limit");
        if (answer.truncated()) {
            assertEquals(options.limit(), answer.size(), () -> what + " is truncated, but not at the limit");
            long possible = current.values().stream()
                    .filter(l -> wanted(l) != Verdict.OUTSIDE)
                    .count();
            assertTrue(possible > answer.size(), () -> what + " says truncated() but there are no more rows");
        }
        for (Location location : current.values()) {
            if (!returned.contains(location.objectId()) && wanted(location) == Verdict.INSIDE) {
                checkLeftOut(location, answer);
            }
        }
    }

    private void checkRow(Located row, Set<String> returned) {
        Location expected = current.get(row.objectId());
        if (expected == null) {
            fail(what + " gave " + row + ", which has no current position");
            return;
        }
        Location given = new Location(row.objectId(), row.position(), row.timestamp(), row.metadata());
        assertEquals(expected, given, () -> what + " gave a row that is not the object's current state");
        assertTrue(wanted(expected) != Verdict.OUTSIDE, () -> what + " gave " + row + ", which does not satisfy it");
        assertTrue(returned.add(row.objectId()), () -> what + " gave " + row.objectId() + " twice");
        assertEquals(byDistance, row instanceof Neighbor, () -> what + " answers with the wrong kind of row");
        if (row instanceof Neighbor neighbor) {
            double meters = distance.applyAsDouble(expected.position());
            assertEquals(
                    meters,
                    neighbor.distanceMeters(),
                    SphereOracle.margin(meters),
                    () -> what + ": distance of " + row);
        }
    }

    private void checkOrder(Located before, Located after) {
        int byMeters = before instanceof Neighbor a && after instanceof Neighbor b
                ? Double.compare(a.distanceMeters(), b.distanceMeters())
                : 0;
        int order = byMeters != 0 ? byMeters : Identifiers.compare(before.objectId(), after.objectId());
        assertTrue(order < 0, () -> what + " gave " + after + " behind " + before);
    }

    /** A row that satisfies the query may be missing only where the limit cut it off. */
    private void checkLeftOut(Location location, Results<? extends Located> answer) {
        assertTrue(answer.truncated(), () -> what + " lacks " + location);
        if (options.inAnyOrder() || answer.isEmpty()) {
            return;
        }
        Location last = current.get(answer.get(answer.size() - 1).objectId());
        if (last != null && behind(location, last) == Verdict.OUTSIDE) {
            fail(what + " lacks " + location + " but goes on to " + answer.get(answer.size() - 1));
        }
    }

    private Verdict wanted(Location location) {
        Verdict verdict = inside.apply(location.position());
        String after = options.afterObjectId();
        if (after == null) {
            return verdict;
        }
        if (!byDistance) {
            return verdict.and(Verdict.of(Identifiers.compare(location.objectId(), after) > 0));
        }
        double key = options.afterDistanceMeters();
        Location last = current.get(after);
        if (last != null && isAt(last, key)) {
            return verdict.and(behind(location, last));
        }
        double meters = distance.applyAsDouble(location.position());
        return verdict.and(Verdict.atMost(key - meters, 0, 2 * SphereOracle.margin(meters)));
    }

    private boolean isAt(Location location, double meters) {
        double there = distance.applyAsDouble(location.position());
        return Math.abs(there - meters) <= SphereOracle.margin(there);
    }

    /** Whether one stands after another in the answer's order. */
    private Verdict behind(Location location, Location last) {
        Verdict byId = Verdict.of(Identifiers.compare(location.objectId(), last.objectId()) > 0);
        if (!byDistance || samePoint(location.position(), last.position())) {
            return byId;
        }
        double difference = distance.applyAsDouble(location.position()) - distance.applyAsDouble(last.position());
        double margin = 2 * SphereOracle.margin(distance.applyAsDouble(location.position()));
        return Verdict.atMost(-difference, 0, margin);
    }

    private static boolean samePoint(Position a, Position b) {
        return SphereOracle.samePlace(a, b) && Double.compare(a.altOr(0) + 0.0, b.altOr(0) + 0.0) == 0;
    }
}
