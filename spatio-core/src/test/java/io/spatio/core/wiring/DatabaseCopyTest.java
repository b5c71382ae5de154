package io.spatio.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Area;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.TrackPoint;
import io.spatio.core.copy.CopyCounts;
import io.spatio.error.StoreException;
import io.spatio.spi.Documents;
import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.ForwardingTrajectoryStore;
import io.spatio.testkit.generators.Seeds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A copy of a database")
class DatabaseCopyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> NAMESPACES = List.of("fleet", "drones", "\uD83D\uDE80 ü", "emptied");
    private static final int OBJECTS = 12;

    @TempDir
    private Path directory;

    private Instant time = NOW;
    private final InstantSource clock = () -> time;

    private Spatio open(Path path, String store) {
        return Spatio.builder()
                .path(path)
                .store(store)
                .index("rstar")
                .clock(clock)
                .build();
    }

    private DatabaseCopy copyOf(Path path) {
        return DatabaseCopy.of(Spatio.builder().path(path).clock(clock).request());
    }

    /** Random work of four months, of which deletes of the first two are forgotten; in one namespace nothing remains. */
    private void fill(Path path, String store, Random random) {
        for (int month = 4; month >= 0; month--) {
            time = NOW.minus(Duration.ofDays(29L * month));
            try (Spatio db = open(path, store)) {
                for (int i = 0; i < 300; i++) {
                    Namespace namespace = db.namespace(NAMESPACES.get(random.nextInt(month < 3 ? 3 : 4)));
                    write(namespace, "object-" + random.nextInt(OBJECTS), random);
                }
                if (month == 3) {
                    for (int i = 0; i < OBJECTS; i++) {
                        db.namespace("emptied").delete("object-" + i);
                    }
                }
                db.maintenance().compact();
            }
        }
        time = NOW;
    }

    private static void write(Namespace namespace, String id, Random random) {
        Instant at = NOW.minusSeconds(random.nextInt(40) - 20L);
        switch (random.nextInt(20)) {
            case 0 -> namespace.erase(id);
            case 1, 2 -> namespace.delete(id, at);
            case 3 -> namespace.delete(id);
            default -> {
                double alt = random.nextInt(2) == 0 ? Double.NaN : -0.0;
                Position position = Double.isNaN(alt)
                        ? Position.of(random.nextInt(3), -0.0)
                        : Position.of(random.nextInt(3), 12.3456789012345, alt);
                Metadata metadata =
                        random.nextBoolean() ? Metadata.NONE : Metadata.json("{ \"n\" : 1.50, \"u\":\"\\u00fc\"}");
                namespace.upsert(id, position, metadata, at);
            }
        }
    }

    /** Everything that a database answers. */
    private static Map<String, Object> answers(Spatio db) {
        Map<String, Object> answers = new TreeMap<>();
        answers.put("namespaces", db.namespaces());
        for (String name : NAMESPACES) {
            Namespace namespace = db.namespace(name);
            answers.put(
                    name + " during",
                    List.copyOf(namespace.queryDuring(Area.Box.WORLD, Instant.MIN, Instant.MAX, Integer.MAX_VALUE)));
            for (int i = 0; i < OBJECTS; i++) {
                String id = "object-" + i;
                List<TrackPoint> track =
                        new ArrayList<>(namespace.queryTrajectory(id, Instant.MIN, Instant.MAX, Integer.MAX_VALUE));
                answers.put(name + " " + id, track);
                answers.put(name + " " + id + " now", String.valueOf(namespace.get(id)));
            }
        }
        return answers;
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"log,mvstore", "mvstore,log", "log,log", "mvstore,mvstore"})
    @DisplayName("answers as the original, also to what is written afterwards")
    void answersAsTheOriginal(String from, String to) {
        long seed = Seeds.of("DatabaseCopyTest " + from + " " + to);
        System.out.println("DatabaseCopyTest seed=" + seed);
        Random random = new Random(seed);
        Path old = directory.resolve("old");
        Path copy = directory.resolve("copy");
        fill(old, from, random);
        CopyCounts counts = copyOf(old).to(copy, to, progress -> {});
        assertThat(counts.positions()).isPositive();
        assertThat(counts.deletes()).isPositive();
        try (Spatio one = open(old, from);
                Spatio other = open(copy, to)) {
            assertThat(answers(other)).isEqualTo(answers(one));
            long afterwards = random.nextLong();
            for (Spatio db : List.of(one, other)) {
                Random same = new Random(afterwards);
                for (int i = 0; i < 200; i++) {
                    write(db.namespace(NAMESPACES.get(same.nextInt(4))), "object-" + same.nextInt(OBJECTS), same);
                }
            }
            assertThat(answers(other)).isEqualTo(answers(one));
        }
        try (Spatio one = open(old, from);
                Spatio other = open(copy, to)) {
            assertThat(answers(other)).isEqualTo(answers(one));
        }
    }

    private TrajectoryStore store(Path path, String name) {
        TrajectoryStoreProvider provider = Wrapped.onClassPath(name);
        return provider.open(
                Options.of(provider.options(), Map.of()), StoreContext.in(path).withClock(clock));
    }

    private static Map<String, String> documents(TrajectoryStore store) {
        Map<String, String> found = new TreeMap<>();
        store.documents()
                .forEach(
                        "",
                        document -> found.put(document.key(), new String(document.content(), StandardCharsets.UTF_8)));
        return found;
    }

    private void putDocuments(Path path, String name) {
        open(path, name).close();
        try (TrajectoryStore kept = store(path, name)) {
            kept.documents().put("fences/a", "replaced".getBytes(StandardCharsets.UTF_8));
            kept.documents().put("fences/a", "A".getBytes(StandardCharsets.UTF_8));
            kept.documents().put("fences/b", new byte[0]);
            kept.documents().put("removed", new byte[7]);
            kept.documents().remove("removed");
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"log,mvstore", "mvstore,log", "log,log", "mvstore,mvstore"})
    @DisplayName("has the documents of the original, and so has a snapshot")
    void documents(String from, String to) {
        Path old = directory.resolve("old");
        putDocuments(old, from);
        Map<String, String> expected = Map.of("fences/a", "A", "fences/b", "");
        CopyCounts counts = copyOf(old).to(directory.resolve("copy"), to, progress -> {});
        assertThat(counts.documents()).isEqualTo(2);
        try (Spatio db = open(directory.resolve("copy"), to)) {
            assertThat(db.stats().store().details()).containsEntry("documents", 2);
            db.maintenance().snapshot(directory.resolve("snapshot"));
            assertThat(db.maintenance().verify().problems()).isEmpty();
        }
        for (String place : List.of("copy", "snapshot")) {
            try (TrajectoryStore kept = store(directory.resolve(place), to)) {
                assertThat(documents(kept)).as(place).isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("into a store that keeps no documents is refused where there are some")
    void documentsNowhere() {
        Path old = directory.resolve("old");
        open(old, "log").close();
        copyInto(old, "without");
        putDocuments(old, "log");
        assertThatThrownBy(() -> copyInto(old, "refused"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("2 documents")
                .hasMessageContaining("name another store");
    }

    private void copyInto(Path old, String to) {
        DatabaseCopy.of(Spatio.builder()
                        .path(old)
                        .clock(clock)
                        .store(new WithoutDocuments())
                        .request())
                .to(directory.resolve(to), "without-documents", progress -> {});
    }

    /** A log store that keeps no documents. */
    private record WithoutDocuments() implements TrajectoryStoreProvider {
        private static final TrajectoryStoreProvider LOG = Wrapped.onClassPath("log");

        @Override
        public String name() {
            return "without-documents";
        }

        @Override
        public List<Option> options() {
            return LOG.options();
        }

        @Override
        public TrajectoryStore open(Options options, StoreContext context) {
            return new ForwardingTrajectoryStore(LOG.open(options, context)) {
                @Override
                public Documents documents() {
                    throw new StoreException("store without-documents keeps no documents");
                }
            };
        }
    }

    @Test
    @DisplayName("needs a database and an empty directory")
    void refusals() throws Exception {
        Path old = directory.resolve("old");
        assertThatThrownBy(() -> copyOf(old)).isInstanceOf(StoreException.class).hasMessageContaining("no database");
        open(old, "log").close();
        Files.createDirectory(directory.resolve("full"));
        Files.createFile(directory.resolve("full").resolve("somebody's"));
        assertThatThrownBy(() -> copyOf(old).to(directory.resolve("full"), "log", progress -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not empty");
        assertThatThrownBy(() -> copyOf(old).to(directory.resolve("new"), "memory", progress -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> open(old, "mvstore"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("spatio copy " + old + " NEW-DIRECTORY --store mvstore");
    }

    /** The log store, which remembers how it was opened. */
    private record Watched(List<String> openings) implements TrajectoryStoreProvider {
        private static final TrajectoryStoreProvider LOG = Wrapped.onClassPath("log");

        @Override
        public String name() {
            return "watched";
        }

        @Override
        public List<Option> options() {
            return LOG.options();
        }

        @Override
        public TrajectoryStore open(Options options, StoreContext context) {
            openings.add(context.directory().getFileName() + (context.readOnly() ? " read-only" : ""));
            return LOG.open(options, context);
        }
    }

    @Test
    @DisplayName("opens the original read-only")
    void readsTheOriginal() {
        List<String> openings = new ArrayList<>();
        Path old = directory.resolve("old");
        Spatio.builder()
                .path(old)
                .store(new Watched(openings))
                .index("rstar")
                .build()
                .close();
        DatabaseCopy.of(Spatio.builder().path(old).store(new Watched(openings)).request())
                .to(directory.resolve("copy"), "watched", progress -> {});
        assertThat(openings).containsExactly("old", "old read-only", "copy", "copy");
    }

    @Test
    @DisplayName("that broke off is no database, and the original is as it was")
    void brokenOff() {
        Path old = directory.resolve("old");
        fill(old, "log", new Random(1));
        for (int appends = 0; appends < 40; appends += 13) {
            Path copy = directory.resolve("copy-" + appends);
            Failing failing = new Failing(appends);
            DatabaseCopy copying = DatabaseCopy.of(
                    Spatio.builder().path(old).clock(clock).store(failing).request());
            assertThatThrownBy(() -> copying.to(copy, failing.name(), progress -> {}))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("delete it")
                    .hasMessageContaining("injected");
            assertThatThrownBy(() -> open(copy, "log"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("never finished");
        }
        copyOf(old).to(directory.resolve("whole"), "log", progress -> {});
    }

    /** A log store that takes a number of deletes and no more. */
    private record Failing(int deletes) implements TrajectoryStoreProvider {
        private static final TrajectoryStoreProvider LOG = Wrapped.onClassPath("log");

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public List<Option> options() {
            return LOG.options();
        }

        @Override
        public TrajectoryStore open(Options options, StoreContext context) {
            return new FailingStore(LOG.open(options, context), deletes);
        }
    }
}
