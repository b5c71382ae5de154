package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Spatio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("spatio check")
class CheckTest {
    private static final int POSITIONS = 4_000;

    @TempDir
    Path directory;

    private CommandUnderTest command() {
        return new CommandUnderTest(directory.resolve("db"));
    }

    private void fill(String store) {
        try (Spatio spatio =
                Spatio.builder().path(directory.resolve("db")).store(store).build()) {
            Instant noon = Instant.parse("2024-05-01T12:00:00Z");
            for (int i = 0; i < POSITIONS; i++) {
                spatio.namespace("fleet")
                        .upsert(
                                "truck-" + i % 4,
                                Position.of(i * 0.001, Math.sin(i)),
                                Metadata.NONE,
                                noon.plusSeconds(i));
            }
            spatio.maintenance().compact();
        }
    }

    private Path file(String suffix) {
        try (Stream<Path> files = Files.list(directory.resolve("db"))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flip(Path file, double share) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) (bytes.length * share)] ^= 1;
        Files.write(file, bytes);
    }

    private long records(CommandUnderTest.Run run) {
        return Long.parseLong(run.out().replaceAll("(?s).*\"records\":([0-9]+).*", "$1"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"log", "mvstore"})
    @DisplayName("finds nothing wrong where nothing is, with --salvage either")
    void nothingWrong(String store) {
        fill(store);
        assertThat(command().run("check", "--format", "json").answer()).contains("\"problems\":[]");
        assertThat(command().run("check", "--salvage", "--format", "json").answer())
                .contains("\"missing\":[]")
                .contains("\"problems\":[]");
        assertThat(directory.resolve("db").resolve("quarantine")).doesNotExist();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"log,.sps,0.3", "log,MANIFEST,0.9", "log,.log,0.5", "mvstore,.mv,0.6"})
    @DisplayName("says what is damaged and what to do; --salvage goes on with the rest")
    void damage(String store, String suffix, double place) throws IOException {
        fill(store);
        flip(file(suffix), place);
        CommandUnderTest.Run found = command().run("check", "--format", "json").exits(1);
        assertThat(found.err()).contains("spatio check --salvage");
        CommandUnderTest.Run salvaged =
                command().run("check", "--salvage", "--format", "json").exits(1);
        assertThat(salvaged.out()).contains("\"problems\":[]").doesNotContain("\"missing\":[]");
        try (Stream<Path> kept = Files.list(directory.resolve("db").resolve("quarantine"))) {
            assertThat(kept).isNotEmpty();
        }
        CommandUnderTest.Run after = command().run("check", "--format", "json").exits(0);
        assertThat(after.out()).contains("\"problems\":[]");
        assertThat(records(after)).isBetween(POSITIONS / 4L, 2L * POSITIONS);
        command().run("list", "fleet").exits(0);
    }

    @Test
    @DisplayName("speaks of erased objects where a salvage would bring some back")
    void erasedObjectsMayComeBack() throws IOException {
        fill("mvstore");
        Path file = file(".mv");
        byte[] before = Files.readAllBytes(file);
        command().run("erase", "fleet", "truck-0", "--yes").exits(0);
        Files.write(file, before);
        flip(file, 0.6);
        assertThat(command().run("check", "--salvage").exits(1).err())
                .contains("may come back that were erased")
                .contains("accept-unerased");
        command().run("check", "--salvage", "--accept-unerased").exits(1);
        command().run("get", "fleet", "truck-0").exits(0);
    }

    @Test
    @DisplayName("does not speak of erased objects where something else stops a salvage")
    void otherDamageIsNotAboutErases() throws IOException {
        Path database = Files.createDirectory(directory.resolve("db"));
        Files.write(database.resolve("SPATIO"), new byte[0]);
        Files.write(database.resolve("stranger"), new byte[0]);
        assertThat(command().run("check", "--salvage").exits(1).err())
                .contains("which no store that is here")
                .doesNotContain("accept-unerased");
    }

    @Test
    @DisplayName("names file, object and times of a damaged page")
    void namesWhatIsDamaged() throws IOException {
        fill("log");
        Path segment = file(".sps");
        flip(segment, 0.3);
        CommandUnderTest.Run found = command().run("check", "--format", "json").exits(1);
        assertThat(found.out())
                .contains(segment.getFileName().toString())
                .contains("namespace=fleet object=truck-")
                .containsPattern("timestamp=2024-05-\\d\\dT[0-9:]+Z\\.\\.2024-05-\\d\\dT");
        assertThat(List.of(found.err())).isNotEmpty();
    }
}
