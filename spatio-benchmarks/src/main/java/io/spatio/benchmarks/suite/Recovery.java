package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Child;
import io.spatio.benchmarks.process.Reply;
import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.Figure;
import io.spatio.benchmarks.run.Measure;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.world.World;
import io.spatio.benchmarks.world.WorldFile;
import io.spatio.benchmarks.world.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Opening a database of a million objects after ten million updates, after a clean close and after a kill, in a fresh
 * process each time. What is there afterwards must be, bit for bit, what was there before.
 *
 * <p>The original is filled with fewer records, in the lattice that is its best case; seconds per million records compare.
 */
final class Recovery implements Benchmark {
    private static final int UPDATES_OF_AN_OBJECT = 10;
    private static final int ORIGINAL_OBJECTS = 100_000;
    private static final String CLEAN = "recovery.clean";
    private static final String KILLED = "recovery.killed";

    @Override
    public List<String> figures() {
        return List.of(CLEAN, KILLED);
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        World world = Worlds.city(session.settings().objects(100_000, 1_000_000));
        Path file = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(world, file);
        Path directory = session.newDirectory("recovery");
        Filled killed = fill(session, file, directory.resolve("killed"), world.size());
        Filled clean = closed(session, file, killed, directory.resolve("clean"));
        for (String name : chosen) {
            Filled filled = name.equals(CLEAN) ? clean : killed;
            Optional<Double> original = original(session, name, directory.resolve("original-" + name));
            for (String index : EngineContest.INDEXES) {
                Measure seconds = open(session, file, filled, index, directory.resolve("copy"));
                double ofMillion = seconds.median() * 1e6 / filled.records;
                Figure figure = Figure.cost(name, ofMillion, "s/million records")
                        .with("seconds", seconds.median())
                        .with("spread", seconds.spread())
                        .with("index", index)
                        .with("objects", world.size())
                        .with("records", filled.records)
                        .with("rounds", seconds.rounds());
                original.ifPresentOrElse(
                        peer -> figure.against(EngineContest.ORIGINAL, peer),
                        () -> figure.notMeasured(EngineContest.ORIGINAL, EngineContest.NO_CARGO));
                session.report(figure);
            }
        }
        Session.remove(directory);
    }

    /**
     * A directory with a database that nobody has open.
     *
     * @param directory where it is
     * @param digest what its current positions come to
     * @param records how many positions were written
     */
    private record Filled(Path directory, String digest, long records) {}

    private static Filled fill(Session session, Path world, Path directory, int objects) {
        long updates = (long) UPDATES_OF_AN_OBJECT * objects;
        session.say("recovery: filling with %,d objects and %,d updates", objects, updates);
        Child child = ours(session, world, directory, "geohash");
        child.ask("load");
        child.ask("update " + updates);
        child.ask("sync");
        String digest = child.ask("digest").text("digest");
        child.kill();
        return new Filled(directory, digest, objects + updates);
    }

    private static Filled closed(Session session, Path world, Filled killed, Path directory) throws IOException {
        copy(killed.directory, directory);
        try (Child child = ours(session, world, directory, "geohash")) {
            child.ask("close");
        }
        return new Filled(directory, killed.digest, killed.records);
    }

    private static Child ours(Session session, Path world, Path directory, String index) {
        return session.launcher().java("kind=engine", "index=" + index, "path=" + directory, "world=" + world);
    }

    private static Measure open(Session session, Path world, Filled filled, String index, Path copy)
            throws IOException {
        double[] seconds = new double[session.settings().rounds()];
        for (int round = 0; round < seconds.length; round++) {
            copy(filled.directory, copy);
            try (Child child = ours(session, world, copy, index)) {
                seconds[round] = child.ask("opened").number("nanos") / 1e9;
                Reply digest = child.ask("digest");
                if (!digest.text("digest").equals(filled.digest)) {
                    throw new IllegalStateException("recovered state is not the state before: "
                            + digest.whole("objects") + " objects in " + filled.directory.getFileName());
                }
            }
            Session.remove(copy);
        }
        return Measure.of(seconds);
    }

    /** Seconds per million records. */
    private static Optional<Double> original(Session session, String name, Path directory) throws IOException {
        int updates = session.settings().quick() ? 1 : 5;
        World world =
                Worlds.lattice(Math.min(ORIGINAL_OBJECTS, session.settings().objects(100_000, 100_000)));
        Path file = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(world, file);
        Path log = directory.resolve("log");
        Optional<Child> started = session.launcher().rust("kind=spatio", "path=" + log, "world=" + file);
        if (started.isEmpty()) {
            return Optional.empty();
        }
        long records = (1L + updates) * world.size();
        try (Child child = started.get()) {
            child.ask("load");
            child.ask("update " + (long) updates * world.size());
            if (name.equals(KILLED)) {
                child.kill();
            } else {
                child.ask("close");
            }
        }
        Child reopened = session.launcher()
                .rust("kind=spatio", "path=" + log, "world=" + file)
                .orElseThrow();
        try (reopened) {
            return Optional.of(reopened.ask("opened").number("nanos") / 1e9 * 1e6 / records);
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> below = Files.walk(from)) {
            for (Path path : below.toList()) {
                Path target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
