package io.spatio.testkit.changes;

import io.spatio.Area;
import io.spatio.ChangesRequest;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.Timestamps;
import io.spatio.Update;
import io.spatio.Written;
import io.spatio.testkit.harness.Threads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Random writers on few objects, and subscribers of every kind beside them: each must be told a gapless ascending sequence, or an
 * honest loss, and know the state at the end. Every position is written once, so that it tells which write it is of.
 */
public final class ChangesCheck {
    private static final String[] NAMESPACES = {"fleet", "depot"};
    private static final String[] IDS = {"a", "b", "c", "d"};
    private static final String LAST = "last";
    private static final int WRITERS = 3;
    private static final int FOLLOWERS = 3;
    private static final int WRITES = 120;
    private static final int COMINGS = 30;
    private static final Area WEST = Area.box(-180, -90, 0, 90);
    private static final long BASE_MICROS = Timestamps.toMicros(Instant.parse("2026-03-01T00:00:00Z"));

    private final Spatio database;
    private final boolean keepsWindow;
    private final Random random;
    private final ToldChanges told = new ToldChanges();
    private final AtomicInteger steps = new AtomicInteger();

    private ChangesCheck(Spatio database, boolean keepsWindow, long seed) {
        this.database = database;
        this.keepsWindow = keepsWindow;
        this.random = new Random(seed);
    }

    /**
     * Runs one round on an empty database.
     *
     * @param keepsWindow whether it keeps enough changes for every subscriber to continue
     */
    public static void run(Spatio database, boolean keepsWindow, long seed) {
        new ChangesCheck(database, keepsWindow, seed).run();
    }

    private void run() {
        for (String name : NAMESPACES) {
            upsert(database.namespace(name), "a", Instant.EPOCH);
        }
        List<Follower> followers = new ArrayList<>();
        List<Threads.Task> tasks = new ArrayList<>();
        CountDownLatch writing = new CountDownLatch(WRITERS);
        int many = random.nextInt(3) == 0 ? 1 : FOLLOWERS;
        CountDownLatch beginning = new CountDownLatch(many);
        for (int i = 0; i < WRITERS; i++) {
            Random own = new Random(random.nextLong());
            tasks.add(() -> {
                try {
                    for (int n = 0; n < WRITES; n++) {
                        write(own);
                    }
                } finally {
                    writing.countDown();
                }
            });
        }
        tasks.add(() -> {
            writing.await();
            beginning.await();
            for (String name : NAMESPACES) {
                upsert(database.namespace(name), LAST, Instant.EPOCH);
            }
        });
        for (int i = 0; i < many; i++) {
            Random own = new Random(random.nextLong());
            tasks.add(() -> follow(begin(followers, beginning, own, many == 1 ? COMINGS : 0)));
        }
        Threads.runAll(tasks);
        List<ToldChange> inOrder = told.inOrder();
        followers.forEach(follower -> follower.check(inOrder));
    }

    private Follower begin(List<Follower> followers, CountDownLatch beginning, Random own, int comings) {
        ChangesRequest request = request(own);
        boolean mayLose = !keepsWindow || request.bound() < ChangesRequest.DEFAULT_BOUND;
        try {
            Follower follower = new Follower(database, request, told, mayLose, own.nextLong());
            synchronized (followers) {
                followers.add(follower);
            }
            follower.comeAndGo(comings);
            return follower;
        } finally {
            beginning.countDown();
        }
    }

    private static void follow(Follower follower) {
        String name = follower.request().namespace();
        follower.run(name == null ? NAMESPACES[NAMESPACES.length - 1] : name, LAST);
    }

    private static ChangesRequest request(Random own) {
        ChangesRequest request = ChangesRequest.ALL;
        if (own.nextInt(3) > 0) {
            request = ChangesRequest.ofNamespace(NAMESPACES[own.nextInt(NAMESPACES.length)]);
            request = own.nextInt(3) == 0 ? request.ofObjects(List.of("a", "c", LAST)) : request;
            request = own.nextInt(2) == 0 ? request.inside(WEST) : request;
        }
        request = own.nextBoolean() ? request.fromCurrentState() : request;
        if (own.nextBoolean()) {
            return request.latestPerObject();
        }
        request = own.nextBoolean() ? request.recorded() : request;
        return own.nextInt(4) == 0 ? request.keepingAll(10) : request;
    }

    private void write(Random own) {
        String name = NAMESPACES[own.nextInt(NAMESPACES.length)];
        Namespace namespace = database.namespace(name);
        String id = IDS[own.nextInt(IDS.length)];
        Instant time = Timestamps.toInstant(BASE_MICROS + steps.get() + own.nextInt(20) - 10);
        switch (own.nextInt(24)) {
            case 0 -> told.end(name, id, namespace.erase(id));
            case 1 -> told.end(name, null, own.nextBoolean() ? namespace.drop() : 0);
            case 2, 3 -> told.delete(name, id, namespace.delete(id));
            case 4 -> told.delete(name, id, namespace.delete(id, time));
            case 5, 6, 7 -> batch(namespace, own);
            case 8 -> repeat(namespace, id, time);
            default -> upsert(namespace, id, time);
        }
    }

    private Position place() {
        int step = steps.incrementAndGet();
        return Position.of(step * 37 % 300 - 150, step * 0.001 % 80);
    }

    /** West of the prime meridian, so that a follower of the area is told of the last. */
    private Position westOf(String id, Position place) {
        return id.equals(LAST) ? Position.of(-Math.abs(place.lon()) - 0.5, place.lat()) : place;
    }

    private void upsert(Namespace namespace, String id, Instant time) {
        Position place = westOf(id, place());
        told.upsert(namespace.name(), id, place, namespace.upsert(id, place, Metadata.NONE, time));
    }

    private void repeat(Namespace namespace, String id, Instant time) {
        Position place = place();
        told.upsert(namespace.name(), id, place, namespace.upsert(id, place, Metadata.NONE, time));
        Written again = namespace.upsert(id, place, Metadata.NONE, time);
        told.upsert(namespace.name(), id, place, again);
    }

    private void batch(Namespace namespace, Random own) {
        List<Update> updates = new ArrayList<>();
        for (int i = 1 + own.nextInt(6); i > 0; i--) {
            Instant time = Timestamps.toInstant(BASE_MICROS + steps.get() + own.nextInt(20) - 10);
            updates.add(Update.of(IDS[own.nextInt(IDS.length)], place(), Metadata.NONE, time));
        }
        List<Written> written = namespace.upsertAll(updates);
        for (int i = 0; i < written.size(); i++) {
            Update update = updates.get(i);
            told.upsert(namespace.name(), update.objectId(), update.position(), written.get(i));
        }
    }
}
