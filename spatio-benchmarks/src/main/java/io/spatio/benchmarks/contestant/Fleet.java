package io.spatio.benchmarks.contestant;

import io.spatio.Area;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Results;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.Visit;
import io.spatio.benchmarks.world.SplitMix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Vehicles that report every ten seconds, at places that anybody can compute: loops of some kilometres in a city with some
 * decimetres of noise, in degrees of six decimals.
 */
final class Fleet {
    /** Reports of an hour, both ends included. */
    static final int HOUR = 361;

    private static final int STEP_SECONDS = 10;
    private static final int ROUND_STEPS = 360;
    private static final long START_SECOND = 1_700_000_000;
    private static final double WEST = 2.1;
    private static final double SOUTH = 48.6;
    private static final double CITY_DEGREES = 0.5;
    private static final double LOOP_DEGREES = 0.03;
    private static final double BOX_DEGREES = 0.01;
    private static final double DECIMALS = 1e6;
    private static final int POINTS_AT_ONCE = 10_000;

    private final String[] ids;
    private final double[] shapes;

    Fleet(int vehicles) {
        ids = new String[vehicles];
        shapes = new double[6 * vehicles];
        SplitMix random = new SplitMix(41);
        for (int vehicle = 0; vehicle < vehicles; vehicle++) {
            ids[vehicle] = "vehicle-" + vehicle;
            shapes[6 * vehicle] = WEST + CITY_DEGREES * random.unit();
            shapes[6 * vehicle + 1] = SOUTH + CITY_DEGREES * random.unit();
            shapes[6 * vehicle + 2] = 2 * Math.PI * random.unit();
            shapes[6 * vehicle + 3] = 2 * Math.PI * random.unit();
            shapes[6 * vehicle + 4] = (1 + random.unit()) * Math.PI / ROUND_STEPS;
            shapes[6 * vehicle + 5] = (1 + random.unit()) * Math.PI / ROUND_STEPS;
        }
    }

    int vehicles() {
        return ids.length;
    }

    static Instant at(int step) {
        return Instant.ofEpochSecond(START_SECOND + (long) STEP_SECONDS * step);
    }

    /** Where a vehicle is. */
    Position place(int vehicle, int step) {
        long noise = new SplitMix((long) vehicle << 32 | step).next();
        return Position.of(coordinate(vehicle, 0, step, noise & 7), coordinate(vehicle, 1, step, noise >>> 3 & 7));
    }

    private double coordinate(int vehicle, int axis, int step, long noise) {
        int at = 6 * vehicle + axis;
        double degrees = shapes[at] + LOOP_DEGREES * Math.sin(shapes[at + 2] + shapes[at + 4] * step);
        return (Math.rint(degrees * DECIMALS) + noise) / DECIMALS;
    }

    /** Writes what all report from one step to before another, as time goes on. */
    void report(Namespace namespace, int fromStep, int toStep) {
        List<Update> batch = new ArrayList<>();
        for (int step = fromStep; step < toStep; step++) {
            Instant now = at(step);
            for (int vehicle = 0; vehicle < ids.length; vehicle++) {
                batch.add(Update.of(ids[vehicle], place(vehicle, step), Metadata.NONE, now));
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

    /** What a vehicle reported in an hour, newest first. */
    Results<TrackPoint> hour(Namespace namespace, int vehicle, int fromStep) {
        return namespace.queryTrajectory(ids[vehicle], at(fromStep), at(fromStep + HOUR - 1), HOUR);
    }

    /** Whether an hour holds what was written. */
    boolean isRight(Results<TrackPoint> hour, int vehicle, int fromStep) {
        if (hour.size() != HOUR) {
            return false;
        }
        for (int i = 0; i < HOUR; i++) {
            int step = fromStep + HOUR - 1 - i;
            TrackPoint point = hour.get(i);
            if (!point.timestamp().equals(at(step)) || !point.position().equals(place(vehicle, step))) {
                return false;
            }
        }
        return true;
    }

    /** A box of about a square kilometre in the city. */
    static Area.Box box(SplitMix random) {
        double west = WEST + CITY_DEGREES * random.unit();
        double south = SOUTH + CITY_DEGREES * random.unit();
        return Area.box(west, south, west + BOX_DEGREES, south + BOX_DEGREES);
    }

    /** Who was in a box within an hour. */
    static Results<Visit> during(Namespace namespace, Area.Box box, int fromStep) {
        return namespace.queryDuring(box, at(fromStep), at(fromStep + HOUR - 1), Integer.MAX_VALUE);
    }

    /** Whether an answer of {@link #during} has as many visits and records as there were. */
    boolean isRight(Results<Visit> visits, Area.Box box, int fromStep) {
        long runs = 0;
        long records = 0;
        for (int vehicle = 0; vehicle < ids.length; vehicle++) {
            boolean before = false;
            for (int step = fromStep; step < fromStep + HOUR; step++) {
                Position place = place(vehicle, step);
                boolean inside = place.lon() >= box.west()
                        && place.lon() <= box.east()
                        && place.lat() >= box.south()
                        && place.lat() <= box.north();
                records += inside ? 1 : 0;
                runs += inside && !before ? 1 : 0;
                before = inside;
            }
        }
        long told = 0;
        for (Visit visit : visits) {
            told += visit.points();
        }
        return runs == visits.size() && records == told;
    }
}
