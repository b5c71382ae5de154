package io.spatio.benchmarks.suite;

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
            players.add(Player.ours(
                    index,
                    Player.Strictness.IN_ORDER,
                    launcher.java("kind=engine", "index=" + index, "world=" + file)));
        }
        launcher.rust("kind=spatio", "world=" + file).ifPresent(child -> players.add(Player.peer(ORIGINAL, child)));
        return new Contest(session, players);
    }

    /** Reports one figure for each of ours. */
    static void report(
            Session session, String name, String work, Map<Player, Laps> laps, World world, String key, double value) {
        laps.forEach((player, its) -> {
            if (player.isOurs()) {
                Measure rate = its.rate();
                Figure figure = Figure.rate(name, rate, "operations/s")
                        .with("index", player.name())
                        .with("objects", world.size())
                        .with("rounds", rate.rounds())
                        .with("checked_queries", 200);
                if (!key.isEmpty()) {
                    figure.with(key, value);
                }
                addPeer(figure, work, laps);
                session.report(figure);
            }
        });
    }

    private static void addPeer(Figure figure, String work, Map<Player, Laps> laps) {
        for (Map.Entry<Player, Laps> entry : laps.entrySet()) {
            Player player = entry.getKey();
            if (!player.isOurs()) {
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
