package io.spatio.testkit.index;

import io.spatio.spi.Metric;

/**
 * A metric of the kit's own: squared degrees in the plane, the shorter way around in longitude. It is no distance on Earth,
 * which an index must not care about.
 *
 * @param centerLon degrees
 * @param centerLat degrees
 */
public record PlaneMetric(double centerLon, double centerLat) implements Metric {
    /** More than adding or taking away 360 degrees rounds off, here or in {@link #distance}: degrees. */
    private static final double ROUNDING_DEGREES = 1e-12;

    @Override
    public double lowerBound(double minLon, double minLat, double maxLon, double maxLat) {
        double dLat = outside(centerLat, minLat, maxLat);
        double dLon = Math.min(
                outside(centerLon, minLon, maxLon),
                Math.min(outside(centerLon + 360, minLon, maxLon), outside(centerLon - 360, minLon, maxLon)));
        return square(Math.max(0, dLon - ROUNDING_DEGREES), dLat) * (1 - 1e-12);
    }

    @Override
    public double distance(double lon, double lat, double alt) {
        double dLon = Math.abs(lon - centerLon);
        return square(Math.min(dLon, Math.abs(360 - dLon)), lat - centerLat);
    }

    private static double outside(double value, double min, double max) {
        return value < min ? min - value : value > max ? value - max : 0;
    }

    private static double square(double dLon, double dLat) {
        return dLon * dLon + dLat * dLat;
    }
}
