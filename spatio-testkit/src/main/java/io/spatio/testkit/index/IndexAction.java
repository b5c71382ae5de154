package io.spatio.testkit.index;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.geometry.Metrics;
import io.spatio.geometry.Regions;
import io.spatio.spi.Metric;
import io.spatio.spi.Region;
import java.util.List;

/** One step of a random sequence over an index; handles are picked by a number taken round the table. */
sealed interface IndexAction {
    /** Does it to the index, its model, and checks what the index answers. */
    void runOn(ModelledIndex index);

    record Insert(Point point) implements IndexAction {
        @Override
        public void runOn(ModelledIndex index) {
            index.insert(point);
        }
    }

    record InsertAgain(int pick, Point point) implements IndexAction {
        @Override
        public void runOn(ModelledIndex index) {
            int handle = index.pickFree(pick);
            if (handle >= 0) {
                index.insertAt(handle, point);
            }
        }
    }

    record Move(int pick, Point to) implements IndexAction {
        @Override
        public void runOn(ModelledIndex index) {
            int handle = index.pick(pick);
            if (handle >= 0) {
                index.move(handle, to);
            }
        }
    }

    /** Most moves are short. */
    record Drift(int pick, double degreesEast, double degreesNorth) implements IndexAction {
        @Override
        public void runOn(ModelledIndex index) {
            int handle = index.pick(pick);
            if (handle >= 0) {
                Point from = index.held(handle);
                double lon = from.lon() + degreesEast;
                double wrapped = lon >= 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
                double lat = Math.max(-90, Math.min(90, from.lat() + degreesNorth));
                index.move(handle, Point.of(Math.max(-180, Math.min(180, wrapped)), lat, from.alt()));
            }
        }
    }

    record Remove(int pick) implements IndexAction {
        @Override
        public void runOn(ModelledIndex index) {
            int handle = index.pick(pick);
            if (handle >= 0) {
                index.remove(handle);
            }
        }
    }

    record Load(List<Point> points) implements IndexAction {
        @Override
        public void runOn(ModelledIndex index) {
            index.load(points);
        }
    }

    record Clear() implements IndexAction {
        @Override
        public void runOn(ModelledIndex index) {
            index.clear();
        }
    }

    record Search(Region region) implements IndexAction {
        @Override
        public void runOn(ModelledIndex index) {
            index.checkSearch(region);
        }
    }

    record SearchArea(Area area) implements IndexAction {
        @Override
        public void runOn(ModelledIndex index) {
            index.checkSearch(Regions.of(area));
        }
    }

    record NearestTo(Position center, int k) implements IndexAction {
        @Override
        public void runOn(ModelledIndex index) {
            index.checkNearest(Metrics.of(center), k);
        }
    }

    record Nearest(Metric metric, int k) implements IndexAction {
        @Override
        public void runOn(ModelledIndex index) {
            index.checkNearest(metric, k);
        }
    }

    record Within(Metric metric, double distance) implements IndexAction {
        @Override
        public void runOn(ModelledIndex index) {
            index.checkWithin(metric, distance);
        }
    }
}
