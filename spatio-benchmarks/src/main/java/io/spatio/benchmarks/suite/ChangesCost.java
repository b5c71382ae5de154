package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Child;
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

/** What an update costs while nobody, one subscriber of the latest, or one of all changes follows; laps in turn, in one process. */
final class ChangesCost implements Benchmark {
    private static final int HITS = 10;

    @Override
    public List<String> figures() {
        return List.of("changes.none", "changes.latest", "changes.all");
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        World world = Worlds.city(session.settings().objects(100_000, 1_000_000));
        double radius = new BruteForce(world).radiusOfMeanHits(HITS);
        Path file = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(world, file);
        Settings settings = session.settings();
        Child child = session.launcher().java("kind=engine", "index=geohash", "world=" + file);
        List<Laps> laps = List.of(new Laps(), new Laps(), new Laps()); // as the figures
        try (Contest contest =
                new Contest(session, List.of(Player.ours("geohash", Player.Strictness.IN_ORDER, child)))) {
            contest.load(world, new double[] {radius}, HITS);
            for (int round = -1; round < settings.rounds(); round++) {
                for (String name : figures()) {
                    session.say("%s: a city at random", name);
                    child.ask("follow " + name.substring("changes.".length()));
                    var lap = child.ask(Contest.question("update", 0, settings.lapMillis(), 1));
                    if (round >= 0) { // the first warms up
                        laps.get(figures().indexOf(name)).add(lap);
                    }
                }
            }
            child.ask("follow none");
        }
        Measure none = laps.get(0).rate();
        for (String name : chosen) {
            Measure rate = laps.get(figures().indexOf(name)).rate();
            Figure figure = Figure.rate(name, rate, "operations/s")
                    .with("index", "geohash")
                    .with("objects", world.size())
                    .with("rounds", rate.rounds());
            session.report(
                    name.equals("changes.none")
                            ? figure
                            : figure.against("no subscriber", none.median()).with("peer_spread", none.spread()));
        }
    }
}
