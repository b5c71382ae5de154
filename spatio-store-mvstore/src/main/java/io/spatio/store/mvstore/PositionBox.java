package io.spatio.store.mvstore;

import io.spatio.spi.Region;
import java.nio.ByteBuffer;
import java.util.List;
import org.h2.mvstore.WriteBuffer;

/**
 * Where the positions of a block lie, in canonical coordinates, a little more at most. Positions that are legal nowhere
 * widen it to the world, so that no query can miss them.
 */
record PositionBox(double minLon, double minLat, double maxLon, double maxLat) {
    private static final PositionBox WORLD = new PositionBox(-180, -90, 180, 90);

    /** The box of deletes only: it meets nothing. */
    private static final PositionBox NOWHERE = new PositionBox(
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private static final double UNITS = 1e7;

    static PositionBox of(List<Event> events) {
        PositionBox box = NOWHERE;
        for (Event event : events) {
            box = event.isPosition() ? box.union(of(event.lon(), event.lat())) : box;
        }
        return box;
    }

    private static PositionBox of(double lon, double lat) {
        boolean legal = lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90;
        if (!legal) {
            return WORLD;
        }
        double canonicalLon = Math.abs(lat) == 90 ? 0 : lon == 180 ? -180 : lon;
        return new PositionBox(canonicalLon, lat, canonicalLon, lat);
    }

    private PositionBox union(PositionBox other) {
        return new PositionBox(
                Math.min(minLon, other.minLon),
                Math.min(minLat, other.minLat),
                Math.max(maxLon, other.maxLon),
                Math.max(maxLat, other.maxLat));
    }

    boolean mayMeet(Region region) {
        for (int i = 0; i < region.boxCount(); i++) {
            if (region.box(i).intersects(minLon, minLat, maxLon, maxLat)) {
                return region.mayIntersect(minLon, minLat, maxLon, maxLat);
            }
        }
        return false;
    }

    /** In units of 1e-7 degrees, one more on each side than rounding needs. */
    void put(WriteBuffer out) {
        out.putInt((int) Math.floor(minLon * UNITS) - 1);
        out.putInt((int) Math.floor(minLat * UNITS) - 1);
        out.putInt((int) Math.ceil(maxLon * UNITS) + 1);
        out.putInt((int) Math.ceil(maxLat * UNITS) + 1);
    }

    static PositionBox get(ByteBuffer in) {
        double minLon = Math.max(-180, in.getInt() / UNITS);
        double minLat = Math.max(-90, in.getInt() / UNITS);
        double maxLon = Math.min(180, in.getInt() / UNITS);
        return new PositionBox(minLon, minLat, maxLon, Math.min(90, in.getInt() / UNITS));
    }
}
