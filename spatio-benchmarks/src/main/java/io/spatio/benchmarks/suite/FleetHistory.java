package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Child;
import io.spatio.benchmarks.process.Reply;
import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.Figure;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.world.WorldFile;
import io.spatio.benchmarks.world.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * 100 million positions of 10,000 vehicles, one every ten seconds, in 512 MiB of heap: how fast they are taken while flush
 * and compaction run, an hour of one vehicle, who was in a box within an hour, size on disk, and opening. Quick: a twentieth
 * of the vehicles.
 */
final class FleetHistory implements Benchmark {
    private static final String NAME = "track.hundred-million";
    private static final String HEAP = "512m";
    private static final int VEHICLES = 10_000;
    private static final int QUICK_VEHICLES = 500;
    private static final int STEPS = 10_000;
    private static final int PARTS = 10;
    private static final int CHECKED = 200;
    private static final int WARM_UP_TRACKS = 2_000;
    private static final int TRACKS = 10_000;
    private static final int BOXES = 1_000;
    private static final String PEER_IS_TOO_SLOW = "it reads its whole log for each query";

    @Override
    public List<String> figures() {
        return List.of(NAME);
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        Path world = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(Worlds.lattice(100), world);
        Path directory = session.newDirectory("fleet").resolve("ours");
        int vehicles = session.settings().objects(QUICK_VEHICLES, VEHICLES);
        try (Child child = open(session, directory, world)) {
            fill(session, child, vehicles);
            String fleet = " " + vehicles + " " + STEPS + " ";
            if (child.ask("fleet-check" + fleet + CHECKED).whole("wrong") != 0) {
                throw new IllegalStateException("answers about the fleet are wrong");
            }
            child.ask("fleet-tracks" + fleet + WARM_UP_TRACKS);
            report(session, vehicles, "track", child.ask("fleet-tracks" + fleet + TRACKS));
            report(session, vehicles, "during", child.ask("fleet-boxes" + fleet + BOXES));
            Reply store = child.ask("store");
            double closing = child.ask("close").number("nanos") / 1e9;
            session.report(figure(Figure.cost(NAME, bytesBelow(directory) / points(vehicles), "bytes/record"), vehicles)
                    .with("question", "disk")
                    .with("segment_bytes", store.whole("segment-bytes"))
                    .with("segments", store.whole("segments"))
                    .with("close_s", closing));
        }
        try (Child child = open(session, directory, world)) {
            session.report(figure(Figure.cost(NAME, child.ask("opened").number("nanos") / 1e9, "s"), vehicles)
                    .with("question", "open"));
        }
        Session.remove(directory);
    }

    private static Child open(Session session, Path directory, Path world) {
        return session.launcher()
                .javaWithHeap(HEAP, "kind=engine", "index=rstar", "path=" + directory, "world=" + world);
    }

    private static void fill(Session session, Child child, int vehicles) {
        session.say("%s: %,d vehicles, %,d records", NAME, vehicles, (long) vehicles * STEPS);
        double seconds = 0;
        double slowest = 0;
        long firstHeap = 0;
        long lastHeap = 0;
        for (int part = 0; part < PARTS; part++) {
            Reply reply = child.ask(
                    "fleet-report " + vehicles + " " + part * (STEPS / PARTS) + " " + (part + 1) * (STEPS / PARTS));
            double taken = reply.number("nanos") / 1e9;
            seconds += taken;
            slowest = Math.max(slowest, taken);
            lastHeap = reply.whole("heap_bytes");
            firstHeap = part == 0 ? lastHeap : firstHeap;
            session.say("%s: part %d of %d in %.1f s", NAME, part + 1, PARTS, taken);
        }
        long start = System.nanoTime();
        child.ask("sync");
        seconds += (System.nanoTime() - start) / 1e9;
        session.report(figure(Figure.rate(NAME, points(vehicles) / seconds, "records/s"), vehicles)
                .with("question", "ingest")
                .with("seconds", seconds)
                .with("slowest_tenth", points(vehicles) / PARTS / slowest)
                .with("heap_bytes_first", firstHeap)
                .with("heap_bytes_last", lastHeap));
    }

    private static void report(Session session, int vehicles, String question, Reply times) {
        session.report(figure(Figure.cost(NAME, times.number("p99_nanos") / 1e6, "ms (p99)"), vehicles)
                .with("question", question)
                .with("p50_ms", times.number("p50_nanos") / 1e6)
                .with("max_ms", times.number("max_nanos") / 1e6)
                .with("checked_queries", CHECKED));
    }

    private static Figure figure(Figure figure, int vehicles) {
        return figure.notMeasured(EngineContest.ORIGINAL, PEER_IS_TOO_SLOW)
                .with("objects", vehicles)
                .with("records", (long) vehicles * STEPS)
                .with("heap", HEAP);
    }

    private static double points(int vehicles) {
        return (double) vehicles * STEPS;
    }

    private static double bytesBelow(Path directory) throws IOException {
        try (Stream<Path> below = Files.walk(directory)) {
            long bytes = 0;
            for (Path path : below.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(path);
            }
            return bytes;
        }
    }
}
