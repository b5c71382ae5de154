package io.spatio.spi;

/**
 * A closed box of longitudes and latitudes in degrees that never crosses the antimeridian.
 *
 * @param minLon at least −180
 * @param minLat at least −90
 * @param maxLon at most 180, at least minLon
 * @param maxLat at most 90, at least minLat
 */
public record LonLatBox(double minLon, double minLat, double maxLon, double maxLat) {
    /** All of it. */
    public static final LonLatBox WORLD = new LonLatBox(-180, -90, 180, 90);

    /** Checks range and order. */
    public LonLatBox {
        boolean ordered = minLon <= maxLon && minLat <= maxLat;
        if (!ordered || minLon < -180 || maxLon > 180 || minLat < -90 || maxLat > 90) {
            throw new IllegalArgumentException("not a box within [-180, 180] x [-90, 90]: minLon=" + minLon + " minLat="
                    + minLat + " maxLon=" + maxLon + " maxLat=" + maxLat);
        }
    }

    /** Whether a point lies in this box, edges included. */
    public boolean contains(double lon, double lat) {
        return lon >= minLon && lon <= maxLon && lat >= minLat && lat <= maxLat;
    }

    /** Whether another closed box shares a point with this one. */
    public boolean intersects(double otherMinLon, double otherMinLat, double otherMaxLon, double otherMaxLat) {
        return otherMinLon <= maxLon && otherMaxLon >= minLon && otherMinLat <= maxLat && otherMaxLat >= minLat;
    }

    /** Whether another closed box lies wholly in this one. */
    public boolean covers(double otherMinLon, double otherMinLat, double otherMaxLon, double otherMaxLat) {
        return otherMinLon >= minLon && otherMaxLon <= maxLon && otherMinLat >= minLat && otherMaxLat <= maxLat;
    }
}
