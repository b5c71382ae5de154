package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Spatio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Provokes what the other tests do not; the words of each message are checked by {@link CommandUnderTest}. */
@DisplayName("Messages name no class, switch or constant of Java, whatever goes wrong:")
class MessagesTest {
    private static final String[] LINES = {
        "put n a %",
        "put n a 1,2 --at %",
        "put n a 1,2 --metadata %",
        "near n % --radius 1",
        "near n 1,2 --radius %",
        "knn n 1,2 -k %",
        "bbox n %",
        "bbox n 1,2,3,4 --min-alt % --max-alt 5",
        "near n 1,2 --radius 1 --after % --after-distance 1",
        "near n 1,2 --radius 1 --after a --after-distance %",
        "track n a --from %",
        "track n a --order %",
        "track n a --after % --after-sequence 1",
        "track n a --after 2024-05-01T12:00:00Z --after-sequence %",
        "list n --timeout %",
        "list n --limit %",
        "list n --format %",
        "get % a",
        "get n %",
        "erase n % --yes",
        "import n - --columns %",
        "import n - --zone %",
        "demo --seconds %",
        "copy --store % a b",
        "%"
    };
    private static final List<String> DAMAGES = List.of("flip", "flip", "cut", "empty", "delete");

    @TempDir
    Path directory;

    private CommandUnderTest command() {
        return new CommandUnderTest(directory.resolve("db"));
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void refused(CommandUnderTest.Run run) {
        assertThat(run.exitCode()).as(run.toString()).isBetween(1, 3);
        assertThat(run.err()).contains("error: ").doesNotContain("itself is at fault");
    }

    @Test
    @DisplayName("files that are not there, or are something else")
    void files() throws IOException {
        command().run("put", "n", "a", "1,2").exits(0);
        Path file = file("file", "text");
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nowhere"));
        Path loop = directory.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        for (String path : List.of(
                directory.resolve("none").toString(),
                directory.toString(),
                file + "/x",
                link.toString(),
                loop.toString(),
                loop + "/x",
                "x".repeat(300),
                "a\0b",
                "/proc/self/mem",
                "")) {
            refused(command().run("within", "n", path));
            refused(command().run("import", "n", path));
            refused(command()
                    .run("import", "n", file("ok.csv", "id,time,lon,lat\n").toString(), path));
            refused(CommandUnderTest.plain("", Map.of(), "stats", "--config", path.isEmpty() ? "." : path));
            if (!path.isEmpty()) {
                refused(CommandUnderTest.plain("", Map.of(), "stats", "--db", path));
                refused(CommandUnderTest.plain(
                        "", Map.of(), "copy", path, directory.resolve("to").toString()));
                if (!path.equals("x".repeat(300))) {
                    refused(CommandUnderTest.plain("", Map.of("SPATIO_DB", path), "list", "n"));
                }
            }
        }
        for (String path : List.of(file + "/x", loop.toString(), loop + "/x", "y".repeat(300), "a\0b", "/proc/x")) {
            refused(CommandUnderTest.plain("", Map.of(), "put", "n", "a", "1,2", "--db", path));
            refused(command().run("snapshot", path));
            refused(CommandUnderTest.plain(
                    "", Map.of(), "copy", directory.resolve("db").toString(), path));
            refused(command().run("export", "n", "--output", path));
        }
        refused(command().run("snapshot", directory.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spatio {",
                "spatio = 5",
                "spatio { index = }",
                "spatio { index { type = [1] } }",
                "spatio { store { type = 5 } }",
                "spatio { namespaces = 3 }",
                "spatio { namespaces { a { store.type = log } } }",
                "include required(\"nowhere.conf\")",
                "spatio.path = ${nowhere}",
                "spatio { max-metadata-bytes = 5GiB }",
                "spatio { tombstone-horizon = yes }",
                "spatio { salvage = perhaps }",
                "\0",
                "spatio { \"a\0\" = 1 }"
            })
    @DisplayName("a configuration that is none")
    void configuration(String text) {
        refused(CommandUnderTest.plain(
                "", Map.of(), "config", "--config", file("c.conf", text).toString()));
    }

    private static List<String> someOf(Random random, int count, String... all) {
        List<String> some = new ArrayList<>(List.of(all));
        Collections.shuffle(some, random);
        return some.subList(0, count);
    }

    @Test
    @DisplayName("a wrong value of each setting")
    void settings() {
        Random random = new Random(Long.getLong("spatio.test.begin", System.nanoTime()));
        List<Map<String, Object>> known =
                Json.rows(command().run("config", "--format", "json").answer());
        assertThat(known).hasSizeGreaterThan(10);
        for (Map<String, Object> row : known) {
            String key = row.get("key").toString().substring("spatio.".length());
            for (String value :
                    someOf(random, 2, "", "-1", "99999999999999999999", "1e400", "5 parsecs", "[", "\0", "NaN")) {
                CommandUnderTest.Run run = CommandUnderTest.plain(
                        "",
                        Map.of(),
                        "put",
                        "n",
                        "a",
                        "1,2",
                        "--db",
                        directory.resolve("x").toString(),
                        "-D",
                        key + "=" + value);
                assertThat(run.err()).doesNotContain("itself is at fault");
            }
        }
    }

    @Test
    @DisplayName("arguments that are none")
    void arguments() {
        command().run("put", "n", "a", "1,2").exits(0);
        Random random = new Random(Long.getLong("spatio.test.begin", System.nanoTime()));
        for (String value : List.of(
                "",
                " ",
                "NaN",
                "Infinity",
                "-Infinity",
                "1e999",
                "0x10",
                "1,2,3,4,5",
                ",",
                "1,,2",
                "9".repeat(5_000),
                "\0",
                "\ud800",
                "1;2",
                "-",
                "--",
                "5 parsecs",
                "km",
                "1e5km",
                "9999-99-99T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "2024-02-30T00:00:00Z",
                "2024-01-01T00:00:00+99:00",
                "{",
                "[".repeat(70),
                "{\"a\":NaN}",
                "{\"" + "n".repeat(70_000) + "\":1}",
                "${x}",
                "%s%n",
                "@file",
                "\u202e")) {
            for (String line : someOf(random, 6, LINES)) {
                String[] words = Stream.of(line.split(" ", -1))
                        .map(word -> word.equals("%") ? value : word)
                        .toArray(String[]::new);
                CommandUnderTest.Run run = words.length == 1
                        ? CommandUnderTest.plain("", Map.of(), words)
                        : command().run(words);
                assertThat(run.err()).as(String.join(" ", words)).doesNotContain("itself is at fault");
                assertThat(run.exitCode() == 0
                                || !run.err().isEmpty()
                                || !run.out().isEmpty())
                        .as(String.join(" ", words))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":%brackets%}",
                "{\"type\":\"Polygon\",\"coordinates\":%brackets%}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[%digits%,0],[1,0],[1,1],[0,0]]]}",
                "{\"type\":\"Polygon\",\"%name%\":1}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[NaN,0]]]}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[1,2",
                "{\"type\":\"Polygon\",\"coordinates\":[}",
                "{'type':1}",
                "{} // a comment",
                "\0",
                ""
            })
    @DisplayName("a polygon that is none")
    void polygon(String pattern) {
        command().run("put", "n", "a", "1,2").exits(0);
        String text = pattern.replace("%brackets%", "[".repeat(64) + "]".repeat(64))
                .replace("%digits%", "1".repeat(1_001))
                .replace("%name%", "n".repeat(60_000));
        CommandUnderTest.Run run =
                command().run("within", "n", file("p.geojson", text).toString());
        refused(run);
        assertThat(run.err()).hasLineCount(1).containsPattern("p\\.geojson: GeoJSON .*line \\d+, column \\d+");
        assertThat(run.err().length()).isLessThan(500);
    }

    @Test
    @DisplayName("a database that somebody has open")
    void locked() {
        for (String store : List.of("log", "mvstore")) {
            Path database = directory.resolve(store);
            try (Spatio held = Spatio.builder().path(database).store(store).build()) {
                assertThat(held.namespaces()).isEmpty();
                CommandUnderTest command = new CommandUnderTest(database);
                for (String line : List.of("stats", "put n a 1,2", "check", "check --salvage", "compact", "list n")) {
                    refused(command.run(line.split(" ")));
                }
                refused(CommandUnderTest.plain(
                        "",
                        Map.of(),
                        "copy",
                        database.toString(),
                        directory.resolve("to" + store).toString()));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"log", "mvstore"})
    @DisplayName("a database with damage anywhere")
    void damaged(String store) throws IOException {
        Path whole = directory.resolve("whole");
        CommandUnderTest original = new CommandUnderTest(whole, "store.type=" + store);
        StringBuilder rows = new StringBuilder("id,time,lon,lat,note\n");
        for (int i = 0; i < 300; i++) {
            rows.append("t%d,2024-05-01T12:%02d:%02dZ,%d,%d,x%d%n".formatted(i % 5, i / 60, i % 60, i % 90, i % 45, i));
        }
        original.runWithInput(rows.toString(), "import", "n", "-").exits(0);
        original.run("erase", "n", "t3", "--yes").exits(0);
        original.run("compact").exits(0);
        original.run("erase", "n", "t4", "--yes").exits(0);
        original.run("put", "n", "t1", "1,2").exits(0);
        long seed = Long.getLong("spatio.test.seed", Long.getLong("spatio.test.begin", System.nanoTime()));
        double budget = Double.parseDouble(System.getProperty("spatio.test.budget", "5"));
        long end = System.nanoTime() + (long) (budget * 0.5e9);
        int round = 0;
        do {
            Path copy = directory.resolve("damaged" + round++);
            copy(whole, copy);
            askAfterDamage(copy, new Random(seed), seed);
            seed++;
        } while (System.nanoTime() < end);
    }

    private static void askAfterDamage(Path database, Random random, long seed) throws IOException {
        List<Path> files = filesOf(database);
        Path file = files.get(random.nextInt(files.size()));
        String damage = DAMAGES.get(random.nextInt(DAMAGES.size()));
        damage(file, damage, random);
        CommandUnderTest command = new CommandUnderTest(database);
        for (String line :
                List.of("check", "track n t1", "check --salvage", "check --salvage --accept-unerased", "stats")) {
            String place =
                    "with -Dspatio.test.seed=%d: %s of %s, then %s".formatted(seed, damage, file.getFileName(), line);
            try {
                assertThat(command.run(line.split(" ", -1)).err()).as(place).doesNotContain("itself is at fault");
            } catch (AssertionError e) {
                throw new AssertionError(place + ": " + e.getMessage(), e);
            }
        }
    }

    private static List<Path> filesOf(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : filesOf(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    private static void damage(Path file, String how, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        switch (how) {
            case "delete" -> Files.delete(file);
            case "empty" -> Files.write(file, new byte[0]);
            case "cut" -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            default -> {
                for (int i = 0; i < 3 && bytes.length > 0; i++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                Files.write(file, bytes);
            }
        }
    }
}
