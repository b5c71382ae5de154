package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.cli.command.Console;
import io.spatio.cli.command.Terminals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("spatio erase and spatio drop")
class EraseTest {
    @TempDir
    Path directory;

    private CommandUnderTest command(String... settings) {
        return new CommandUnderTest(directory.resolve("db"), settings);
    }

    private CommandUnderTest filled(String store) {
        Instant noon = Instant.parse("2024-05-01T12:00:00Z");
        try (Spatio spatio =
                Spatio.builder().path(directory.resolve("db")).store(store).build()) {
            for (String id : List.of("secret-1", "secret-2", "other", "gone")) {
                spatio.upsert("n", id, Position.of(1, 2), Metadata.NONE, noon);
                spatio.upsert("n", id, Position.of(1.5, 2), Metadata.NONE, noon.plusSeconds(60));
            }
            spatio.delete("n", "gone");
            spatio.upsert("m", "a", Position.of(1, 2), Metadata.NONE);
        }
        return command("store.type=" + store);
    }

    /** Someone types at a terminal. */
    private CommandUnderTest.Run typed(String answer, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                Map.of("SPATIO_DB", directory.resolve("db").toString(), "NO_COLOR", "1"),
                stream -> stream != Terminals.Stream.OUT);
        int exitCode = Main.run(arguments, console);
        return new CommandUnderTest.Run(
                exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"log", "mvstore"})
    void removeObjectsWithAllHistory(String store) throws IOException {
        CommandUnderTest command = filled(store);
        assertThat(command.run("erase", "n", "secret-1", "gone", "secret-1", "--yes", "--format", "json")
                        .answer())
                .isEqualTo("{\"namespace\":\"n\",\"erased\":2,\"unknown\":[],\"sequence\":12}\n");
        CommandUnderTest.Run some = command.run("erase", "n", "secret-2", "nobody", "--yes", "--format", "json");
        assertThat(some.exits(3).out())
                .isEqualTo("{\"namespace\":\"n\",\"erased\":1,\"unknown\":[\"nobody\"],\"sequence\":13}\n");
        assertThat(command.run("erase", "n", "nobody", "--yes", "--format", "json")
                        .exits(3)
                        .out())
                .isEqualTo("{\"namespace\":\"n\",\"erased\":0,\"unknown\":[\"nobody\"],\"sequence\":0}\n");
        assertThat(command.run("erase", "n", "nobody", "--yes").exits(3).out()).doesNotContain("sequence");
        for (String id : List.of("secret-1", "secret-2", "gone")) {
            command.run("get", "n", id).exits(3);
            assertThat(command.run("track", "n", id, "--format", "json").answer())
                    .isEqualTo("[]\n");
        }
        assertThat(Json.rows(
                        command.run("track", "n", "other", "--format", "json").answer()))
                .hasSize(2);
        command.run("compact").exits(0);
        try (Stream<Path> files = Files.walk(directory.resolve("db"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("secret-");
            }
        }
        assertThat(command.run("put", "n", "secret-1", "3,4").answer()).isEqualTo("CREATED\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"log", "mvstore"})
    void dropANamespaceAndNoOther(String store) {
        CommandUnderTest command = filled(store);
        assertThat(command.run("drop", "n", "--yes", "--format", "json").answer())
                // ten events before it; a store may count one erase or one for each object
                .matches("\\{\"namespace\":\"n\",\"droppedObjects\":3,\"sequence\":1[1-4]}\n");
        assertThat(command.run("namespaces", "--format", "json").answer())
                .isEqualTo("[{\"namespace\":\"m\",\"objects\":1}]\n");
        assertThat(command.run("export", "n").answer()).hasLineCount(1);
        assertThat(command.run("drop", "n", "--yes").exits(3).err()).isEqualTo("error: namespace n holds nothing\n");
        command.run("delete", "m", "a").exits(0);
        assertThat(command.run("drop", "m", "--yes", "--format", "json").answer())
                .contains("\"droppedObjects\":0");
        assertThat(command.run("track", "m", "a", "--format", "json").answer()).isEqualTo("[]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y\n", " Yes\r\n"})
    void goOnAfterAYes(String answer) {
        CommandUnderTest command = filled("log");
        CommandUnderTest.Run run = typed(answer, "erase", "n", "secret-1", "other");
        assertThat(run.exits(0).err())
                .isEqualTo("Erase 2 objects of namespace n with all history? This cannot be undone. [y/N] ");
        command.run("get", "n", "other").exits(3);
        assertThat(typed(answer, "drop", "n").exits(0).err())
                .contains("Drop namespace n, in which 1 objects have a current position, with all history?");
        assertThat(command.run("list", "n", "--format", "json").answer()).isEqualTo("[]\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "", "yess\n"})
    void doNothingAfterAnythingElse(String answer) {
        CommandUnderTest command = filled("log");
        assertThat(typed(answer, "erase", "n", "other").exits(1).err()).endsWith("error: nothing was done\n");
        assertThat(typed(answer, "drop", "n").exits(1).err()).endsWith("error: nothing was done\n");
        command.run("get", "n", "other").exits(0);
    }

    @Test
    void askNobodyWhereNobodyIs() {
        CommandUnderTest command = filled("log");
        assertThat(command.runWithInput("y\n", "erase", "n", "other").exits(2).err())
                .contains("add --yes");
        assertThat(command.runWithInput("y\n", "drop", "n").exits(2).err()).contains("add --yes");
        assertThat(command.runWithInput("drop n\ny\nerase n other\ndrop m --yes\n", "shell", "--format", "json")
                        .answer()
                        .lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("error", "add --yes"),
                        line -> assertThat(line).contains("unknown verb y"),
                        line -> assertThat(line).contains("error", "add --yes"),
                        line -> assertThat(line).contains("\"droppedObjects\":1"));
        command.run("get", "n", "other").exits(0);
    }

    @Test
    void areTheWayOutOfARecordFromTheFuture() {
        CommandUnderTest command = command();
        command.run("put", "n", "a", "1,2", "--at", "2999-01-01T00:00:00Z").exits(0);
        assertThat(command.run("put", "n", "a", "3,4", "--at", "2024-05-01T12:00:00Z")
                        .answer())
                .isEqualTo("STALE\n");
        command.run("erase", "n", "a", "--yes").exits(0);
        assertThat(command.run("put", "n", "a", "3,4", "--at", "2024-05-01T12:00:00Z")
                        .answer())
                .isEqualTo("CREATED\n");
        assertThat(new CommandUnderTest(directory.resolve("db"), "max-future-skew=1d")
                        .run("put", "n", "a", "1,2", "--at", "2999-01-01T00:00:00Z")
                        .exits(2)
                        .err())
                .contains("2999-01-01T00:00:00Z");
    }
}
