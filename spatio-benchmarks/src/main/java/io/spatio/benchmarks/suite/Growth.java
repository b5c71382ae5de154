package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Launcher;
import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.Figure;
import io.spatio.benchmarks.run.GrowthPlot;
import io.spatio.benchmarks.run.Measure;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.world.BruteForce;
import io.spatio.benchmarks.world.World;
import io.spatio.benchmarks.world.WorldFile;
import io.spatio.benchmarks.world.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How the time of an operation grows with the number of objects: both indexes through the SPI, in a city that fills up, from
 * ten thousand objects to five million. The figures and a plot of them.
 */
final class Growth implements Benchmark {
    private static final String FIGURE = "index.growth";
    private static final int[] SIZES = {10_000, 100_000, 1_000_000, 5_000_000};
    private static final int[] QUICK_SIZES = {10_000, 100_000};
    private static final int NEIGHBORS = 10;
    private static final int HITS = 10;
    private static final List<String> WORKS = List.of("update", "radius10", "knn");

    @Override
    public List<String> figures() {
        return List.of(FIGURE);
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        GrowthPlot plot = new GrowthPlot();
        for (int objects : session.settings().quick() ? QUICK_SIZES : SIZES) {
            session.say("%s: %,d objects", FIGURE, objects);
            measure(session, Worlds.city(objects), plot);
        }
        Path file = session.keptFile("growth.svg");
        Files.writeString(file, plot.toSvg());
        session.say("%s: the plot is in %s", FIGURE, file);
    }

    private static void measure(Session session, World world, GrowthPlot plot) throws IOException {
        double radius = new BruteForce(world).radiusOfMeanHits(HITS);
        Path file = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(world, file);
        Launcher launcher = session.launcher();
        List<Player> players = new ArrayList<>();
        for (String index : EngineContest.INDEXES) {
            players.add(Player.ours(
                    index, Player.Strictness.AS_A_SET, launcher.java("kind=index", "index=" + index, "world=" + file)));
        }
        try (Contest contest = new Contest(session, players)) {
            contest.load(world, new double[] {radius}, NEIGHBORS);
            for (String work : WORKS) {
                boolean within = work.equals("radius10");
                contest.run(within ? "radius" : work, within ? radius : NEIGHBORS)
                        .forEach((player, laps) -> report(session, world, work, player, laps.rate(), plot));
            }
        }
    }

    private static void report(
            Session session, World world, String work, Player player, Measure rate, GrowthPlot plot) {
        double nanos = 1e9 / rate.median();
        plot.add(player.name() + " " + work, world.size(), nanos);
        session.report(Figure.cost(FIGURE, nanos, "ns/operation")
                .with("work", work)
                .with("index", player.name())
                .with("objects", world.size())
                .with("spread", rate.spread())
                .with("rounds", rate.rounds()));
    }
}
