package io.spatio.testkit.engine;

import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.testkit.model.ModelDatabase;
import io.spatio.testkit.model.Moments;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One of several writers of a database that is copied meanwhile, with objects and a namespace that are its own; it keeps
 * every version of them. Its n-th call is place 2n of an order of its own; while it drops its namespace, at place 2n − 1,
 * objects are there or not. One thread writes; others look under {@link #lock}.
 */
final class CopyWriter {
    private static final int OBJECTS = 5;
    private static final String SHARED = "shared";

    /** An object's name. */
    record Key(String namespace, String objectId) {}

    /** What an object is from a place on, and surely by another. */
    private record Version(long from, long by, What what) {}

    /** What a database says of an object. */
    record What(Optional<Location> current, List<TrackPoint> track) {
        static What of(Spatio database, Key key) {
            Namespace namespace = database.namespace(key.namespace());
            return new What(
                    namespace.get(key.objectId()),
                    List.copyOf(
                            namespace.queryTrajectory(key.objectId(), Instant.MIN, Instant.MAX, Integer.MAX_VALUE)));
        }
    }

    private final Spatio database;
    private final ModelDatabase model;
    private final Instant start;
    private final Random random;
    private final String own;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<Key, List<Version>> versions = new LinkedHashMap<>();
    private final List<Key> keys;
    private final AtomicLong calls = new AtomicLong();

    CopyWriter(Spatio database, int writer, InstantSource clock, Random random) {
        this.database = database;
        this.random = random;
        model = new ModelDatabase(clock);
        start = clock.instant();
        own = "of-writer-" + writer;
        for (int i = 0; i < OBJECTS; i++) {
            versions.put(new Key(SHARED, "writer-" + writer + "-object-" + i), new ArrayList<>());
            versions.put(new Key(own, "object-" + i), new ArrayList<>());
        }
        keys = List.copyOf(versions.keySet());
        keys.forEach(key -> note(key, 0, 0));
    }

    ReentrantLock lock() {
        return lock;
    }

    List<Key> keys() {
        return keys;
    }

    /** The place of the last call that has returned. */
    long place() {
        return 2 * calls.get();
    }

    void write() {
        lock.lock();
        try {
            long place = 2 * (calls.get() + 1);
            Key key = keys.get(random.nextInt(keys.size()));
            int choice = random.nextInt(100);
            if (choice < 20) {
                database.namespace(key.namespace()).erase(key.objectId());
                model.erase(key.namespace(), key.objectId());
                note(key, place, place);
            } else if (choice < 23) {
                database.namespace(own).drop();
                model.drop(own);
                keys.stream().filter(k -> k.namespace().equals(own)).forEach(k -> note(k, place - 1, place));
            } else if (choice < 33) {
                Instant time = time();
                database.namespace(key.namespace()).delete(key.objectId(), time);
                model.deleteAt(key.namespace(), key.objectId(), io.spatio.Timestamps.toMicros(time));
                note(key, place, place);
            } else {
                upsert(key, choice < 50 ? 4 : 1, place);
            }
            calls.incrementAndGet();
        } finally {
            lock.unlock();
        }
    }

    private Instant time() {
        return start.plusMillis(random.nextInt(20));
    }

    private void upsert(Key key, int count, long place) {
        List<Update> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Position position = Position.of(random.nextInt(360) - 180, random.nextInt(180) - 90);
            batch.add(Update.of(key.objectId(), position, Metadata.of("n", place + i), time()));
        }
        database.namespace(key.namespace()).upsertAll(batch);
        for (Update update : batch) {
            Instant time = update.timestamp();
            model.upsert(
                    key.namespace(),
                    key.objectId(),
                    update.position(),
                    update.metadata(),
                    io.spatio.Timestamps.toMicros(time == null ? start : time));
        }
        note(key, place, place);
    }

    private void note(Key key, long from, long by) {
        List<TrackPoint> track =
                new ArrayList<>(model.track(key.namespace(), key.objectId(), Long.MIN_VALUE, Long.MAX_VALUE));
        java.util.Collections.reverse(track);
        versions.getOrDefault(key, new ArrayList<>())
                .add(new Version(from, by, new What(model.get(key.namespace(), key.objectId()), List.copyOf(track))));
    }

    /** Throws where a copy is no moment of this writer's objects, from a place on. */
    void check(Spatio copy, long least) {
        Moments<Key> moments = new Moments<>();
        versions.forEach((key, history) -> {
            What held = What.of(copy, key);
            List<Moments.Span> spans = new ArrayList<>();
            for (int i = 0; i < history.size(); i++) {
                long to = i + 1 < history.size() ? history.get(i + 1).by() : Long.MAX_VALUE;
                if (history.get(i).what().equals(held)) {
                    spans.add(new Moments.Span(history.get(i).from(), to, i));
                }
            }
            moments.add(key, spans);
        });
        moments.find(least);
        versions.values()
                .forEach(history -> history.subList(0, history.size() - 1).clear());
    }
}
