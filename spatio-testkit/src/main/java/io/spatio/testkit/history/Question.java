package io.spatio.testkit.history;

import io.spatio.Area;
import io.spatio.Identifiers;
import io.spatio.Location;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.testkit.model.AreaOracle;
import io.spatio.testkit.model.SphereOracle;
import io.spatio.testkit.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A query on current positions: of an area, or for the nearest to a centre. What satisfies it and in what order answers come
 * is the oracle's business, not the kernel's.
 *
 * @param area where, or null for the nearest
 * @param center to what, where there is no area
 * @param options as given
 */
record Question(@Nullable Area area, @Nullable Position center, QueryOptions options) {
    /** Refuses to continue behind an object by its distance, which changes while the query runs. */
    Question {
        if (options.afterObjectId() != null && (area == null || isByDistance(area))) {
            throw new IllegalArgumentException("after=" + options.afterObjectId() + " needs an answer by object id");
        }
    }

    static Question inArea(Area area, QueryOptions options) {
        return new Question(area, null, options);
    }

    static Question nearest(Position center, QueryOptions options) {
        return new Question(null, center, options);
    }

    boolean isNearest() {
        return area == null;
    }

    /** Whether answers tell distances and ascend by them. */
    boolean isByDistance() {
        return area == null || isByDistance(area);
    }

    private static boolean isByDistance(Area area) {
        return area instanceof Area.Circle || area instanceof Area.Cylinder;
    }

    /** Whether an object at a place satisfies the query; the nearest are sought among all. */
    Verdict wants(Location location) {
        Verdict inside = area == null ? Verdict.INSIDE : AreaOracle.contains(area, location.position());
        String after = options.afterObjectId();
        return after == null ? inside : inside.and(Verdict.of(Identifiers.compare(location.objectId(), after) > 0));
    }

    /** Metres from the centre; NaN where there is none. */
    double distance(Position position) {
        if (area != null) {
            return AreaOracle.distance(area, position);
        }
        return center == null ? Double.NaN : SphereOracle.metersWithAltitude(center, position);
    }

    /** Whether one row comes before another in the order of answers. */
    Verdict before(Location one, Location other) {
        Verdict byId = Verdict.of(Identifiers.compare(one.objectId(), other.objectId()) < 0);
        if (!isByDistance()) {
            return byId;
        }
        double meters = distance(one.position());
        double otherMeters = distance(other.position());
        if (meters == otherMeters) {
            return Verdict.UNDECIDED;
        }
        return Verdict.atMost(meters, otherMeters, 2 * SphereOracle.margin(otherMeters));
    }
}
