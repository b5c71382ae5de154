package io.spatio.benchmarks.structure;

import io.spatio.Position;
import io.spatio.geometry.Metrics;
import io.spatio.spi.ConcurrentSpatialIndex;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;
import io.spatio.spi.Options;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import java.util.Arrays;
import java.util.ServiceLoader;

/** Ours, with shipped defaults, called as the engine calls it. */
final class SpiIndex implements PointIndex {
    private final SpatialIndex index;

    private SpiIndex(SpatialIndex index) {
        this.index = index;
    }

    static SpiIndex of(String name) {
        for (SpatialIndexProvider provider : ServiceLoader.load(SpatialIndexProvider.class)) {
            if (provider.name().equals(name)) {
                Options defaults = Options.defaults(provider.options());
                return new SpiIndex(provider.create(defaults, IndexContext.of("bench")));
            }
        }
        throw new IllegalArgumentException("no structure " + name);
    }

    @Override
    public boolean isConcurrent() {
        return index instanceof ConcurrentSpatialIndex;
    }

    @Override
    public void insert(int object, double lon, double lat) {
        index.insert(object, lon, lat, Double.NaN);
    }

    @Override
    public void move(int object, double oldLon, double oldLat, double lon, double lat) {
        index.move(object, oldLon, oldLat, Double.NaN, lon, lat, Double.NaN);
    }

    @Override
    public boolean search(Region region, SearchVisitor visitor) {
        return index.search(region, visitor);
    }

    @Override
    public void nearest(Position center, int k, SearchVisitor visitor) {
        Metric metric = Metrics.of(center);
        Best best = new Best(metric, k);
        if (!index.nearest(metric, best)) {
            throw new IllegalStateException("the index gave up; only the engine has rows to fall back on");
        }
        for (int i = 0; i < best.size; i++) {
            visitor.visit(best.objects[i], best.lons[i], best.lats[i], Double.NaN);
        }
    }

    /** The k nearest of those offered, in order. */
    private static final class Best implements NearestVisitor {
        private final Metric metric;
        private final double[] distances;
        private final double[] lons;
        private final double[] lats;
        private final int[] objects;
        private int size;

        Best(Metric metric, int k) {
            this.metric = metric;
            distances = new double[k];
            lons = new double[k];
            lats = new double[k];
            objects = new int[k];
            Arrays.fill(distances, Double.POSITIVE_INFINITY);
        }

        @Override
        public double offer(int object, double lon, double lat, double alt) {
            int last = distances.length - 1;
            double distance = metric.distance(lon, lat, alt);
            if (distance >= distances[last]) {
                return distances[last];
            }
            int at = Math.min(size, last);
            while (at > 0 && distances[at - 1] > distance) {
                distances[at] = distances[at - 1];
                lons[at] = lons[at - 1];
                lats[at] = lats[at - 1];
                objects[at] = objects[at - 1];
                at--;
            }
            distances[at] = distance;
            lons[at] = lon;
            lats[at] = lat;
            objects[at] = object;
            size = Math.min(size + 1, distances.length);
            return distances[last];
        }
    }
}
