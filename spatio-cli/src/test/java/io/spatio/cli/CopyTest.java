package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("spatio copy")
class CopyTest {
    private static final List<String> NAMESPACES = List.of("trucks", "drones");
    private static final List<String> IDS = List.of("a", "b", "gone", "secret-name", "-7");

    @TempDir
    Path directory;

    private static CommandUnderTest.Run spatio(String... arguments) {
        return CommandUnderTest.plain("", Map.of(), arguments);
    }

    private CommandUnderTest database(String name, String... settings) {
        return new CommandUnderTest(directory.resolve(name), settings);
    }

    private void fill(String store) {
        Instant noon = Instant.parse("2024-05-01T12:00:00Z");
        try (Spatio spatio =
                Spatio.builder().path(directory.resolve("old")).store(store).build()) {
            for (String name : NAMESPACES) {
                Namespace namespace = spatio.namespace(name);
                for (int i = 0; i < 3; i++) {
                    for (String id : IDS) {
                        namespace.upsert(id, Position.of(i, 40.7), Metadata.NONE, noon.plusSeconds(i / 2));
                    }
                }
                Metadata metadata = Metadata.json("{\"x\": [1.50, \"\u00fc\"]}");
                namespace.upsert("a", Position.of(1.50, -0.0, 7), metadata, noon.plusSeconds(9));
                namespace.delete("gone");
                namespace.erase("secret-name");
            }
        }
    }

    private static List<String> answers(CommandUnderTest command) {
        List<String> answers = new ArrayList<>();
        answers.add(command.run("namespaces", "--format", "json").answer());
        for (String namespace : NAMESPACES) {
            answers.add(command.run("list", namespace, "--format", "json").answer());
            answers.add(command.run("export", namespace).answer());
        }
        for (String id : List.of("gone", "secret-name")) {
            // a copy gives sequences from scratch
            answers.add(command.run("track", "trucks", id, "--format", "json")
                    .answer()
                    .replaceAll("\"sequence\":\\d+", "\"sequence\""));
        }
        return answers;
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"log,mvstore", "mvstore,log"})
    @DisplayName("keeps every answer, and what was erased stays away")
    void keepsEveryAnswer(String from, String to) throws IOException {
        fill(from);
        CommandUnderTest old = database("old");
        List<String> before = answers(old);
        Path copy = directory.resolve("copy");
        String told = spatio(
                        "copy", directory.resolve("old").toString(), copy.toString(), "--store", to, "--format", "json")
                .answer();
        assertThat(told)
                .contains("\"fromStore\":\"" + from + "\"")
                .contains("\"toStore\":\"" + to + "\"")
                .contains("\"objects\":8")
                .contains("\"positions\":26")
                .contains("\"deletes\":2");
        assertThat(answers(database("copy"))).isEqualTo(before);
        old.run("check").exits(0);
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("secret-name");
            }
        }
        database("copy").run("check").exits(0);
    }

    @Test
    @DisplayName("is what the refusal of another store names")
    void isWhatTheRefusalNames() {
        fill("log");
        Path old = directory.resolve("old");
        String refusal =
                database("old", "store.type=mvstore").run("namespaces").exits(1).err();
        assertThat(refusal).contains("spatio copy " + old + " NEW-DIRECTORY --store mvstore");
        String copy = directory.resolve("copy").toString();
        String[] named = refusal.replaceAll("(?s).*`spatio (copy [^`]*)`.*", "$1")
                .replace("NEW-DIRECTORY", copy)
                .split(" ", -1);
        spatio(named).exits(0);
        assertThat(database("copy").run("stats", "--format", "json").answer()).contains("\"type\":\"mvstore\"");
    }

    @Test
    @DisplayName("refuses what it cannot do, and leaves no half database")
    void refusals() throws IOException {
        fill("log");
        String old = directory.resolve("old").toString();
        String full = Files.createDirectory(directory.resolve("full")).toString();
        Files.createFile(directory.resolve("full").resolve("somebody"));
        assertThat(spatio("copy", old, full).exits(2).err()).contains("is not empty");
        assertThat(spatio(
                                "copy",
                                directory.resolve("none").toString(),
                                directory.resolve("new").toString())
                        .exits(1)
                        .err())
                .contains("there is no database in");
        assertThat(spatio("copy", old, directory.resolve("new").toString(), "--store", "nosuch")
                        .exits(1)
                        .err())
                .contains("nosuch");
        assertThat(directory.resolve("new")).doesNotExist();
        assertThat(spatio("copy", old, directory.resolve("new").toString(), "--db", old)
                        .exits(2)
                        .err())
                .contains("FROM and TO");
    }

    @Test
    @DisplayName("refuses the database's own directory, one inside it and one around it, as snapshot does")
    void refusesPlacesThatAreNotApart() {
        fill("log");
        Path old = directory.resolve("old");
        Map<Path, String> places = Map.of(old, "is", old.resolve("quarantine"), "lies inside", directory, "contains");
        places.forEach((place, how) -> {
            String told = how + " the directory of the database";
            assertThat(spatio("copy", old.toString(), place.toString()).exits(2).err())
                    .contains(told);
            assertThat(database("old")
                            .run("snapshot", place.toString())
                            .exits(2)
                            .err())
                    .contains(told);
        });
        database("old").run("check").exits(0);
    }

    @Test
    @DisplayName("names a target that is a dangling link, with nothing to delete, as snapshot does")
    void refusesDanglingLinks() throws IOException {
        fill("log");
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("gone"));
        String told = "error: " + link + " is a symbolic link to " + directory.resolve("gone");
        assertThat(spatio("copy", directory.resolve("old").toString(), link.toString())
                        .exits(1)
                        .err())
                .startsWith(told);
        assertThat(database("old").run("snapshot", link.toString()).exits(1).err())
                .startsWith(told);
    }
}
