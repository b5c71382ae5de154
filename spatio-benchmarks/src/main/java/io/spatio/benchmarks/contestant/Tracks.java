package io.spatio.benchmarks.contestant;

import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Results;
import io.spatio.TrackPoint;
import io.spatio.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Trajectories of a point a second, which anybody can compute. */
final class Tracks {
    /** How many points a query asks for. */
    static final int WINDOW = 100;

    private static final long START_SECOND = 1_700_000_000;
    private static final int POINTS_AT_ONCE = 10_000;

    private Tracks() {}

    static String id(int object) {
        return object == 0 ? "track" : "track-" + object;
    }

    static Instant second(int at) {
        return Instant.ofEpochSecond(START_SECOND + at);
    }

    /** Where any object is at a second; within legal longitudes for 18 million seconds. */
    static Position place(int at) {
        return Position.of(at * 1e-5, 45 + at % 1000 * 1e-5);
    }

    /** Writes trajectories side by side, as time goes on. */
    static void fill(Namespace namespace, int objects, int points) {
        List<Update> batch = new ArrayList<>();
        for (int at = 0; at < points; at++) {
            for (int object = 0; object < objects; object++) {
                batch.add(Update.of(id(object), place(at), Metadata.NONE, second(at)));
                if (batch.size() == POINTS_AT_ONCE) {
                    namespace.upsertAll(batch);
                    batch.clear();
                }
            }
        }
        if (!batch.isEmpty()) {
            namespace.upsertAll(batch);
        }
    }

    /** A window of points, newest first. */
    static Results<TrackPoint> window(Namespace namespace, int object, int from) {
        return namespace.queryTrajectory(id(object), second(from), second(from + WINDOW - 1), WINDOW);
    }

    /** Whether a window holds what was written. */
    static boolean isRight(Results<TrackPoint> window, int from) {
        if (window.size() != WINDOW) {
            return false;
        }
        for (int i = 0; i < WINDOW; i++) {
            int at = from + WINDOW - 1 - i;
            TrackPoint point = window.get(i);
            if (!point.timestamp().equals(second(at)) || !point.position().equals(place(at))) {
                return false;
            }
        }
        return true;
    }
}
