package io.spatio.geometry;

import io.spatio.Position;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;

/**
 * All points within a distance of a centre, in three dimensions where the centre has an altitude.
 *
 * <p>Points clearly inside or outside are told apart by h = sin²(d/2R); within a relative {@value #MARGIN} of the edge
 * {@link Haversine} decides. The box reaches asin(sin(r/R)/cos φ) to east and west, all longitudes where the circle
 * reaches a pole.
 */
final class CircleRegion implements Region {
    static final double MARGIN = 1e-9;
    /** Keeps the margin above 0 where squares underflow. */
    private static final double TINY = 1e-300;
    /** Added to every side of the box, in degrees: a tenth of a micrometre, far above all rounding. */
    private static final double BOX_MARGIN_DEGREES = 1e-12;
    /** Up to here the width of a box comes from a series, a fifth of the cost of an arc sine. */
    private static final double SMALL_RATIO = 0.02;
    /** Up to here h and its square in metres are precise enough for the margin. */
    private static final double PRECISE_H = 0.25;

    private final CenterKernel kernel;
    private final double centerAlt;
    private final double radiusMeters;
    private final boolean flat;
    private final double acceptH;
    private final double rejectH;
    private final double acceptSquare;
    private final double rejectSquare;
    private final double coverH;
    private final LonLatBox[] boxes;

    /** A circle; {@code centerAlt} NaN measures horizontally. */
    CircleRegion(double centerLon, double centerLat, double centerAlt, double radiusMeters) {
        double lat = LonLat.canonicalLat(centerLat);
        double lon = LonLat.canonicalLon(centerLon, centerLat);
        this.kernel = new CenterKernel(lon, lat);
        this.centerAlt = centerAlt;
        this.radiusMeters = radiusMeters;
        this.flat = Double.isNaN(centerAlt);
        double radiusH = CenterKernel.hOfMeters(radiusMeters);
        this.acceptH = surelyInside(radiusMeters, radiusH);
        this.rejectH = radiusH * (1 + MARGIN) + TINY;
        this.acceptSquare = radiusMeters * radiusMeters * (1 - MARGIN) - TINY;
        this.rejectSquare = radiusMeters * radiusMeters * (1 + MARGIN) + TINY;
        this.coverH = flat ? acceptH : coverHOfSphere(centerAlt, radiusMeters);
        this.boxes = boxes(lon, lat, kernel.cosLat(), radiusMeters);
    }

    private static double surelyInside(double meters, double h) {
        return meters >= Haversine.MAX_METERS ? Double.POSITIVE_INFINITY : h * (1 - MARGIN) - TINY;
    }

    /** The h within which even the highest and the lowest altitude are inside; negative where there is none. */
    private static double coverHOfSphere(double centerAlt, double radiusMeters) {
        double vertical = Math.max(Position.MAX_ALT - centerAlt, centerAlt - Position.MIN_ALT);
        double square = radiusMeters * radiusMeters * (1 - MARGIN) - vertical * vertical;
        double meters = square <= 0 ? 0 : Math.sqrt(square) * (1 - MARGIN);
        return square <= 0 ? -1 : surelyInside(meters, CenterKernel.hOfMeters(meters));
    }

    private static LonLatBox[] boxes(double lon, double lat, double cosLat, double radiusMeters) {
        double reach = Math.toDegrees(radiusMeters / Haversine.EARTH_RADIUS_METERS) * (1 + BOX_MARGIN_DEGREES)
                + BOX_MARGIN_DEGREES;
        double south = Math.max(-90, lat - reach);
        double north = Math.min(90, lat + reach);
        if (south == -90 || north == 90) {
            return CanonicalBoxes.of(-180, south, 180, north);
        }
        // Here reach < 90. The cosine is lowered by more than its error, which matters next to a pole.
        double lowCos = cosLat - 1e-15;
        double ratio = lowCos <= 0 ? 1 : CenterKernel.sine(Math.toRadians(reach)) / lowCos * (1 + BOX_MARGIN_DEGREES);
        double halfWidth = Math.toDegrees(arcSineFromAbove(Math.min(1, ratio))) + BOX_MARGIN_DEGREES;
        double west = lon - halfWidth;
        double east = lon + halfWidth;
        return CanonicalBoxes.of(
                west < -180 ? Math.max(-180, west + 360 - BOX_MARGIN_DEGREES) : west,
                south,
                east >= 180 ? Math.min(180, east - 360 + BOX_MARGIN_DEGREES) : east,
                north);
    }

    /** asin(y) or a little more: 3/40 of the series is rounded up by more than all that follows. */
    private static double arcSineFromAbove(double y) {
        double square = y * y;
        return y <= SMALL_RATIO ? y * (1 + square * (1 / 6.0 + square * 0.0751)) : Math.asin(y);
    }

    @Override
    public int boxCount() {
        return boxes.length;
    }

    @Override
    public LonLatBox box(int i) {
        return boxes[i];
    }

    @Override
    public boolean mayIntersect(double minLon, double minLat, double maxLon, double maxLat) {
        return kernel.lowerBound(minLon, minLat, maxLon, maxLat) <= rejectH;
    }

    @Override
    public boolean covers(double minLon, double minLat, double maxLon, double maxLat) {
        return coverH == Double.POSITIVE_INFINITY || kernel.upperBound(minLon, minLat, maxLon, maxLat) < coverH;
    }

    @Override
    public boolean contains(double lon, double lat, double alt) {
        double h = kernel.h(lon, lat);
        if (h > rejectH) {
            return false;
        }
        if (flat) {
            return h < acceptH || kernel.meters(lon, lat) <= radiusMeters;
        }
        if (h < PRECISE_H) {
            double vertical = (Double.isNaN(alt) ? 0 : alt) - centerAlt;
            double square = CenterKernel.squaredMetersOfH(h) + vertical * vertical;
            if (square < acceptSquare || square > rejectSquare) {
                return square < acceptSquare;
            }
        }
        return kernel.meters(centerAlt, lon, lat, alt) <= radiusMeters;
    }
}
