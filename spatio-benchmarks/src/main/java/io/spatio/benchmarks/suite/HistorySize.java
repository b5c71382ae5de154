package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Child;
import io.spatio.benchmarks.process.Reply;
import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.Figure;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.world.Recording;
import io.spatio.benchmarks.world.WorldFile;
import io.spatio.benchmarks.world.Worlds;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What recorded movements take on disk, compacted, without attributes. The recordings lie in the directory that the
 * environment variable SPATIO_TEST_DATA names; they are not redistributed.
 */
final class HistorySize implements Benchmark {
    private static final String DATA = "SPATIO_TEST_DATA";
    private static final String UNIT = "bytes/record";
    /** What a store may call the bytes of its sealed history, best first. */
    private static final List<String> SEALED_BYTES =
            List.of("segment-bytes", "segments-bytes", "sealed-bytes", "table-bytes", "bytes");

    private static final Map<String, String> FILES = new LinkedHashMap<>();

    static {
        FILES.put("disk.geolife", "geolife_skmob_2users.csv.gz");
        FILES.put("disk.ais", "ais_us_dev.csv.gz");
        FILES.put("disk.adsb", "adsb_switzerland.csv.gz");
    }

    @Override
    public List<String> figures() {
        return List.copyOf(FILES.keySet());
    }

    @Override
    public void run(Collection<String> chosen, Session session) throws IOException {
        Path world = session.newDirectory("world").resolve("world.bin");
        WorldFile.write(Worlds.lattice(100), world);
        for (String name : chosen) {
            Optional<Path> recording = recording(FILES.getOrDefault(name, name));
            if (recording.isEmpty()) {
                throw new IllegalStateException(
                        DATA + " names no directory with " + FILES.get(name) + ": set it to where the recordings are");
            }
            session.say("%s: %s, not redistributed", name, recording.get().getFileName());
            measure(session, name, recording.get(), world);
        }
    }

    private static Optional<Path> recording(String file) {
        return Optional.ofNullable(System.getenv(DATA))
                .map(directory -> Path.of(directory, file))
                .filter(Files::isRegularFile);
    }

    private static void measure(Session session, String name, Path recording, Path world) throws IOException {
        Path directory = session.newDirectory("history");
        try (Child ours = session.launcher()
                .java("kind=engine", "index=rstar", "path=" + directory.resolve("ours"), "world=" + world)) {
            double records = ours.ask("import " + recording).number("records");
            // A copy holds sealed files only, so everything is sealed for it.
            ours.ask("snapshot " + directory.resolve("copy"))
                    .unsupported()
                    .ifPresent(reason -> session.say("  no snapshot: %s", reason));
            double seconds = ours.ask("compact").number("nanos") / 1e9;
            Reply store = ours.ask("store");
            String key = SEALED_BYTES.stream()
                    .filter(detail -> store.has(detail) && store.number(detail) > 0)
                    .findFirst()
                    .orElseThrow();
            Figure figure = Figure.cost(name, store.number(key) / records, UNIT)
                    .with("store", store.text("type"))
                    .with("records", Math.round(records))
                    .with("bytes_of", key)
                    .with("all_bytes", bytesBelow(directory.resolve("ours")))
                    .with("compact_s", seconds);
            addOriginal(session, figure, recording, directory, world);
            session.report(figure);
        }
        Session.remove(directory);
    }

    private static void addOriginal(Session session, Figure figure, Path recording, Path directory, Path world)
            throws IOException {
        Path original = directory.resolve("original");
        Optional<Child> started = session.launcher().rust("kind=spatio", "path=" + original + "/log", "world=" + world);
        if (started.isEmpty()) {
            figure.notMeasured(EngineContest.ORIGINAL, EngineContest.NO_CARGO);
            return;
        }
        Path rows = directory.resolve("rows.txt");
        writeRows(recording, rows);
        try (Child child = started.get()) {
            double records = child.ask("import " + rows).number("records");
            child.ask("close");
            figure.against(EngineContest.ORIGINAL, bytesBelow(original) / records)
                    .with("exact", false)
                    .with("peer_note", "coordinates are rounded to 6 decimals");
        }
    }

    /** The same rows for a program that reads no CSV: id, microseconds, lon, lat, alt. */
    private static void writeRows(Path recording, Path rows) throws IOException {
        try (Recording from = Recording.open(recording);
                BufferedWriter to = Files.newBufferedWriter(rows)) {
            for (boolean more = from.next(); more; more = from.next()) {
                long micros = Math.addExact(
                        Math.multiplyExact(from.timestamp().getEpochSecond(), 1_000_000L),
                        from.timestamp().getNano() / 1000);
                double alt = from.position().hasAlt() ? from.position().altOrNaN() : 0;
                to.write(from.objectId() + "\t" + micros + "\t"
                        + from.position().lon() + "\t" + from.position().lat() + "\t" + alt);
                to.newLine();
            }
        }
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
