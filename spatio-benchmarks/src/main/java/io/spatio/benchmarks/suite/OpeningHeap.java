package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Child;
import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.Figure;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.world.World;
import io.spatio.benchmarks.world.WorldFile;
import io.spatio.benchmarks.world.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The smallest heap that opens a database, killed after two records of each object with metadata of three fields, against the
 * heap that the open database then holds. The smallest heap is found by halving, each time in a fresh process on a fresh
 * copy; what a process holds without the database, its list of all ids above all, is taken off both.
 */
final class OpeningHeap implements Benchmark {
    private static final String NAME = "heap.open";
    private static final long MEBIBYTE = 1 << 20;
    /** To this share of the open database's heap the smallest is found. */
    private static final int STEPS_OF_LIVE = 50;

    @Override
    public List<String> figures() {
        return List.of(NAME);
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        World world = Worlds.city(session.settings().objects(100_000, 1_000_000));
        Path file = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(world, file);
        for (String index : EngineContest.INDEXES) {
            session.say("%s: the smallest heap that opens %,d objects in a %s index", NAME, world.size(), index);
            session.report(new Opening(session, file, index).figure(world.size()));
        }
    }

    /** The openings of one database. */
    private static final class Opening {
        private final Session session;
        private final Path world;
        private final String index;
        private final Path directory;

        Opening(Session session, Path world, String index) throws IOException {
            this.session = session;
            this.world = world;
            this.index = index;
            this.directory = session.newDirectory("opening-" + index);
        }

        Figure figure(int objects) throws IOException {
            fill(objects);
            long without = heldWith("empty");
            long open = heldWith("killed");
            long step = Math.max(MEBIBYTE, (open - without) / STEPS_OF_LIVE);
            long fails = open - step;
            long opens = without + 2 * (open - without);
            while (!opensIn(opens)) {
                fails = opens;
                opens += open;
            }
            while (opens - fails > step) {
                long middle = (opens + fails) / 2;
                if (opensIn(middle)) {
                    opens = middle;
                } else {
                    fails = middle;
                }
            }
            Figure figure = Figure.cost(NAME, (double) (opens - without) / (open - without), "of the open heap")
                    .with("index", index)
                    .with("objects", objects)
                    .with("open_bytes", open - without)
                    .with("smallest_bytes", opens - without);
            Session.remove(directory);
            return figure;
        }

        private void fill(int objects) {
            Child child = ours("4g", directory.resolve("killed"));
            child.ask("load");
            child.ask("update " + objects);
            child.ask("sync");
            child.kill();
        }

        private Child ours(String heap, Path path) {
            return session.launcher()
                    .javaWithHeap(heap, "kind=engine", "index=" + index, "path=" + path, "world=" + world);
        }

        private long heldWith(String name) throws IOException {
            try (Child child = ours("4g", copyOf(name))) {
                return child.ask("held").whole("bytes");
            }
        }

        private boolean opensIn(long bytes) throws IOException {
            try (Child child = ours(bytes / MEBIBYTE + "m", copyOf("killed"))) {
                child.ask("opened");
                return true;
            } catch (IllegalStateException e) {
                session.say("%s: not in %d MiB", NAME, bytes / MEBIBYTE);
                return false;
            }
        }

        private Path copyOf(String name) throws IOException {
            Path copy = directory.resolve("copy");
            if (Files.exists(copy)) {
                Session.remove(copy);
            }
            if (!name.equals("empty")) {
                Recovery.copy(directory.resolve(name), copy);
            }
            return copy;
        }
    }
}
