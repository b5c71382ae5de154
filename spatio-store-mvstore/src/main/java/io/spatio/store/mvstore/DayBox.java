package io.spatio.store.mvstore;

import io.spatio.spi.Region;
import java.nio.ByteBuffer;

/**
 * Where an object's positions of a day lie, in canonical coordinates; it only grows. Positions that are legal nowhere
 * widen it to the world, so that no query can miss them.
 */
record DayBox(double minLon, double minLat, double maxLon, double maxLat) {
    private static final DayBox WORLD = new DayBox(-180, -90, 180, 90);

    /** The box of a day with deletes only: it meets nothing. */
    static final DayBox NOWHERE = new DayBox(
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    static DayBox of(double lon, double lat) {
        boolean legal = lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90;
        if (!legal) {
            return WORLD;
        }
        double canonicalLon = Math.abs(lat) == 90 ? 0 : lon == 180 ? -180 : lon;
        return new DayBox(canonicalLon, lat, canonicalLon, lat);
    }

    static DayBox of(Event event) {
        return event.isDelete() ? NOWHERE : of(event.lon(), event.lat());
    }

    DayBox union(DayBox other) {
        return new DayBox(
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

    byte[] encode(DayKey key) {
        ByteBuffer content = Sealed.begin(32);
        content.putDouble(minLon).putDouble(minLat).putDouble(maxLon).putDouble(maxLat);
        return Sealed.seal(KeyType.DAY.bytes(key), content);
    }

    static DayBox decode(DayKey key, byte[] value) {
        ByteBuffer content = Sealed.open(KeyType.DAY.bytes(key), value);
        return new DayBox(content.getDouble(), content.getDouble(), content.getDouble(), content.getDouble());
    }
}
