package io.spatio.benchmarks.contestant;

import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Results;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.benchmarks.world.SplitMix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One object's trajectory, about a point a second, and reads of an hour of it: its times strictly ascend, or, mixed, each
 * tenth point has the time of the one before and each hundredth is up to ten minutes late.
 */
final class HourTracks implements Block {
    private static final String ID = "hours";
    private static final int HOUR = 3600;
    private static final int LATEST = 600;
    private static final int POINTS_AT_ONCE = 1_000;

    private final Namespace namespace;
    private final boolean mixed;
    private final int points;
    private final SplitMix random = new SplitMix(37);
    private int[] starts = {};

    HourTracks(Namespace namespace, boolean mixed, int points) {
        this.namespace = namespace;
        this.mixed = mixed;
        this.points = points;
    }

    /** The second of a point. */
    private int second(int point) {
        if (mixed && point > LATEST && point % 100 == 3) {
            return point - 1 - Math.floorMod(new SplitMix(point).next(), LATEST);
        }
        return mixed && point % 10 == 7 ? point - 1 : point;
    }

    /** Where the object is at a point, at no other the same. */
    private static Position place(int point) {
        return Position.of(point * 1e-5, 45);
    }

    /** Writes all points in their order. */
    void fill() {
        List<Update> batch = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            batch.add(Update.of(ID, place(point), Metadata.NONE, Tracks.second(second(point))));
            if (batch.size() == POINTS_AT_ONCE || point == points - 1) {
                namespace.upsertAll(batch);
                batch.clear();
            }
        }
    }

    private Results<TrackPoint> hour(int from) {
        return namespace.queryTrajectory(ID, Tracks.second(from), Tracks.second(from + HOUR - 1), Integer.MAX_VALUE);
    }

    /** How many of some random hours are not what was written, newest first. */
    int wrong(int hours) {
        int wrong = 0;
        for (int i = 0; i < hours; i++) {
            int from = random.below(points - HOUR - LATEST);
            wrong += isRight(hour(from), from) ? 0 : 1;
        }
        return wrong;
    }

    private boolean isRight(Results<TrackPoint> hour, int from) {
        List<Integer> expected = new ArrayList<>();
        for (int point = from; point < Math.min(points, from + HOUR + LATEST + 1); point++) {
            if (second(point) >= from && second(point) < from + HOUR) {
                expected.add(point);
            }
        }
        expected.sort(
                Comparator.comparing(this::second).thenComparing(point -> point).reversed());
        if (hour.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < hour.size(); i++) {
            int point = expected.get(i);
            if (!hour.get(i).position().equals(place(point))
                    || !hour.get(i).timestamp().equals(Tracks.second(second(point)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void prepare(int operations) {
        starts = new int[operations];
        for (int i = 0; i < operations; i++) {
            starts[i] = random.below(points - HOUR);
        }
    }

    @Override
    public double run(int operations) {
        double sum = 0;
        for (int i = 0; i < operations; i++) {
            for (TrackPoint point : hour(starts[i])) {
                sum += point.position().lon() + point.timestamp().getNano();
            }
        }
        return sum;
    }
}
