package io.spatio.index.geohash;

import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** Keeps the k nearest of what it is offered, and refuses a second offer of one handle. */
final class NearestCollector implements NearestVisitor {
    private final int k;
    private final Metric metric;
    private final PriorityQueue<Double> farthestFirst = new PriorityQueue<>(Collections.reverseOrder());
    private final Map<Integer, double[]> offered = new HashMap<>();

    NearestCollector(int k, Metric metric) {
        this.k = k;
        this.metric = metric;
    }

    @Override
    public double offer(int handle, double lon, double lat, double alt) {
        if (offered.put(handle, new double[] {lon, lat, alt}) != null) {
            throw new AssertionError("offered twice: " + handle);
        }
        farthestFirst.add(metric.distance(lon, lat, alt));
        if (farthestFirst.size() > k) {
            farthestFirst.remove();
        }
        return cutOff();
    }

    double cutOff() {
        Double farthest = farthestFirst.peek();
        return farthestFirst.size() < k || farthest == null ? Double.POSITIVE_INFINITY : farthest;
    }

    /** The distances of the k nearest, the least first. */
    double[] distances() {
        return farthestFirst.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    Map<Integer, double[]> offered() {
        return offered;
    }
}
