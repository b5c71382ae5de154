package io.spatio.geometry;

import io.spatio.Position;
import io.spatio.spi.Metric;

/**
 * The distance from a centre in a scale that is cheap to compute: h = sin²(d/2R) for a centre without altitude, squared
 * metres for one with.
 *
 * <p>The scale finds and prunes candidates; order and ties are decided by {@link #meters}. A search for places at most m
 * metres away takes all whose value is at most {@link #cutOff cutOff(m)}. Immutable; any thread.
 */
public final class CenterMetric implements Metric {
    private static final double TINY = 1e-300;

    private final CenterKernel kernel;
    private final double centerAlt;
    private final boolean flat;

    CenterMetric(Position center) {
        this.kernel = new CenterKernel(center.lon(), center.lat());
        this.centerAlt = center.altOrNaN();
        this.flat = !center.hasAlt();
    }

    @Override
    public double startLon() {
        return kernel.lon();
    }

    @Override
    public double startLat() {
        return kernel.lat();
    }

    /**
     * {@inheritDoc} Exact but for a relative 1e-12, and 1e-4 for boxes up to 140 km away that contain the place or the
     * parallel nearest to the centre.
     */
    @Override
    public double lowerBound(double minLon, double minLat, double maxLon, double maxLat) {
        double h = kernel.lowerBound(minLon, minLat, maxLon, maxLat);
        return flat ? h : CenterKernel.squaredMetersOfH(h) * (1 - 1e-12);
    }

    @Override
    public double distance(double lon, double lat, double alt) {
        double h = kernel.h(lon, lat);
        if (flat) {
            return h;
        }
        double vertical = (Double.isNaN(alt) ? 0 : alt) - centerAlt;
        return squaredMeters(h, lon, lat) + vertical * vertical;
    }

    private double squaredMeters(double h, double lon, double lat) {
        if (h < 0.5) {
            return CenterKernel.squaredMetersOfH(h);
        }
        double meters = kernel.meters(lon, lat); // towards the antipode the arc sine of h loses half its digits
        return meters * meters;
    }

    /**
     * The largest value that {@link #distance} can have for a place at most this many metres away, rounded up by a
     * relative 1e-9.
     *
     * @param meters at least 0; infinity gives infinity
     */
    public double cutOff(double meters) {
        if (meters == Double.POSITIVE_INFINITY) {
            return meters;
        }
        double value = flat ? CenterKernel.hOfMeters(meters) : meters * meters;
        return value * (1 + CircleRegion.MARGIN) + TINY;
    }

    /**
     * The largest value that {@link #distance} can have for a place not farther away in metres than one that has the given
     * value, rounded up by a relative 2e-9.
     */
    public double tieCutOff(double value) {
        return value * (1 + 2 * CircleRegion.MARGIN) + 2 * TINY;
    }

    /** The distance in metres that decides order and inclusion; alt NaN when absent. */
    public double meters(double lon, double lat, double alt) {
        return kernel.meters(centerAlt, lon, lat, alt);
    }
}
