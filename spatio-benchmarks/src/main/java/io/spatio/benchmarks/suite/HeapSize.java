package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Child;
import io.spatio.benchmarks.process.Reply;
import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.Figure;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.world.World;
import io.spatio.benchmarks.world.WorldFile;
import io.spatio.benchmarks.world.Worlds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Heap in use after collection, per object, of a city: the indexes alone, and the whole engine with ids of 16 characters,
 * without and with metadata of three fields, history apart.
 */
final class HeapSize implements Benchmark {
    private static final String UNIT = "bytes/object";
    private static final List<String> INDEX_PEERS = List.of("tinspin-qt2", "tinspin-rstar", "chm-grid");
    private static final List<String> METADATA = List.of("plain", "three-fields");

    @Override
    public List<String> figures() {
        return List.of("heap.geohash", "heap.rstar", "heap.engine");
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        World world = Worlds.city(session.settings().objects(100_000, 1_000_000));
        Path file = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(world, file);
        for (String index : EngineContest.INDEXES) {
            if (chosen.contains("heap." + index)) {
                session.say("heap.%s: the index alone", index);
                reportIndex(session, index, file, world.size());
            }
        }
        if (chosen.contains("heap.engine")) {
            session.say("heap.engine: the whole engine");
            reportEngine(session, file, world.size());
        }
    }

    private static void reportIndex(Session session, String index, Path file, int objects) {
        double ours = ofIndex(session, index, file);
        for (String peer : INDEX_PEERS) {
            session.report(Figure.cost("heap." + index, ours, UNIT)
                    .with("index", index)
                    .with("objects", objects)
                    .against(peer, ofIndex(session, peer, file)));
        }
    }

    private static double ofIndex(Session session, String index, Path file) {
        try (Child child = session.launcher().java("kind=index", "index=" + index, "world=" + file)) {
            return perObject(child.ask("heap"));
        }
    }

    private static double perObject(Reply reply) {
        return reply.number("bytes") / reply.number("objects");
    }

    private static void reportEngine(Session session, Path file, int objects) {
        Optional<Double> original = ofOriginal(session, file, objects);
        for (String index : EngineContest.INDEXES) {
            try (Child child = session.launcher().java("kind=engine", "index=" + index, "world=" + file)) {
                for (String metadata : METADATA) {
                    Reply reply = child.ask("heap " + metadata);
                    double history = reply.number("history_bytes") / objects;
                    double bytes = perObject(reply) - history;
                    Figure figure = Figure.cost("heap.engine", bytes, UNIT)
                            .with("index", index)
                            .with("objects", objects)
                            .with("metadata", metadata)
                            .with("history_bytes", history);
                    // The original is measured as the process's memory, with metadata and its one record of history.
                    original.filter(none -> metadata.equals("three-fields"))
                            .ifPresentOrElse(
                                    peer -> figure.against(EngineContest.ORIGINAL, peer),
                                    () -> figure.notMeasured(
                                            EngineContest.ORIGINAL,
                                            original.isPresent()
                                                    ? "measured with metadata of three fields"
                                                    : EngineContest.NO_CARGO));
                    session.report(figure);
                }
            }
        }
    }

    private static Optional<Double> ofOriginal(Session session, Path file, int objects) {
        Optional<Child> started = session.launcher().rust("kind=spatio", "world=" + file);
        if (started.isEmpty()) {
            return Optional.empty();
        }
        try (Child child = started.get()) {
            double before = child.ask("resident").number("bytes");
            child.ask("load");
            return Optional.of((child.ask("resident").number("bytes") - before) / objects);
        }
    }
}
