package io.spatio.testkit.engine;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Area;
import io.spatio.Deleted;
import io.spatio.HistoryOptions;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.Spatio;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.UpdateColumns;
import io.spatio.UpsertOutcome;
import io.spatio.Written;
import io.spatio.error.StoreException;
import io.spatio.testkit.harness.TemporaryDirectories;
import io.spatio.testkit.harness.TestClock;
import io.spatio.testkit.model.ModelDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database beside its model: every write goes to both and must have the same outcome; checks compare what both say. One
 * thread at a time.
 */
final class ModelledDatabase implements AutoCloseable {
    /** Not a whole microsecond, because the database floors. */
    static final Instant START = Instant.parse("2026-03-01T12:00:00.000000789Z");

    private final DatabaseSource source;
    private final @Nullable Path directory;
    private final TestClock clock = new TestClock(START);
    private final ModelDatabase model = new ModelDatabase(clock);
    private final ToldSequences sequences = new ToldSequences();
    private final TreeSet<String> names = new TreeSet<>();
    private Spatio database;

    ModelledDatabase(DatabaseSource source, @Nullable Path directory) {
        this.source = source;
        this.directory = directory;
        database = open();
    }

    private Spatio open() {
        return source.opener().open(directory, clock, Map.of());
    }

    Spatio database() {
        return database;
    }

    ModelDatabase model() {
        return model;
    }

    TestClock clock() {
        return clock;
    }

    Namespace namespace(String name) {
        names.add(name);
        return database.namespace(name);
    }

    boolean isOnDisk() {
        return directory != null;
    }

    List<Location> current(String name) {
        return model.current(name);
    }

    /** Closes and opens for reading alone. */
    void reopenToRead() {
        database.close();
        database = source.opener().openToRead(directory(), clock);
    }

    /** Where one on disk keeps its data. */
    Path directory() {
        return requireNonNull(directory, "directory");
    }

    /** Closes and opens; nothing in memory. */
    void reopen() {
        if (directory != null) {
            database.close();
            database = open();
        }
    }

    /** Lets the store tidy its files, where it can. */
    void compact() {
        ifAble(database.maintenance()::compact);
    }

    /** Makes a snapshot, where the store can, and checks all of its answers. */
    void checkSnapshot() {
        if (directory == null) {
            return;
        }
        Path parent = TemporaryDirectories.create(source.parent().get());
        Path copy = parent.resolve("copy");
        if (ifAble(() -> database.maintenance().snapshot(copy))) {
            Spatio original = database;
            try (Spatio copied = source.opener().open(copy, clock, Map.of())) {
                database = copied;
                checkAll();
            } finally {
                database = original;
            }
        }
        TemporaryDirectories.delete(parent);
    }

    /** Uses a power of the store; false where it lacks it. */
    static boolean ifAble(Runnable power) {
        try {
            power.run();
            return true;
        } catch (StoreException e) {
            assertEquals(
                    StoreException.class,
                    e.getClass(),
                    () -> "a power that is lacking is a plain StoreException: " + e);
            return false;
        }
    }

    // ---- writes -----------------------------------------------------------------------------------------------

    void upsert(String name, String id, Position position, Metadata metadata, @Nullable Instant time) {
        Namespace namespace = namespace(name);
        Written written = time == null
                ? namespace.upsert(id, position, metadata)
                : namespace.upsert(id, position, metadata, time);
        requireWritten(name, new Update(id, position, metadata, time), written, "upsert");
    }

    void upsert(String name, String id, Position position) {
        upsert(name, id, position, Metadata.NONE, null);
    }

    void upsertByHandle(String name, String id, Position position, Metadata metadata, @Nullable Instant time) {
        var handle = namespace(name).object(id);
        Written written = time == null ? handle.upsert(position, metadata) : handle.upsert(position, metadata, time);
        requireWritten(name, new Update(id, position, metadata, time), written, "upsert by handle");
        assertEquals(model.get(name, id), handle.get(), () -> "get by handle of " + id);
    }

    void upsertAll(String name, List<Update> updates) {
        boolean asColumns = updates.size() % 2 == 1;
        List<Written> written = asColumns
                ? namespace(name).upsertAll(columns(updates))
                : namespace(name).upsertAll(updates);
        requireWritten(name, updates, written, "upsertAll");
    }

    void insertTrajectory(String name, String id, List<TrackPoint> points) {
        List<Update> updates = points.stream()
                .map(point -> Update.of(id, point.position(), point.metadata(), point.timestamp()))
                .toList();
        requireWritten(name, updates, namespace(name).insertTrajectory(id, points), "insertTrajectory");
    }

    private void requireWritten(String name, List<Update> updates, List<Written> written, String what) {
        assertEquals(updates.size(), written.size(), "answers of " + what);
        for (int i = 0; i < updates.size(); i++) {
            requireWritten(name, updates.get(i), written.get(i), "element " + i + " of " + what);
        }
    }

    /** Gives the model what was written, and checks what the database said of it. */
    private void requireWritten(String name, Update update, Written written, String what) {
        String id = update.objectId();
        long micros = micros(name, id, update.timestamp());
        UpsertOutcome expected = model.upsert(name, id, update.position(), update.metadata(), micros);
        assertEquals(expected, written.outcome(), () -> what + " of " + id);
        sequences.upsert(name, id, written);
    }

    void delete(String name, String id) {
        Deleted deleted = namespace(name).delete(id);
        assertEquals(model.delete(name, id, micros(null)), deleted.ended(), () -> "delete of " + id);
        sequences.delete(id, deleted);
    }

    void deleteAt(String name, String id, Instant time) {
        Deleted deleted = namespace(name).delete(id, time);
        assertEquals(
                model.deleteAt(name, id, micros(time)), deleted.outcome(), () -> "delete at " + time + " of " + id);
        sequences.delete(id, deleted);
    }

    void erase(String name, String id) {
        sequences.requireStored(model.erase(name, id), namespace(name).erase(id), "an erase of " + id);
    }

    void drop(String name) {
        sequences.requireStored(!model.known(name).isEmpty(), namespace(name).drop(), "a drop of " + name);
        model.drop(name);
    }

    void sync() {
        long durable = database.sync();
        assertTrue(
                directory == null ? durable == 0 : durable >= sequences.last(),
                () -> "sync() tells " + durable + " after " + sequences.last());
    }

    private long micros(String name, String id, @Nullable Instant time) {
        return time == null ? model.timeOf(name, id, micros(null)) : micros(time);
    }

    private long micros(@Nullable Instant time) {
        return Timestamps.toMicros(time == null ? clock.instant() : time);
    }

    // ---- checks -----------------------------------------------------------------------------------------------

    void checkAll() {
        assertEquals(model.namespaces(), database.namespaces(), "namespaces()");
        for (String name : names) {
            checkCurrent(name);
            for (String id : model.known(name)) {
                checkObject(name, id);
                checkTrack(name, id, Instant.MIN, Instant.MAX, Integer.MAX_VALUE);
            }
        }
    }

    void checkObject(String name, String id) {
        Optional<Location> expected = model.get(name, id);
        assertEquals(expected, database.namespace(name).get(id), () -> "get of " + id + " in " + name);
        assertEquals(expected.isPresent(), database.namespace(name).exists(id), () -> "exists of " + id);
    }

    void checkCurrent(String name) {
        List<Location> expected = model.current(name);
        Namespace namespace = database.namespace(name);
        assertEquals(expected.size(), namespace.count(), () -> "count of " + name);
        Map<String, Location> visited = new TreeMap<>();
        namespace.forEach(row -> {
            Location location = Rows.location(row);
            assertEquals(null, visited.put(location.objectId(), location), "forEach visited an object twice");
            sequences.requireCurrent(name, location.objectId(), row.sequence());
            return true;
        });
        Map<String, Location> byId = expected.stream().collect(Collectors.toMap(Location::objectId, l -> l));
        assertEquals(new TreeMap<>(byId), visited, () -> "forEach of " + name);
        List<String> asked = new ArrayList<>(byId.keySet());
        asked.add("nobody has this id");
        Map<String, Location> got = namespace.getAll(asked);
        assertEquals(byId, got, () -> "getAll of " + name);
        assertEquals(asked.subList(0, asked.size() - 1), List.copyOf(got.keySet()), "getAll in the order asked");
        List<Location> shown = new ArrayList<>();
        namespace.getAll(asked, QueryOptions.ALL, row -> {
            sequences.requireCurrent(name, row.objectId(), row.sequence());
            return shown.add(Rows.location(row));
        });
        assertEquals(List.copyOf(got.values()), shown, "getAll row by row");
    }

    void checkTrack(String name, String id, Instant from, Instant to, int limit) {
        List<TrackPoint> expected = new ArrayList<>(
                model.track(name, id, Timestamps.toMicrosSaturated(from), Timestamps.toMicrosSaturated(to)));
        String what = "trajectory of " + id + " in " + name + " from " + from + " to " + to;
        Namespace namespace = database.namespace(name);
        try (Stream<TrackPoint> stream = namespace.streamTrajectory(id, from, to)) {
            assertEquals(expected, stream.toList(), what + ", as a stream, oldest first");
        }
        Collections.reverse(expected);
        try (Stream<TrackPoint> stream = namespace.streamTrajectory(id, from, to, TrackOrder.NEWEST_FIRST)) {
            assertEquals(expected, stream.toList(), what + ", as a stream, newest first");
        }
        Results<TrackPoint> answer = namespace.queryTrajectory(id, from, to, limit);
        int kept = Math.min(limit, expected.size());
        assertEquals(expected.subList(0, kept), List.copyOf(answer), what + ", limit " + limit);
        assertEquals(expected.size() > kept, answer.truncated(), what + ": truncated() with limit " + limit);
    }

    /** Reads a trajectory page by page, in both directions. */
    void checkPages(String name, String id, int size) {
        for (TrackOrder order : TrackOrder.values()) {
            List<TrackPoint> expected = new ArrayList<>(model.track(name, id, Long.MIN_VALUE, Long.MAX_VALUE));
            if (order == TrackOrder.NEWEST_FIRST) {
                Collections.reverse(expected);
            }
            HistoryOptions options = HistoryOptions.limit(size).inOrder(order);
            Results<TrackPoint> page = database.namespace(name).queryTrajectory(id, Instant.MIN, Instant.MAX, options);
            List<TrackPoint> paged = new ArrayList<>(page);
            while (page.truncated()) {
                HistoryOptions next = options.after(page.get(page.size() - 1));
                page = database.namespace(name).queryTrajectory(id, Instant.MIN, Instant.MAX, next);
                try (Stream<TrackPoint> stream =
                        database.namespace(name).streamTrajectory(id, Instant.MIN, Instant.MAX, next)) {
                    assertEquals(List.copyOf(page), stream.toList(), () -> "a page of " + id + " as a stream");
                }
                assertTrue(!page.isEmpty() && page.size() <= size, "a page after truncated() has rows");
                paged.addAll(page);
            }
            assertEquals(expected, paged, () -> "pages of " + size + " of " + id + ", " + order);
        }
    }

    /** What the database says of all it was ever given, to be compared with what another says. */
    List<Object> answers() {
        List<Object> answers = new ArrayList<>(model.namespaces());
        for (String name : names) {
            Namespace namespace = database.namespace(name);
            answers.add(namespace.query(Area.Box.WORLD, QueryOptions.limit(Integer.MAX_VALUE)));
            answers.add(namespace.queryDuring(Area.Box.WORLD, Instant.MIN, Instant.MAX, Integer.MAX_VALUE));
            for (String id : model.known(name)) {
                answers.add(namespace.get(id));
                answers.add(namespace.queryTrajectory(id, Instant.MIN, Instant.MAX, Integer.MAX_VALUE));
            }
        }
        return answers;
    }

    @Override
    public void close() {
        database.close();
    }

    private static UpdateColumns columns(List<Update> updates) {
        int size = updates.size();
        String[] ids = new String[size];
        double[] lons = new double[size];
        double[] lats = new double[size];
        double[] alts = new double[size];
        long[] micros = new long[size];
        Metadata[] metadata = new Metadata[size];
        for (int i = 0; i < size; i++) {
            Update update = updates.get(i);
            ids[i] = update.objectId();
            lons[i] = update.position().lon();
            lats[i] = update.position().lat();
            alts[i] = update.position().altOrNaN();
            Instant timestamp = update.timestamp();
            micros[i] = timestamp == null ? UpdateColumns.NO_TIME : Timestamps.toMicros(timestamp);
            metadata[i] = update.metadata();
        }
        return UpdateColumns.of(ids, lons, lats)
                .withAltsOrNaN(alts)
                .withTimestampMicros(micros)
                .withMetadata(metadata);
    }
}
