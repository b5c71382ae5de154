package io.spatio.testkit.model;

import io.spatio.DistanceMetric;
import io.spatio.Position;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/**
 * Distances from GeographicLib (Karney, "Algorithms for geodesics", 2013), with flattening 0 for the sphere: independent of
 * the kernel's haversine.
 */
public final class SphereOracle {
    /** The Earth's mean radius in metres. */
    public static final double RADIUS_METERS = 6_371_008.7714;

    private static final double RELATIVE_MARGIN = 1e-9;
    private static final double ABSOLUTE_MARGIN_METERS = 1e-7;
    /** 179 degrees; nearer than that GeographicLib always has a number. */
    private static final double LEAST_ACROSS_METERS = Math.toRadians(179) * RADIUS_METERS;

    private static final Geodesic SPHERE = new Geodesic(RADIUS_METERS, 0);

    private SphereOracle() {}

    /** Metres along the great circle; exactly 0 for two names of one place. */
    public static double meters(Position a, Position b) {
        if (samePlace(a, b)) {
            return 0;
        }
        double byVectors = byVectors(a, b);
        double geodesic = inverse(SPHERE, a, b);
        if (Double.isNaN(geodesic)) {
            // For a few pairs of places across the Earth the iteration ends in no number: then the vectors answer.
            return requireAcrossTheEarth(byVectors, a, b);
        }
        return requireAgreement(geodesic, byVectors, a, b);
    }

    /** The failure of an oracle is a failure of its own, and no verdict on what it was asked about. */
    private static double requireAgreement(double geodesic, double byVectors, Position a, Position b) {
        if (Math.abs(geodesic - byVectors) <= margin(geodesic)) {
            return geodesic;
        }
        throw new IllegalStateException("the oracles disagree about " + a + " and " + b + ": GeographicLib says "
                + geodesic + " m, the vectors say " + byVectors + " m");
    }

    private static double requireAcrossTheEarth(double byVectors, Position a, Position b) {
        if (byVectors >= LEAST_ACROSS_METERS) {
            return byVectors;
        }
        throw new IllegalStateException("GeographicLib has no distance of " + a + " and " + b
                + ", which are not across the Earth but " + byVectors + " m apart");
    }

    /** The angle between the places as seen from the middle of the sphere. */
    private static double byVectors(Position a, Position b) {
        double[] u = vector(a);
        double[] v = vector(b);
        double x = u[1] * v[2] - u[2] * v[1];
        double y = u[2] * v[0] - u[0] * v[2];
        double z = u[0] * v[1] - u[1] * v[0];
        double cosine = u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
        return RADIUS_METERS * Math.atan2(Math.sqrt(x * x + y * y + z * z), cosine);
    }

    private static double[] vector(Position place) {
        double lon = Math.toRadians(place.lon());
        double lat = Math.toRadians(place.lat());
        return new double[] {Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)};
    }

    /** Whether both are one place: at one pole, or on one parallel and meridian. */
    public static boolean samePlace(Position a, Position b) {
        if (a.lat() != b.lat()) {
            return false;
        }
        boolean sameMeridian = a.lon() == b.lon() || (Math.abs(a.lon()) == 180 && Math.abs(b.lon()) == 180);
        return sameMeridian || Math.abs(a.lat()) == 90;
    }

    /** Metres from a centre, with its altitude if it has one; an absent one of the object counts as 0 m. */
    public static double metersWithAltitude(Position center, Position object) {
        double horizontal = meters(center, object);
        return center.hasAlt() ? Math.hypot(horizontal, object.altOr(0) - center.altOrNaN()) : horizontal;
    }

    /** How far a kernel may be off. */
    public static double margin(double meters) {
        return ABSOLUTE_MARGIN_METERS + RELATIVE_MARGIN * Math.abs(meters);
    }

    /** Whether a distance is at most another. */
    public static Verdict within(double meters, double limitMeters) {
        return meters == 0 ? Verdict.INSIDE : Verdict.atMost(meters, limitMeters, margin(meters));
    }

    /** The distance by a metric of the API. */
    public static double by(DistanceMetric metric, Position a, Position b) {
        return switch (metric) {
            case HAVERSINE -> meters(a, b);
            case GEODESIC -> samePlace(a, b) ? 0 : onEllipsoid(a, b);
            case RHUMB -> rhumb(a, b);
            case EUCLIDEAN -> Math.hypot(a.lon() - b.lon(), a.lat() - b.lat());
        };
    }

    /** Between some places at 45° and −45° there is no number either: then those a tenth of a millimetre away answer. */
    private static double onEllipsoid(Position a, Position b) {
        double meters = inverse(Geodesic.WGS84, a, b);
        return Double.isNaN(meters) ? inverse(Geodesic.WGS84, besideEquatorward(a), besideEquatorward(b)) : meters;
    }

    private static Position besideEquatorward(Position place) {
        return Position.of(place.lon(), place.lat() * (1 - 1e-11));
    }

    private static double inverse(Geodesic earth, Position a, Position b) {
        return earth.Inverse(a.lat(), a.lon(), b.lat(), b.lon(), GeodesicMask.DISTANCE).s12;
    }

    /** Away from the poles: along the parallel, or by the difference of isometric latitudes. */
    private static double rhumb(Position a, Position b) {
        double dLat = Math.toRadians(b.lat() - a.lat());
        double dLon = Math.toRadians(Math.abs(b.lon() - a.lon()));
        dLon = Math.min(dLon, 2 * Math.PI - dLon);
        double stretch =
                dLat == 0 ? Math.cos(Math.toRadians(a.lat())) : dLat / (isometric(b.lat()) - isometric(a.lat()));
        return RADIUS_METERS * Math.hypot(dLat, stretch * dLon);
    }

    private static double isometric(double lat) {
        double tangent = Math.tan(Math.toRadians(lat));
        double magnitude = Math.log(Math.abs(tangent) + Math.hypot(1, tangent));
        return Math.copySign(magnitude, tangent);
    }
}
