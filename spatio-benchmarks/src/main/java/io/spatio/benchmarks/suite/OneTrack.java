package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Child;
import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.Figure;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.run.Settings;
import io.spatio.benchmarks.world.WorldFile;
import io.spatio.benchmarks.world.Worlds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Windows of 100 points out of a trajectory of a million on disk. */
final class OneTrack implements Benchmark {
    private static final String MILLION = "track.one-million";
    private static final int CHECKED = 200;
    /** The original reads its whole log for each. */
    private static final int CHECKED_ORIGINAL = 3;

    @Override
    public List<String> figures() {
        return List.of(MILLION);
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        Path world = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(Worlds.lattice(100), world);
        million(session, world);
    }

    private static void million(Session session, Path world) throws IOException {
        Settings settings = session.settings();
        int points = settings.objects(100_000, 1_000_000);
        Path directory = session.newDirectory("track");
        List<Player> players = new ArrayList<>();
        players.add(Player.ours("rstar", Player.Strictness.IN_ORDER, ours(session, directory, world)));
        Optional<Child> original =
                session.launcher().rust("kind=spatio", "path=" + directory.resolve("original/log"), "world=" + world);
        original.ifPresent(child -> players.add(Player.peer(EngineContest.ORIGINAL, child)));
        try (Contest contest = new Contest(session, players)) {
            session.say("%s: %,d points", MILLION, points);
            for (Player player : players) {
                player.child().ask("fill-track 1 " + points);
                int queries = player.isOurs() ? CHECKED : CHECKED_ORIGINAL;
                boolean right = wrong(player.child(), 1, points, queries) == 0;
                player.checked(right, right);
                if (player.isOurs() && !right) {
                    throw new IllegalStateException("trajectories are wrong");
                }
            }
            Map<Player, Laps> laps = contest.run("track", points);
            Laps ours = Objects.requireNonNull(laps.get(players.get(0)));
            Figure figure = Figure.rate(MILLION, ours.rate(), "queries/s")
                    .with("points", points)
                    .with("window", 100)
                    .with("checked_queries", CHECKED);
            if (players.size() == 1) {
                figure.notMeasured(EngineContest.ORIGINAL, EngineContest.NO_CARGO);
            } else {
                Player peer = players.get(1);
                Laps peerLaps = Objects.requireNonNull(laps.get(peer));
                figure.against(peer.name(), peerLaps.rate().median())
                        .with("peer_spread", peerLaps.rate().spread())
                        .with("exact", peer.exactIn("radius"));
            }
            session.report(figure);
        }
        Session.remove(directory);
    }

    private static Child ours(Session session, Path directory, Path world) {
        return session.launcher()
                .java("kind=engine", "index=rstar", "path=" + directory.resolve("ours"), "world=" + world);
    }

    private static long wrong(Child child, int objects, int points, int queries) {
        return child.ask("check-track " + objects + " " + points + " " + queries)
                .whole("wrong");
    }
}
