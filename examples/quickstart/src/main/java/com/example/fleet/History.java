package com.example.fleet;

import io.spatio.Area;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.TrackPoint;
import io.spatio.Visit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where a courier has been, and who was in the harbour: both after the database was closed and opened again. */
public final class History {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final Area HARBOUR = Area.box(9.95, 53.53, 10.00, 53.56);

    private History() {}

    /** Takes the directory of the database; {@code couriers} without one. */
    public static void main(String[] args) {
        Path directory = Path.of(args.length > 0 ? args[0] : "couriers");
        try (Spatio db = Spatio.open(directory)) {
            recordRide(db.namespace("couriers"));
        }
        try (Spatio db = Spatio.open(directory)) {
            Namespace couriers = db.namespace("couriers");
            printNewest(couriers);
            printVisits(couriers);
        }
    }

    private static void recordRide(Namespace couriers) {
        couriers.insertTrajectory(
                "bike-7",
                List.of(
                        TrackPoint.of(minutesPastNoon(0), Position.of(9.93, 53.55)),
                        TrackPoint.of(minutesPastNoon(5), Position.of(9.96, 53.55)),
                        TrackPoint.of(minutesPastNoon(10), Position.of(9.98, 53.54)),
                        TrackPoint.of(minutesPastNoon(15), Position.of(10.02, 53.55)),
                        TrackPoint.of(minutesPastNoon(20), Position.of(9.99, 53.54))));
    }

    private static Instant minutesPastNoon(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    /** Newest first; both ends of a time range belong to it. */
    private static void printNewest(Namespace couriers) {
        for (TrackPoint point : couriers.queryTrajectory("bike-7", minutesPastNoon(5), minutesPastNoon(20), 3)) {
            System.out.println(point.timestamp() + " " + point.position().lon() + " "
                    + point.position().lat());
        }
    }

    /** Instant.MIN and Instant.MAX leave a range open. */
    private static void printVisits(Namespace couriers) {
        for (Visit visit : couriers.queryDuring(HARBOUR, Instant.MIN, Instant.MAX, 10)) {
            System.out.println(visit.objectId() + " in the harbour from "
                    + visit.first().timestamp() + " to " + visit.last().timestamp() + ", " + visit.points()
                    + " records");
        }
    }
}
