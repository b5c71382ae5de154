package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Earlier;
import io.spatio.benchmarks.process.Launcher;
import io.spatio.benchmarks.run.Figure;
import io.spatio.benchmarks.run.Measure;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.world.World;
import io.spatio.benchmarks.world.WorldFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Our engine with either index against the original, in memory. */
final class EngineContest {
    static final String ORIGINAL = "spatio 0.4.0 (Rust)";
    static final String NO_CARGO = "the peers in Rust are not built: cargo is needed";
    static final List<String> INDEXES = List.of("geohash", "rstar");

    private EngineContest() {}

    /** Starts the contestants in a world. */
    static Contest start(Session session, World world) throws IOException {
        Path file = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(world, file);
        Launcher launcher = session.launcher();
        List<Player> players = new ArrayList<>();
        for (String index : INDEXES) {
            String[] arguments = {"kind=engine", "index=" + index, "world=" + file};
            players.add(Player.ours(index, Player.Strictness.IN_ORDER, launcher.java(arguments)));
            launcher.earlier(arguments)
                    .ifPresent(child -> players.add(Player.earlier(index, Player.Strictness.IN_ORDER, child)));
        }
        launcher.rust("kind=spatio", "world=" + file).ifPresent(child -> players.add(Player.peer(ORIGINAL, child)));
        return new Contest(session, players);
    }

    /** Reports one figure for each of ours. */
    static void report(
            Session session, String name, String work, Map<Player, Laps> laps, World world, String key, double value) {
        laps.forEach((player, its) -> {
            if (player.isOurs()) {
                Supplier<Figure> figure = () -> {
                    Measure rate = its.rate();
                    Figure plain = Figure.rate(name, rate, "operations/s")
                            .with("index", player.name())
                            .with("objects", world.size())
                            .with("rounds", rate.rounds())
                            .with("checked_queries", 200);
                    return key.isEmpty() ? plain : plain.with(key, value);
                };
                reportEarlier(session, figure, player, its, laps);
                Figure besidePeer = figure.get();
                addPeer(besidePeer, work, laps);
                session.report(besidePeer);
            }
        });
    }

    /** Reports one of ours against what the revision measured against has in its place, if any. */
    static void reportEarlier(
            Session session, Supplier<Figure> figure, Player ours, Laps ourLaps, Map<Player, Laps> laps) {
        Optional<Earlier> revision = session.launcher().earlier();
        laps.forEach((player, its) -> {
            if (revision.isPresent() && player.isEarlierThan(ours)) {
                session.report(figure.get()
                        .against(revision.get().peerName(), its.rate().median(), ourLaps.over(its))
                        .with("peer_spread", its.rate().spread()));
            }
        });
    }

    private static void addPeer(Figure figure, String work, Map<Player, Laps> laps) {
        for (Map.Entry<Player, Laps> entry : laps.entrySet()) {
            Player player = entry.getKey();
            if (player.isPeer()) {
                Measure rate = entry.getValue().rate();
                figure.against(player.name(), rate.median())
                        .with("peer_spread", rate.spread())
                        .with("exact", player.exactIn(work));
                return;
            }
        }
        figure.notMeasured(ORIGINAL, NO_CARGO);
    }
}
