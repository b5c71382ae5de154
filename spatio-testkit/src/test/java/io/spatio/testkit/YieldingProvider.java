package io.spatio.testkit;

import io.spatio.spi.ConcurrentSpatialIndex;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Options;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;

/** Makes indexes that hold nothing but show one handle, without any lock. */
final class YieldingProvider implements SpatialIndexProvider {
    @Override
    public String name() {
        return "yielding";
    }

    @Override
    public SpatialIndex create(Options options, IndexContext context) {
        return new ConcurrentSpatialIndex() {
            @Override
            public void insert(int handle, double lon, double lat, double alt, Publication publication) {
                publication.publish();
            }

            @Override
            public void move(
                    int handle,
                    double oldLon,
                    double oldLat,
                    double oldAlt,
                    double lon,
                    double lat,
                    double alt,
                    Publication publication) {
                publication.publish();
            }

            @Override
            public void remove(int handle, double lon, double lat, double alt, Publication publication) {
                publication.publish();
            }

            @Override
            public boolean search(Region region, SearchVisitor visitor) {
                visitor.visit(0, 1, 2, 3);
                return true;
            }

            @Override
            public int size() {
                return 1;
            }

            @Override
            public void clear() {}
        };
    }
}
