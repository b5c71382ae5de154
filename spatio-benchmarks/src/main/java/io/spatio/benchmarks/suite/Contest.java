package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Reply;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.run.Settings;
import io.spatio.benchmarks.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Contestants that do the same work in the same world, lap by lap in turn. One thread at a time. */
final class Contest implements AutoCloseable {
    private final Session session;
    private final List<Player> players;

    Contest(Session session, List<Player> players) {
        this.session = session;
        this.players = players;
    }

    List<Player> players() {
        return players;
    }

    /** Lets every contestant load the world, and checks it. */
    void load(World world, double[] radii, int k) {
        AnswerCheck check = new AnswerCheck(world, radii, k);
        for (Player player : players) {
            double seconds = player.child().ask("load").number("nanos") / 1e9;
            session.say("  %s: loaded %,d objects in %.1f s", player, world.size(), seconds);
            check.check(player, session);
        }
    }

    /** Lets every contestant load the world again. */
    void reload() {
        players.forEach(player -> player.child().ask("load"));
    }

    /** Warms up every contestant and gives each a lap per round. */
    Map<Player, Laps> run(String work, double parameter) {
        Settings settings = session.settings();
        Map<Player, Laps> laps = new LinkedHashMap<>();
        for (Player player : players) {
            laps.put(player, new Laps());
            warmUp(player, question(work, parameter, settings.warmUpMillis(), 1));
        }
        List<Map.Entry<Player, Laps>> turns = new ArrayList<>(laps.entrySet());
        for (int round = 0; round < settings.rounds(); round++) {
            for (Map.Entry<Player, Laps> turn : turns) {
                Laps its = turn.getValue();
                if (its.refusal().isEmpty()) {
                    its.add(turn.getKey().child().ask(question(work, parameter, settings.lapMillis(), 1)));
                }
            }
            Collections.reverse(turns); // who goes first changes, so that a drift of the machine favours nobody
        }
        return laps;
    }

    /** Works of a counted number of operations may be shorter than what warms up. */
    private void warmUp(Player player, String question) {
        double nanos = 0;
        while (nanos < 1e6 * session.settings().warmUpMillis()) {
            Reply lap = player.child().ask(question);
            if (lap.unsupported().isPresent()) {
                return;
            }
            nanos += lap.number("nanos");
        }
    }

    static String question(String work, double parameter, int millis, int threads) {
        return "run " + work + " " + parameter + " " + millis + " " + threads;
    }

    @Override
    public void close() {
        players.forEach(Player::close);
    }
}
