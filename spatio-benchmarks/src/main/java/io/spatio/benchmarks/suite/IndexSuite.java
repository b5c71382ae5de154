package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Launcher;
import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.Figure;
import io.spatio.benchmarks.run.Measure;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.structure.PointIndexes;
import io.spatio.benchmarks.world.BruteForce;
import io.spatio.benchmarks.world.World;
import io.spatio.benchmarks.world.WorldFile;
import io.spatio.benchmarks.world.Worlds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The indexes by themselves, through the SPI, against libraries, a grid written by hand, and rstar in Rust. */
final class IndexSuite implements Benchmark {
    private static final String RSTAR_RUST = "rstar 0.12.2 (Rust)";
    private static final int NEIGHBORS = 10;
    private static final List<String> WORLDS = List.of("city", "cluster");
    private static final List<String> WORKS = List.of("insert", "radius10", "radius100", "knn", "update");

    @Override
    public List<String> figures() {
        List<String> names = new ArrayList<>();
        for (String index : EngineContest.INDEXES) {
            for (String work : WORKS) {
                WORLDS.forEach(world -> names.add(name(index, work, world)));
            }
        }
        return names;
    }

    private static String name(String index, String work, String world) {
        return "index." + index + "." + work + "." + world;
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        for (String worldName : WORLDS) {
            List<String> indexes = EngineContest.INDEXES.stream()
                    .filter(index -> WORKS.stream().anyMatch(work -> chosen.contains(name(index, work, worldName))))
                    .toList();
            if (!indexes.isEmpty()) {
                runIn(worldName, indexes, chosen, session);
            }
        }
    }

    private static void runIn(String worldName, List<String> indexes, Collection<String> chosen, Session session)
            throws IOException {
        int objects = session.settings().objects(100_000, 1_000_000);
        World world = worldName.equals("city") ? Worlds.city(objects) : Worlds.cluster(objects);
        BruteForce truth = new BruteForce(world);
        double radius10 = truth.radiusOfMeanHits(10);
        double radius100 = truth.radiusOfMeanHits(100);
        try (Contest contest = start(indexes, world, session)) {
            contest.load(world, new double[] {radius10, radius100}, NEIGHBORS);
            for (String work : WORKS) {
                List<String> wanted = indexes.stream()
                        .filter(index -> chosen.contains(name(index, work, worldName)))
                        .toList();
                if (!wanted.isEmpty()) {
                    session.say("index.*.%s.%s: %s", work, worldName, wanted);
                    Kind kind = Kind.of(work, radius10, radius100);
                    report(work, worldName, kind, wanted, contest.run(kind.work, kind.parameter), world, session);
                    if (work.equals("insert")) {
                        // A slow structure was stopped before it had everything.
                        contest.reload();
                    }
                }
            }
        }
    }

    private static Contest start(List<String> indexes, World world, Session session) throws IOException {
        Path file = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(world, file);
        Launcher launcher = session.launcher();
        List<Player> players = new ArrayList<>();
        for (String index : indexes) {
            String[] arguments = {"kind=index", "index=" + index, "world=" + file};
            players.add(Player.ours(index, Player.Strictness.AS_A_SET, launcher.java(arguments)));
            launcher.earlier(arguments)
                    .ifPresent(child -> players.add(Player.earlier(index, Player.Strictness.AS_A_SET, child)));
        }
        for (String peer : PointIndexes.peers()) {
            players.add(Player.peer(peer, launcher.java("kind=index", "index=" + peer, "world=" + file)));
        }
        launcher.rust("kind=rstar", "world=" + file).ifPresent(child -> players.add(Player.peer(RSTAR_RUST, child)));
        return new Contest(session, players);
    }

    /**
     * What a figure asks of a contestant.
     *
     * @param work the work
     * @param parameter its parameter
     * @param key the name of the parameter in the figure, or empty
     */
    private record Kind(String work, double parameter, String key) {
        static Kind of(String work, double radius10, double radius100) {
            return switch (work) {
                case "radius10" -> new Kind("radius", radius10, "radius_m");
                case "radius100" -> new Kind("radius", radius100, "radius_m");
                case "knn" -> new Kind("knn", NEIGHBORS, "k");
                default -> new Kind(work, 0, "");
            };
        }
    }

    private static void report(
            String work,
            String worldName,
            Kind kind,
            List<String> indexes,
            Map<Player, Laps> laps,
            World world,
            Session session) {
        Player fastest = fastestLibrary(laps);
        laps.forEach((ours, itsLaps) -> {
            if (ours.isOurs() && indexes.contains(ours.name())) {
                String name = name(ours.name(), work, worldName);
                EngineContest.reportEarlier(
                        session, () -> figure(name, ours, itsLaps, kind, world), ours, itsLaps, laps);
                laps.forEach((peer, peerLaps) -> {
                    if (peer.isPeer()) {
                        Figure figure = figure(name, ours, itsLaps, kind, world);
                        addPeer(figure, peer, peerLaps, kind);
                        session.report(figure.with("fastest_library", peer.equals(fastest)));
                    }
                });
            }
        });
    }

    private static Figure figure(String name, Player ours, Laps laps, Kind kind, World world) {
        Measure rate = laps.rate();
        Figure figure = Figure.rate(name, rate, "operations/s")
                .with("index", ours.name())
                .with("objects", world.size())
                .with("rounds", rate.rounds())
                .with("checked_queries", 200);
        laps.cpuRate().ifPresent(cpu -> figure.with("cpu_value", cpu.median()));
        return kind.key.isEmpty() ? figure : figure.with(kind.key, kind.parameter);
    }

    private static void addPeer(Figure figure, Player peer, Laps laps, Kind kind) {
        if (laps.refusal().isPresent()) {
            figure.notMeasured(peer.name(), laps.refusal().get());
            return;
        }
        Measure rate = laps.rate();
        figure.against(peer.name(), rate.median())
                .with("peer_spread", rate.spread())
                .with("exact", peer.exactIn(kind.work));
        laps.cpuRate().ifPresent(cpu -> figure.with("peer_cpu_value", cpu.median()));
    }

    private static Player fastestLibrary(Map<Player, Laps> laps) {
        Player fastest = laps.keySet().iterator().next();
        double best = 0;
        for (Map.Entry<Player, Laps> entry : laps.entrySet()) {
            boolean measured = entry.getValue().refusal().isEmpty();
            if (entry.getKey().isPeer() && PointIndexes.isLibrary(entry.getKey().name()) && measured) {
                double rate = entry.getValue().rate().median();
                if (rate > best) {
                    best = rate;
                    fastest = entry.getKey();
                }
            }
        }
        return fastest;
    }
}
