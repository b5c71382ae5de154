package io.spatio.benchmarks.world;

import io.spatio.geometry.Haversine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The right answers, by looking at every object: what each contestant is checked against. Latitude alone leaves out the
 * objects that cannot matter; O(n) all the same.
 */
public final class BruteForce {
    /** A little less than a degree of latitude has, so that nothing is left out by rounding. */
    private static final double MIN_METERS_PER_DEGREE = 111_140;

    private static final Comparator<Found> NEAREST_FIRST =
            Comparator.comparingDouble(Found::meters).thenComparing(Found::id);

    private final World world;

    /** Answers for the world as it starts. */
    public BruteForce(World world) {
        this.world = world;
    }

    /**
     * An object of an answer.
     *
     * @param object its number
     * @param id its id
     * @param meters its distance
     */
    public record Found(int object, String id, double meters) {}

    /** How far an object is from a place. */
    public double meters(double lon, double lat, int object) {
        return Haversine.meters(lon, lat, world.lon(object), world.lat(object));
    }

    /** The objects within a distance, nearest first, ties by id. */
    public List<Found> within(double lon, double lat, double radiusMeters) {
        List<Found> found = new ArrayList<>();
        for (int object = 0; object < world.size(); object++) {
            if (mayBeWithin(lat, object, radiusMeters)) {
                double meters = meters(lon, lat, object);
                if (meters <= radiusMeters) {
                    found.add(new Found(object, world.id(object), meters));
                }
            }
        }
        found.sort(NEAREST_FIRST);
        return found;
    }

    /** The k nearest objects, nearest first, ties by id. */
    public List<Found> nearest(double lon, double lat, int k) {
        double radiusMeters = 100;
        List<Found> found = within(lon, lat, radiusMeters);
        while (found.size() < Math.min(k, world.size())) {
            radiusMeters *= 2;
            found = within(lon, lat, radiusMeters);
        }
        return found.subList(0, Math.min(k, found.size()));
    }

    private boolean mayBeWithin(double lat, int object, double radiusMeters) {
        return Math.abs(world.lat(object) - lat) * MIN_METERS_PER_DEGREE <= radiusMeters;
    }

    /** The radius at which a circle around a random object holds a given number of objects on average. */
    public double radiusOfMeanHits(int hits) {
        int samples = 64;
        SplitMix random = new SplitMix(hits);
        int[] centers = new int[samples];
        for (int i = 0; i < samples; i++) {
            centers[i] = random.below(world.size());
        }
        double low = 0;
        double high = 1;
        while (count(centers, high) < (long) samples * hits && high < 20_000_000) {
            low = high;
            high *= 2;
        }
        while (high - low > 0.005 * high) {
            double middle = (low + high) / 2;
            if (count(centers, middle) < (long) samples * hits) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.rint(high * 10) / 10;
    }

    private long count(int[] centers, double radiusMeters) {
        long count = 0;
        for (int center : centers) {
            double lat = world.lat(center);
            for (int object = 0; object < world.size(); object++) {
                if (mayBeWithin(lat, object, radiusMeters) && meters(world.lon(center), lat, object) <= radiusMeters) {
                    count++;
                }
            }
        }
        return count;
    }
}
