package io.spatio.server;

import io.spatio.spi.IndexContext;
import io.spatio.spi.Options;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** An index whose searches offer their candidates again and again, until the engine wants no more of them. */
final class EndlessIndex implements SpatialIndexProvider {
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);

    /** Waits until a search has begun. */
    void awaitBegun() throws InterruptedException {
        begun.acquire();
    }

    /** Waits until a search has ended. */
    void awaitEnded() throws InterruptedException {
        ended.acquire();
    }

    @Override
    public String name() {
        return "endless";
    }

    @Override
    public SpatialIndex create(Options options, IndexContext context) {
        return new Index();
    }

    private final class Index implements SpatialIndex {
        private final Map<Integer, double[]> positions = new HashMap<>();

        @Override
        public void insert(int handle, double lon, double lat, double alt) {
            positions.put(handle, new double[] {lon, lat, alt});
        }

        @Override
        public void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {
            insert(handle, lon, lat, alt);
        }

        @Override
        public void remove(int handle, double lon, double lat, double alt) {
            positions.remove(handle);
        }

        @Override
        public boolean search(Region region, SearchVisitor visitor) {
            begun.release();
            try {
                while (true) {
                    for (Map.Entry<Integer, double[]> entry : positions.entrySet()) {
                        double[] at = entry.getValue();
                        if (!visitor.visit(entry.getKey(), at[0], at[1], at[2])) {
                            return false;
                        }
                    }
                }
            } finally {
                ended.release();
            }
        }

        @Override
        public int size() {
            return positions.size();
        }

        @Override
        public void clear() {
            positions.clear();
        }
    }
}
