package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.world.BruteForce;
import io.spatio.benchmarks.world.World;
import io.spatio.benchmarks.world.Worlds;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** The engine with objects uniform over a city, without altitude, visited at random. */
final class EngineCity implements Benchmark {
    private static final int NEIGHBORS = 10;
    private static final int HITS = 10;

    @Override
    public List<String> figures() {
        return List.of("engine.city.radius10", "engine.city.knn", "engine.city.update");
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        World world = Worlds.city(session.settings().objects(100_000, 1_000_000));
        double radius = new BruteForce(world).radiusOfMeanHits(HITS);
        try (Contest contest = EngineContest.start(session, world)) {
            contest.load(world, new double[] {radius}, NEIGHBORS);
            for (String name : figures()) {
                if (chosen.contains(name)) {
                    session.say("%s: a city at random", name);
                    switch (name) {
                        case "engine.city.radius10" ->
                            EngineContest.report(
                                    session, name, "radius", contest.run("radius", radius), world, "radius_m", radius);
                        case "engine.city.knn" ->
                            EngineContest.report(
                                    session, name, "knn", contest.run("knn", NEIGHBORS), world, "k", NEIGHBORS);
                        default ->
                            EngineContest.report(session, name, "update", contest.run("update", 0), world, "", 0);
                    }
                }
            }
        }
    }
}
