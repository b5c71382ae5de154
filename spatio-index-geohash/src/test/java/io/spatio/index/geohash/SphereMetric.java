package io.spatio.index.geohash;

import io.spatio.geometry.Haversine;
import io.spatio.spi.Metric;

/** sin² of half the angle, with a bound good enough to measure with; for centres away from poles and antimeridian. */
record SphereMetric(double lon, double lat, double cosLat) implements Metric {
    static SphereMetric at(double lon, double lat) {
        return new SphereMetric(lon, lat, Math.cos(Math.toRadians(lat)));
    }

    /** How many metres a value stands for. */
    static double meters(double value) {
        return 2 * Haversine.EARTH_RADIUS_METERS * Math.asin(Math.sqrt(value));
    }

    @Override
    public double lowerBound(double minLon, double minLat, double maxLon, double maxLat) {
        double dLat = Math.toRadians(Math.max(0, Math.max(minLat - lat, lat - maxLat))) / 2;
        double dLon = Math.toRadians(Math.max(0, Math.max(minLon - lon, lon - maxLon))) / 2;
        double f = dLat - dLat * dLat * dLat / 6;
        double g = Math.min(dLon, Math.PI - dLon);
        g = g - g * g * g / 6;
        double farthest = Math.toRadians(Math.max(Math.abs(minLat), Math.abs(maxLat)));
        double cos = Math.max(0, 1 - farthest * farthest / 2);
        return (f * f + cosLat * cos * g * g) * (1 - 1e-12);
    }

    @Override
    public double distance(double otherLon, double otherLat, double alt) {
        double f = Math.sin(Math.toRadians(otherLat - lat) / 2);
        double g = Math.sin(Math.toRadians(otherLon - lon) / 2);
        return f * f + cosLat * Math.cos(Math.toRadians(otherLat)) * g * g;
    }
}
