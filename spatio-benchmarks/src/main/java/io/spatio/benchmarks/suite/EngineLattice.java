package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.world.World;
import io.spatio.benchmarks.world.Worlds;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The engine in the shape of the original's own benchmark, its best case: a lattice of 99,856 objects 0.01° apart, visited
 * in order; radius queries of 5 cm find one object.
 */
final class EngineLattice implements Benchmark {
    private static final int OBJECTS = 100_000;
    private static final double RADIUS_METERS = 0.05;
    private static final int NEIGHBORS = 10;

    /** Updates come last: they move objects off the places that queries ask for. */
    private static final List<String> WORKS = List.of("upsert", "get", "radius", "knn", "distance", "update");

    @Override
    public List<String> figures() {
        return WORKS.stream().map(work -> "engine." + work).toList();
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        World world = Worlds.lattice(session.settings().objects(OBJECTS, OBJECTS));
        try (Contest contest = EngineContest.start(session, world)) {
            contest.load(world, new double[] {RADIUS_METERS}, NEIGHBORS);
            for (String work : WORKS) {
                String name = "engine." + work;
                if (chosen.contains(name)) {
                    session.say("%s: a lattice in order", name);
                    double parameter = parameter(work);
                    Map<Player, Laps> laps = contest.run(work, parameter);
                    EngineContest.report(session, name, work, laps, world, key(work), parameter);
                }
            }
        }
    }

    private static double parameter(String work) {
        return switch (work) {
            case "radius" -> RADIUS_METERS;
            case "knn" -> NEIGHBORS;
            default -> 0;
        };
    }

    private static String key(String work) {
        return switch (work) {
            case "radius" -> "radius_m";
            case "knn" -> "k";
            default -> "";
        };
    }
}
