package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Child;
import io.spatio.benchmarks.process.Reply;
import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.Figure;
import io.spatio.benchmarks.run.Measure;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.run.Settings;
import io.spatio.benchmarks.world.BruteForce;
import io.spatio.benchmarks.world.World;
import io.spatio.benchmarks.world.WorldFile;
import io.spatio.benchmarks.world.Worlds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Two threads against one, nine updates to a radius query of ten hits, in a city at random. */
final class Scaling implements Benchmark {
    private static final int HITS = 10;
    private static final int THREADS = 2;

    @Override
    public List<String> figures() {
        return List.of("index.geohash.scaling", "engine.scaling");
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        World world = Worlds.city(session.settings().objects(100_000, 1_000_000));
        double radius = new BruteForce(world).radiusOfMeanHits(HITS);
        Path file = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(world, file);
        for (String name : chosen) {
            if (name.equals("index.geohash.scaling")) {
                measure(session, name, "index", "geohash", world, file, radius);
            } else {
                for (String index : EngineContest.INDEXES) {
                    measure(session, name, "engine", index, world, file, radius);
                }
            }
        }
    }

    private static void measure(
            Session session, String name, String kind, String index, World world, Path file, double radius) {
        Settings settings = session.settings();
        Player.Strictness strictness = kind.equals("engine") ? Player.Strictness.IN_ORDER : Player.Strictness.AS_A_SET;
        Child child = session.launcher().java("kind=" + kind, "index=" + index, "world=" + file);
        try (Contest contest = new Contest(session, List.of(Player.ours(index, strictness, child)))) {
            contest.load(world, new double[] {radius}, HITS);
            session.say("%s: %s, 1 and %d threads", name, index, THREADS);
            Laps one = new Laps();
            Laps more = new Laps();
            child.ask(Contest.question("mixed", radius, settings.warmUpMillis(), 1));
            child.ask(Contest.question("mixed", radius, settings.warmUpMillis(), THREADS));
            for (int round = 0; round < settings.rounds(); round++) {
                one.add(lap(child, radius, settings, 1));
                more.add(lap(child, radius, settings, THREADS));
            }
            Measure rate = more.rate();
            session.report(Figure.rate(name, rate, "operations/s")
                    .with("index", index)
                    .with("objects", world.size())
                    .with("threads", THREADS)
                    .with("updates_percent", 90)
                    .with("radius_m", radius)
                    .with("rounds", rate.rounds())
                    .against("one thread", one.rate().median())
                    .with("peer_spread", one.rate().spread()));
        }
    }

    private static Reply lap(Child child, double radius, Settings settings, int threads) {
        return child.ask(Contest.question("mixed", radius, settings.lapMillis(), threads));
    }
}
