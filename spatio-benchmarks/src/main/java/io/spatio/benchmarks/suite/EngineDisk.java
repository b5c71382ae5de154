package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Child;
import io.spatio.benchmarks.process.Reply;
import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.Figure;
import io.spatio.benchmarks.run.Measure;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.world.World;
import io.spatio.benchmarks.world.WorldFile;
import io.spatio.benchmarks.world.Worlds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Updates on disk, forced every second, for as long as flush and compaction need to keep up: 50 million, 2 million when
 * quick. As in any lap, the updates are made ready outside the clock; the rate by the wall clock, which takes that in, stands
 * beside. In parts, between which the original works for a while, in the lattice that is its best case.
 */
final class EngineDisk implements Benchmark {
    private static final String NAME = "engine.disk.update";
    private static final int OBJECTS = 100_000;

    @Override
    public List<String> figures() {
        return List.of(NAME);
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        World world = Worlds.lattice(session.settings().objects(OBJECTS, OBJECTS));
        Path file = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(world, file);
        for (String index : EngineContest.INDEXES) {
            measure(session, index, world, file);
        }
    }

    private static void measure(Session session, String index, World world, Path file) throws IOException {
        int parts = session.settings().quick() ? 4 : 10;
        long updates = session.settings().updates(2_000_000, 50_000_000);
        Path directory = session.newDirectory("disk");
        List<Player> players = new ArrayList<>();
        Child ours = session.launcher()
                .java("kind=engine", "index=" + index, "path=" + directory.resolve("ours"), "world=" + file);
        players.add(Player.ours(index, Player.Strictness.IN_ORDER, ours));
        Optional<Child> original =
                session.launcher().rust("kind=spatio", "path=" + directory.resolve("original/log"), "world=" + file);
        original.ifPresent(child -> players.add(Player.peer(EngineContest.ORIGINAL, child)));
        try (Contest contest = new Contest(session, players)) {
            contest.load(world, new double[] {0.05}, 10);
            session.say("%s: %s, %,d updates", NAME, index, updates);
            List<Reply> laps = new ArrayList<>();
            List<Reply> originalLaps = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                laps.add(ours.ask("update " + Math.max(1, updates / parts)));
                int millis = 3 * session.settings().lapMillis();
                original.ifPresent(child -> originalLaps.add(child.ask(Contest.question("update", 0, millis, 1))));
            }
            double syncing = ours.ask("sync").number("nanos");
            Reply store = ours.ask("store");
            double closing = ours.ask("close").number("nanos") / 1e9;
            Figure figure = Figure.rate(NAME, sustained(laps, "nanos", syncing), "operations/s")
                    .with("spread", spread(laps))
                    .with("index", index)
                    .with("objects", world.size())
                    .with("updates", updates)
                    .with("with_preparation", sustained(laps, "wall_nanos", syncing))
                    .with("segments", store.whole("segments"))
                    .with("close_s", closing);
            if (originalLaps.isEmpty()) {
                figure.notMeasured(EngineContest.ORIGINAL, EngineContest.NO_CARGO);
            } else {
                figure.against(EngineContest.ORIGINAL, sustained(originalLaps, "nanos", 0))
                        .with("peer_spread", spread(originalLaps));
            }
            session.report(figure);
        }
        Session.remove(directory);
    }

    /** All operations by all time, and what the last of them wait for: a part that waits for compaction counts in full. */
    private static double sustained(List<Reply> laps, String clock, double nanosBehind) {
        double operations =
                laps.stream().mapToDouble(lap -> lap.number("operations")).sum();
        return operations
                * 1e9
                / (nanosBehind
                        + laps.stream().mapToDouble(lap -> lap.number(clock)).sum());
    }

    private static double spread(List<Reply> laps) {
        return Measure.of(laps.stream()
                        .mapToDouble(lap -> lap.number("operations") / lap.number("nanos"))
                        .toArray())
                .spread();
    }
}
