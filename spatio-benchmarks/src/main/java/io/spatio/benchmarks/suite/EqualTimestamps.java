package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Child;
import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.Figure;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.world.WorldFile;
import io.spatio.benchmarks.world.Worlds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An hour out of a trajectory of a million points in memory, of which a tenth has the time of the point before and a
 * hundredth is late, against one whose times strictly ascend.
 */
final class EqualTimestamps implements Benchmark {
    private static final String NAME = "track.equal-timestamps";
    private static final String ASCENDING = "strictly ascending";
    private static final int POINTS = 1_000_000;
    private static final int CHECKED = 200;

    @Override
    public List<String> figures() {
        return List.of(NAME);
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        Path world = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(Worlds.lattice(100), world);
        int points = session.settings().objects(POINTS, POINTS);
        Player mixed = player(session, "mixed", world);
        Player ascending = player(session, ASCENDING, world);
        try (Contest contest = new Contest(session, List.of(mixed, ascending))) {
            session.say("%s: %,d points", NAME, points);
            double mixedNanos = fill(mixed.child(), "mixed", points);
            double ascendingNanos = fill(ascending.child(), "ascending", points);
            Map<Player, Laps> laps = contest.run("hours", points);
            Laps ours = Objects.requireNonNull(laps.get(mixed));
            Laps peer = Objects.requireNonNull(laps.get(ascending));
            session.report(Figure.rate(NAME, ours.rate(), "queries/s")
                    .against(ASCENDING, peer.rate().median())
                    .with("peer_spread", peer.rate().spread())
                    .with("points", points)
                    .with("window_seconds", 3600)
                    .with("fill_ratio", ascendingNanos / mixedNanos)
                    .with("checked_queries", CHECKED));
        }
    }

    private static Player player(Session session, String name, Path world) {
        return Player.ours(
                name,
                Player.Strictness.IN_ORDER,
                session.launcher().java("kind=engine", "index=rstar", "world=" + world));
    }

    private static double fill(Child child, String order, int points) {
        double nanos = child.ask("fill-hours " + order + " " + points).number("nanos");
        if (child.ask("check-hours " + CHECKED).whole("wrong") != 0) {
            throw new IllegalStateException("trajectories are wrong");
        }
        return nanos;
    }
}
