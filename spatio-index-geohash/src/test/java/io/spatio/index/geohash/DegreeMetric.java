package io.spatio.index.geohash;

import io.spatio.spi.Metric;

/**
 * Squared degrees on a cylinder: the difference of longitudes goes the shorter way around. Where a search should begin is
 * told, falsely if asked for, or with NaN not told.
 */
record DegreeMetric(double lon, double lat, double startLon, double startLat) implements Metric {
    DegreeMetric(double lon, double lat) {
        this(lon, lat, lon, lat);
    }

    @Override
    public double lowerBound(double minLon, double minLat, double maxLon, double maxLat) {
        double dLat = Math.max(0, Math.max(minLat - lat, lat - maxLat));
        double dLon = lon >= minLon && lon <= maxLon ? 0 : Math.min(around(minLon - lon), around(maxLon - lon));
        return (dLat * dLat + dLon * dLon) * (1 - 1e-12);
    }

    private static double around(double difference) {
        double absolute = Math.abs(difference);
        return Math.min(absolute, 360 - absolute);
    }

    @Override
    public double distance(double otherLon, double otherLat, double alt) {
        double dLat = otherLat - lat;
        double dLon = around(otherLon - lon);
        return dLat * dLat + dLon * dLon;
    }
}
