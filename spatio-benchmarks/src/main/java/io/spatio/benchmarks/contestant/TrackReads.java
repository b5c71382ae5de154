package io.spatio.benchmarks.contestant;

import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.TrackPoint;
import io.spatio.benchmarks.world.SplitMix;

/** Windows of 100 points at random places of one object's trajectory. */
final class TrackReads implements Block {
    private final Namespace namespace;
    private final int points;
    private final SplitMix random = new SplitMix(29);
    private int[] starts = {};

    TrackReads(Namespace namespace, int points) {
        this.namespace = namespace;
        this.points = points;
    }

    @Override
    public void prepare(int operations) {
        starts = new int[operations];
        for (int i = 0; i < operations; i++) {
            starts[i] = random.below(points - Tracks.WINDOW);
        }
    }

    @Override
    public double run(int operations) {
        double sum = 0;
        for (int i = 0; i < operations; i++) {
            for (TrackPoint point : Tracks.window(namespace, 0, starts[i])) {
                sum += point.position().lon()
                        + point.timestamp().getNano()
                        + (point.metadata().equals(Metadata.NONE) ? 0 : 1);
            }
        }
        return sum;
    }
}
