package io.spatio.benchmarks.contestant;

import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.benchmarks.world.SplitMix;
import io.spatio.benchmarks.world.Walk;
import io.spatio.benchmarks.world.World;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Our database in memory, called as a user calls it. */
final class EngineContestant implements Contestant {
    private static final String NAMESPACE = "bench";
    private static final int ALL = Integer.MAX_VALUE;

    private final World world;
    private final Walk walk;
    private final Database database;
    private final SplitMix random = new SplitMix(7);
    private final long openingNanos;
    private Spatio spatio;
    private Namespace namespace;
    private final IntSupplier objects;
    private int nextInOrder;
    private @Nullable HourTracks hours;
    private @Nullable Followed followed;

    EngineContestant(World world, Database database) {
        this.world = world;
        this.walk = new Walk(world);
        this.objects = world.isLattice() ? this::inOrder : () -> random.below(world.size());
        this.database = database;
        long start = System.nanoTime();
        spatio = database.open();
        openingNanos = System.nanoTime() - start;
        namespace = spatio.namespace(NAMESPACE);
    }

    private void reopen() {
        spatio.close();
        walk.restart();
        nextInOrder = 0;
        spatio = database.open();
        namespace = spatio.namespace(NAMESPACE);
    }

    @Override
    public void load() {
        upsertAll();
    }

    private Writes writesOfAll() {
        int[] next = {0};
        return new Writes(world, walk, namespace, () -> next[0]++, false);
    }

    /** A new database with every object of the world; what it takes is the figure of upserts. */
    private Lap upsertAll() {
        reopen();
        return BlockClock.counted(world.size(), Long.MAX_VALUE, writesOfAll());
    }

    @Override
    public int[] within(double lon, double lat, double radiusMeters) {
        return numbers(namespace.queryRadius(Position.of(lon, lat), radiusMeters, ALL));
    }

    @Override
    public int[] nearest(double lon, double lat, int k) {
        return numbers(namespace.knn(Position.of(lon, lat), k));
    }

    private int[] numbers(List<Neighbor> neighbors) {
        return neighbors.stream()
                .mapToInt(neighbor -> world.number(neighbor.objectId()))
                .toArray();
    }

    @Override
    public Lap run(Work work) {
        Reads reads = new Reads(world, walk, namespace, objects);
        return switch (work.name()) {
            case "upsert" -> upsertAll();
            case "update" -> timed(work, new Writes(world, walk, namespace, objects, true));
            case "get" -> timed(work, reads.gets());
            case "radius" -> timed(work, reads.radius(work.parameter()));
            case "knn" -> timed(work, reads.nearest((int) work.parameter()));
            case "distance" -> timed(work, reads.distances());
            case "track" -> timed(work, new TrackReads(namespace, (int) work.parameter()));
            case "hours" -> timed(work, hours());
            case "mixed" -> new MixedLap(world, walk, namespace).run(work);
            default -> throw new UnsupportedOperationException("no work " + work.name());
        };
    }

    private int inOrder() {
        int object = nextInOrder;
        nextInOrder = object + 1 == world.size() ? 0 : object + 1;
        return object;
    }

    private static Lap timed(Work work, Block block) {
        return BlockClock.timed(work.budgetNanos(), block);
    }

    @Override
    public Map<String, Object> ask(String question, String[] arguments) {
        return switch (question) {
            case "opened" -> Map.of("nanos", openingNanos, "objects", namespace.count());
            case "follow" -> follow(arguments[0]);
            case "held" -> Map.of("bytes", Heap.usedBytes());
            case "heap" -> heap(arguments[0].equals("plain"));
            case "update" -> sustained(Long.parseLong(arguments[0]));
            case "fill-hours" -> fillHours(arguments[0].equals("mixed"), Integer.parseInt(arguments[1]));
            case "check-hours" -> Map.of("wrong", hours().wrong(Integer.parseInt(arguments[0])));
            default -> new StoreQuestions(spatio, namespace).answer(question, arguments);
        };
    }

    /** Ends who followed before, and begins another, or none. */
    private Map<String, Object> follow(String policy) {
        Followed before = followed;
        long told = 0;
        if (before != null) {
            before.close();
            told = before.told();
        }
        followed = policy.equals("none") ? null : Followed.begin(spatio, policy);
        return Map.of("told", told);
    }

    /** The heap of all objects, which come into an empty database, and of it what the store says that history takes. */
    private Map<String, Object> heap(boolean plain) {
        reopen();
        long before = Heap.usedBytes();
        BlockClock.counted(world.size(), Long.MAX_VALUE, plain ? writesOfAll().withoutMetadata() : writesOfAll());
        long bytes = Heap.usedBytes() - before;
        Object history = spatio.stats().store().details().get("bytes");
        return Map.of("bytes", bytes, "history_bytes", history == null ? 0L : history, "objects", world.size());
    }

    private Map<String, Object> fillHours(boolean mixed, int points) {
        HourTracks filled = new HourTracks(namespace, mixed, points);
        hours = filled;
        long start = System.nanoTime();
        filled.fill();
        return Map.of("nanos", System.nanoTime() - start);
    }

    private HourTracks hours() {
        if (hours == null) {
            throw new IllegalStateException("fill-hours comes first");
        }
        return hours;
    }

    private Map<String, Object> sustained(long operations) {
        long start = System.nanoTime();
        Lap lap = BlockClock.counted(operations, Long.MAX_VALUE, new Writes(world, walk, namespace, objects, true));
        return Map.of("operations", lap.operations(), "nanos", lap.nanos(), "wall_nanos", System.nanoTime() - start);
    }

    @Override
    public void close() {
        spatio.close();
    }
}
