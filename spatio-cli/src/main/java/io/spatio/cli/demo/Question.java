package io.spatio.cli.demo;

import io.spatio.Located;
import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.TrackPoint;
import io.spatio.cli.output.Texts;
import io.spatio.geometry.Haversine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a dispatcher asks.
 *
 * @param text in words
 * @param call in Java
 * @param answer asks it, and gives the lines of the answer
 */
record Question(String text, String call, Function<Namespace, List<String>> answer) {
    private static final int ROWS_SHOWN = 4;

    /** The questions of the first half. */
    static List<Question> beforeRestart() {
        Position station = City.ground(-2_400, 600);
        Position accident = City.ground(3_100, -1_900);
        return List.of(
                new Question(
                        "Who is within 500 m of the central station?",
                        "namespace.queryRadius(station, 500, QueryOptions.ALL)",
                        namespace -> rows(namespace.queryRadius(station, 500, QueryOptions.ALL))),
                new Question(
                        "Which four are nearest to an accident?",
                        "namespace.knn(accident, 4)",
                        namespace -> rows(namespace.knn(accident, 4))),
                new Question(
                        "Who is on the 1 km square of the fair grounds?",
                        "namespace.query(box, QueryOptions.ALL)",
                        namespace -> rows(namespace.query(City.box(-6_000, -3_000, 1_000), QueryOptions.ALL))));
    }

    /** The questions of the second half. */
    static List<Question> afterRestart() {
        Position airport = City.ground(7_000, -7_000);
        return List.of(
                new Question(
                        "Which drones fly between 60 m and 120 m within 2 km of the airport?",
                        "namespace.queryWithinCylinder(airport, 60, 120, 2_000, QueryOptions.ALL)",
                        namespace -> rows(namespace.queryWithinCylinder(airport, 60, 120, 2_000, QueryOptions.ALL))),
                new Question(
                        "Who is in the old town (a polygon of six corners)?",
                        "namespace.query(oldTown, QueryOptions.ALL)",
                        namespace -> rows(namespace.query(City.hexagon(400, 300, 900), QueryOptions.ALL))),
                new Question(
                        "Where has the first drone been, before the restart and since?",
                        "namespace.queryTrajectory(\"drone-00008\", Instant.MIN, Instant.MAX, 1_000_000)",
                        Question::track));
    }

    private static List<String> rows(List<? extends Located> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(Texts.count(rows.size()) + (rows.size() == 1 ? " object" : " objects"));
        for (Located row : rows.subList(0, Math.min(ROWS_SHOWN, rows.size()))) {
            String distance = row instanceof Neighbor neighbor ? Texts.distance(neighbor.distanceMeters()) : "";
            String altitude = row.position().hasAlt()
                    ? String.format(Locale.ROOT, "%4.0f m up", row.position().altOrNaN())
                    : "";
            lines.add(String.format(
                            Locale.ROOT,
                            "%-12s %9s  %.5f, %.5f %10s  %s",
                            row.objectId(),
                            distance,
                            row.position().lon(),
                            row.position().lat(),
                            altitude,
                            row.metadata())
                    .stripTrailing());
        }
        if (rows.size() > ROWS_SHOWN) {
            lines.add("…");
        }
        return lines;
    }

    private static List<String> track(Namespace namespace) {
        List<TrackPoint> track = namespace.queryTrajectory("drone-00008", Instant.MIN, Instant.MAX, 1_000_000);
        if (track.isEmpty()) {
            return List.of("nothing is recorded of it");
        }
        double meters = 0;
        for (int i = 1; i < track.size(); i++) {
            meters += distance(track.get(i - 1).position(), track.get(i).position());
        }
        Position now = track.get(0).position();
        return List.of(
                Texts.count(track.size()) + " positions from "
                        + track.get(track.size() - 1).timestamp() + " to "
                        + track.get(0).timestamp(),
                String.format(
                        Locale.ROOT,
                        "%s flown, now at %.5f, %.5f, %.0f m up",
                        Texts.distance(meters),
                        now.lon(),
                        now.lat(),
                        now.altOr(0)));
    }

    private static double distance(Position a, Position b) {
        return Haversine.meters(a.lon(), a.lat(), b.lon(), b.lat());
    }
}
