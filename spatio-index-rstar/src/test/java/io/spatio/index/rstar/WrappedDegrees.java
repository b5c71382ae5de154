package io.spatio.index.rstar;

import io.spatio.spi.Metric;

/**
 * Squared degrees, longitudes wrapped, with an altitude in metres where {@code withAltitude}: not a distance on Earth,
 * but one whose lower bounds are easy to see to be right.
 */
record WrappedDegrees(double lon, double lat, boolean withAltitude) implements Metric {
    @Override
    public double lowerBound(double minLon, double minLat, double maxLon, double maxLat) {
        double latGap = Math.max(0, Math.max(minLat - lat, lat - maxLat));
        double lonGap = Math.max(0, Math.max(minLon - lon, lon - maxLon));
        double wrappedEast = Math.max(0, minLon + 360 - lon);
        double wrappedWest = Math.max(0, lon - (maxLon - 360));
        double least = Math.min(lonGap, Math.min(wrappedEast, wrappedWest));
        return (latGap * latGap + least * least) * (1 - 1e-12);
    }

    @Override
    public double distance(double toLon, double toLat, double alt) {
        double latGap = toLat - lat;
        double lonGap = Math.abs(toLon - lon);
        lonGap = Math.min(lonGap, 360 - lonGap);
        double up = withAltitude && !Double.isNaN(alt) ? alt / 111_000 : 0;
        return latGap * latGap + lonGap * lonGap + up * up;
    }
}
