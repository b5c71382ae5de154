package io.spatio.testkit.engine;

import io.spatio.Metadata;
import io.spatio.QueryOptions;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.testkit.generators.Areas;
import io.spatio.testkit.generators.Generator;
import io.spatio.testkit.generators.Places;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Random writes and queries for databases: few objects and few times, so that they meet. */
final class DatabaseGenerators {
    private static final List<String> NAMES = List.of("fleet", "fleet", "a:", "a");
    private static final List<String> IDS = makeIds();

    private DatabaseGenerators() {}

    private static final long MILLIS_OF_A_DAY = 86_400_000;

    private static List<String> makeIds() {
        List<String> ids = new ArrayList<>(List.of("b", ":b", "\uD83D\uDE9A", "\uFFFD", "a::b", "line\nbreak\0"));
        for (int i = 0; i < 18; i++) {
            ids.add("truck-" + i);
        }
        return ids;
    }

    static Generator<String> names() {
        return Generator.pickFrom(NAMES);
    }

    static Generator<String> ids() {
        return Generator.pickFrom(IDS);
    }

    static Generator<Instant> times() {
        Instant start = ModelledDatabase.START;
        return Generator.oneOf(
                Generator.integers(-5, 5).map(start::plusSeconds),
                Generator.integers(0, 3).map(i -> start.plusNanos(i * 700L)),
                Generator.integers(0, 5).map(i -> Instant.EPOCH.plusMillis(i * 10L - 20)),
                Generator.pick(
                        start,
                        Instant.parse("1931-05-06T07:08:09.123456789Z"),
                        Instant.parse("2080-01-01T00:00:00Z"),
                        Instant.parse("-9999-01-01T00:00:00Z")));
    }

    private static Generator<Instant> rangeEnds() {
        return Generator.oneOf(times(), Generator.pick(Instant.MIN, Instant.MAX));
    }

    static Generator<Metadata> metadata() {
        return Generator.pick(
                Metadata.NONE,
                Metadata.json("{}"),
                Metadata.json(" {\"driver\": \"Ann\" }"),
                Metadata.json("null"),
                Metadata.json("[1.50,\"ü\uD83D\uDE9A\"]"));
    }

    static Generator<Update> updates() {
        return ids().with(Places.positions(), Update::of)
                .with(metadata(), (u, m) -> new Update(u.objectId(), u.position(), m, null))
                .with(
                        Generator.oneOf(times().map(List::of), Generator.pick(List.<Instant>of())),
                        (u, t) -> new Update(u.objectId(), u.position(), u.metadata(), t.isEmpty() ? null : t.get(0)));
    }

    static Generator<QueryOptions> options() {
        Generator<QueryOptions> limits = Generator.pick(Integer.MAX_VALUE, 0, 1, 2, 3, 5, 10, 1_000_000_000)
                .map(QueryOptions::limit);
        return Generator.oneOf(
                limits,
                limits,
                limits.map(QueryOptions::excludeSelf),
                limits.map(QueryOptions::unordered),
                limits.with(ids(), QueryOptions::after));
    }

    static Generator<DatabaseAction> actions() {
        Generator<DatabaseAction> upsert = names().then(name -> updates()
                .with(
                        Generator.pick(false, false, true),
                        (u, byHandle) -> new DatabaseAction.Upsert(
                                name, u.objectId(), u.position(), u.metadata(), u.timestamp(), byHandle)));
        Generator<DatabaseAction> batch =
                names().with(Generator.lists(updates(), 0, 30), DatabaseAction.UpsertAll::new);
        Generator<TrackPoint> points = times().with(Places.positions(), TrackPoint::of)
                .with(metadata(), (p, m) -> TrackPoint.of(p.timestamp(), p.position(), m));
        Generator<DatabaseAction> trajectory = names().then(name -> ids().with(
                        Generator.lists(points, 0, 8),
                        (id, list) -> new DatabaseAction.InsertTrajectory(name, id, list)));
        Generator<DatabaseAction> delete = names().with(ids(), DatabaseAction.Delete::new);
        Generator<DatabaseAction> deleteAt =
                names().then(name -> ids().with(times(), (id, t) -> new DatabaseAction.DeleteAt(name, id, t)));
        Generator<DatabaseAction> erase = names().with(ids(), DatabaseAction.Erase::new);
        Generator<DatabaseAction> rare = Generator.oneOf(
                erase,
                erase,
                names().map(DatabaseAction.Drop::new),
                Generator.longs(1, 4000).map(DatabaseAction.Wait::new),
                Generator.longs(1, 400).map(DatabaseAction.SetBack::new),
                Generator.longs(1, 20).map(days -> new DatabaseAction.Wait(days * MILLIS_OF_A_DAY)));
        Generator<DatabaseAction> keeping = Generator.pick(
                new DatabaseAction.Reopen(),
                new DatabaseAction.Reopen(),
                new DatabaseAction.Sync(),
                new DatabaseAction.Compact(),
                new DatabaseAction.Snapshot());
        return Generator.oneOf(
                upsert,
                upsert,
                upsert,
                batch,
                batch,
                trajectory,
                delete,
                deleteAt,
                rare,
                keeping,
                query(),
                query(),
                around(),
                history(),
                measure());
    }

    private static Generator<DatabaseAction> query() {
        Generator<DatabaseAction> area =
                names().then(name -> Areas.areas().with(options(), (a, o) -> new DatabaseAction.Query(name, a, o)));
        Generator<DatabaseAction> knn =
                names().then(name -> Places.positions().with(options(), (p, o) -> new DatabaseAction.Knn(name, p, o)));
        return Generator.oneOf(area, area, knn);
    }

    private static Generator<DatabaseAction> around() {
        return names().then(name -> ids().then(id ->
                Areas.radii().with(options(), (meters, o) -> new DatabaseAction.Around(name, id, meters, o))));
    }

    private static Generator<DatabaseAction> history() {
        Generator<Integer> limits = Generator.pick(Integer.MAX_VALUE, 0, 1, 2, 5);
        Generator<DatabaseAction> track = names().then(
                        name -> ids().then(id -> rangeEnds().then(from -> rangeEnds()
                                .with(limits, (to, limit) -> new DatabaseAction.Track(name, id, from, to, limit)))));
        Generator<DatabaseAction> during = names().then(
                        name -> Areas.areas().then(area -> rangeEnds().then(from -> rangeEnds()
                                .with(limits, (to, limit) -> new DatabaseAction.During(name, area, from, to, limit)))));
        return Generator.oneOf(track, during);
    }

    private static Generator<DatabaseAction> measure() {
        return names().then(name -> ids().then(id ->
                ids().with(Places.positions(), (other, place) -> new DatabaseAction.Measure(name, id, other, place))));
    }
}
