package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command line")
class CommandLineTest {
    private static CommandUnderTest.Run run(String... arguments) {
        return CommandUnderTest.plain("", Map.of(), arguments);
    }

    static Stream<String> verbs() {
        return Verbs.all().keySet().stream();
    }

    @Test
    void withoutAVerbTellsTheVerbs() {
        assertThat(run().exits(2).err()).contains("Usage: spatio VERB", "demo", "near");
        assertThat(run("help", "help").answer())
                .isEqualTo(run("help", "--help").answer())
                .isEqualTo(run("help").answer());
        assertThat(run("--help").answer()).isEqualTo(run("help").answer()).contains("spatio near trucks");
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void eachVerbHasHelpWithAnExample(String verb) {
        assertThat(run(verb, "--help").answer()).contains("Usage: spatio " + verb, "Example", "  spatio " + verb);
        assertThat(run("help", verb).answer()).isEqualTo(run(verb, "-h").answer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nearest trucks",
                "near trucks --radius 5km",
                "near trucks 1,2 --of a --radius 5km",
                "near trucks 1,2",
                "near trucks 1,2 --radius five",
                "near trucks 1,2 --radius 5km --raduis 3",
                "near trucks 200,2 --radius 5km",
                "near trucks 1,2 --radius 5km --exclude-self",
                "near trucks 1,2 --radius 5km --limit -1",
                "near trucks 1,2 --radius 5km --format xml",
                "near trucks 1,2 --radius 5km --after a",
                "near trucks 1,2 --radius 5km --after-distance 5",
                "near trucks 1,2 --radius 5km --after a --after-distance -5",
                "near trucks 1,2 --radius 5km --after a --after-distance far",
                "cylinder trucks 1,2 --radius 5 --min-alt 0 --max-alt 5 --after a",
                "knn trucks 1,2 --after a",
                "knn trucks 1,2 --after-distance 5",
                "list trucks --after a --after-distance 5",
                "list trucks --timeout 5",
                "list trucks --timeout -5s",
                "track trucks a --timeout soon",
                "track trucks a --order random",
                "track trucks a --after 2024-01-02T00:00:00Z",
                "track trucks a --after-sequence 5",
                "track trucks a --after 2024-01-02T00:00:00Z --after-sequence -5",
                "track trucks a --after b --after-sequence 5",
                "during trucks 1,2,3,4 --after a",
                "knn trucks 1,2 -k many",
                "bbox trucks 1,2,3",
                "bbox trucks 1,2,3,4 --min-alt 5",
                "cylinder trucks 1,2 --radius 5 --min-alt 0",
                "get trucks",
                "get trucks a b",
                "track trucks a --from yesterday",
                "track trucks a --from 1714564800",
                "put trucks a 40,116",
                "put trucks a 1,2 --metadata {",
                "put trucks a 1,2 --at 2024-01-01T00:00:00",
                "put trucks a 1,2 extra",
                "import trucks",
                "import trucks a.csv --time-format unix",
                "import trucks a.csv --columns who=a",
                "import trucks a.csv --zone Mars",
                "import trucks - -",
                "track trucks a --from 2024-01-02T00:00:00Z --to 2024-01-01T00:00:00Z",
                "during trucks 1,2,3,4 --from 2024-01-02T00:00:00Z --to 2024-01-01T00:00:00Z",
                "export trucks --format json",
                "erase trucks",
                "erase trucks a",
                "drop trucks",
                "drop trucks a --yes",
                "check --accept-unerased",
                "stats -D nonsense",
                "stats -D =5",
                "demo --seconds 0",
                "demo --db x",
                "demo --format json"
            })
    void wrongOnesExitWith2AndSayWhy(String line) {
        CommandUnderTest.Run run = run(line.split(" "));
        assertThat(run.exits(2).out()).isEmpty();
        assertThat(run.err()).startsWith("error: ").hasLineCount(1);
    }

    @Test
    void aRangeErrorNamesTheLikelyCause() {
        assertThat(run("put", "trucks", "a", "40.7,116.3").exits(2).err())
                .contains("latitude 116.3 is outside [-90, 90]", "swapped");
    }

    @Test
    void anErrorNamesTheOptionThatWasGiven() {
        assertThat(run("knn", "trucks", "1,2", "-k", "many").exits(2).err()).contains("option '-k': \"many\"");
        assertThat(run("knn", "trucks", "1,2", "-kmany").exits(2).err()).contains("option '-k': \"many\"");
        assertThat(run("knn", "trucks", "1,2", "--limit", "many").exits(2).err())
                .contains("option '--limit': \"many\"");
        assertThat(run("knn", "trucks", "1,2", "--limit=many").exits(2).err()).contains("option '--limit': \"many\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.typ=rstar", "index.rstar.leaf-capacity=few", "index.rstar.leaf-capacity=-5"})
    void aWrongSettingIsSaidToComeFromTheCommandLine(String setting, @TempDir Path directory) {
        CommandUnderTest.Run run = new CommandUnderTest(directory.resolve("db"), setting).run("put", "n", "a", "1,2");
        assertThat(run.exits(1).err()).contains("(given by -D)").doesNotContain("builder");
    }

    @Test
    void aFileInPlaceOfADirectoryIsSaidToBeOne(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");
        assertThat(new CommandUnderTest(file).run("stats").exits(1).err()).contains(file + " is a file");
        CommandUnderTest command = new CommandUnderTest(directory.resolve("db"));
        command.run("put", "n", "a", "1,2").exits(0);
        assertThat(command.run("snapshot", file.toString()).exits(2).err()).contains(file + " is a file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list trucks",
                "get trucks a",
                "near trucks -1,2 --radius 1km",
                "knn trucks -1,2",
                "bbox trucks -1,2,3,4",
                "cylinder trucks 1,2 --radius 1 --min-alt -5 --max-alt 5",
                "track trucks a",
                "during trucks -1,2,3,4",
                "namespaces",
                "stats",
                "check",
                "compact",
                "export trucks",
                "delete trucks a",
                "erase trucks a --yes",
                "drop trucks --yes",
                "list trucks --read-only",
                "shell --read-only",
                "snapshot x"
            })
    void aDatabaseThatDoesNotExistIsAnErrorAndIsNotCreated(String line, @TempDir Path directory) {
        Path database = directory.resolve("none");
        CommandUnderTest.Run run = new CommandUnderTest(database).run(line.split(" "));
        assertThat(run.exits(1).err()).startsWith("error: no database at " + database);
        assertThat(database).doesNotExist();
    }

    @Test
    void anEmptyDirectoryIsNoDatabaseAndStaysEmpty(@TempDir Path directory) throws IOException {
        assertThat(new CommandUnderTest(directory).run("stats").exits(1).err()).contains("the directory is empty");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void theEnvironmentNamesTheDatabase(@TempDir Path directory) {
        Path database = directory.resolve("none");
        assertThat(CommandUnderTest.plain("", Map.of("SPATIO_DB", database.toString()), "stats")
                        .exits(1)
                        .err())
                .contains(database.toString());
        assertThat(CommandUnderTest.plain("", Map.of("SPATIO_CONFIG", database.toString()), "stats")
                        .exits(1)
                        .err())
                .contains("configuration file " + database + " does not exist");
    }

    @Test
    void flagsMayStandBeforeTheVerb(@TempDir Path directory) {
        Path database = directory.resolve("none");
        assertThat(run("--db", database.toString(), "stats").exits(1).err()).contains(database.toString());
    }

    @Test
    void anImportOfAWrongFileLeavesNothingBehind(@TempDir Path directory) throws IOException {
        CommandUnderTest command = new CommandUnderTest(directory.resolve("none"));
        Path headless = Files.writeString(directory.resolve("a.csv"), "1,2,3\n4,5,6\n");
        assertThat(command.run("import", "trucks", directory.resolve("b.csv").toString())
                        .exits(1)
                        .err())
                .contains("b.csv does not exist");
        assertThat(command.run("import", "trucks", headless.toString()).exits(1).err())
                .contains("no column for id, time, lon, lat");
        assertThat(command.run("import", "trucks", directory.toString())
                        .exits(1)
                        .err())
                .contains("is a directory");
        Path wide = Files.write(directory.resolve("w.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0});
        assertThat(command.run("import", "trucks", wide.toString()).exits(1).err())
                .contains("UTF-16");
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void whatIsWrongInAFileIsToldInOneLineWithItsPlace(@TempDir Path directory) throws IOException {
        CommandUnderTest command = new CommandUnderTest(directory.resolve("db"));
        Path rows = Files.writeString(
                directory.resolve("a.csv"),
                "id;time;lon;lat;note\na;2024-01-01T00:00:00Z;11,5;48;\nb;2024-01-01T00:00:00Z;11.5;48;"
                        + "x".repeat(70_000) + "\n");
        assertThat(command.run("import", "n", rows.toString()).exits(1).err())
                .contains("a.csv:2: lon=11,5: \"11,5\" is not a number: the decimal mark must be a point; if")
                .contains("a.csv:3: id=b: metadata has 700");
        Path polygon = Files.writeString(directory.resolve("p.geojson"), "{\n\"type\": Polygon}");
        assertThat(command.run("within", "n", polygon.toString()).exits(1).err())
                .startsWith("error: " + polygon + ": GeoJSON is not well-formed JSON: Unrecognized token 'Polygon'")
                .containsPattern(" at line 2, column \\d+\n$");
    }

    @Test
    void anIdThatBeginsWithAnAtSignIsNoFileOfArguments(@TempDir Path directory) throws IOException {
        CommandUnderTest command = new CommandUnderTest(directory.resolve("db"));
        String id = "@" + Files.writeString(directory.resolve("arguments"), "another");
        assertThat(command.run("put", "n", id, "1,2").answer()).isEqualTo("CREATED\n");
        assertThat(Json.rows(command.run("list", "n", "--format", "json").answer()))
                .extracting(row -> row.get("objectId"))
                .containsExactly(id);
    }

    @Test
    void aStoreThatKeepsNothingIsRefusedForADirectory(@TempDir Path directory) {
        CommandUnderTest command = new CommandUnderTest(directory.resolve("db"), "store.type=memory");
        assertThat(command.run("put", "n", "a", "1,2").exits(1).err())
                .contains("spatio.store.type = memory would keep nothing in spatio.path = " + directory.resolve("db"));
        assertThat(directory.resolve("db")).doesNotExist();
    }

    @Test
    void whatCannotBeReadOrMadeSaysWhy(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");
        assertThat(new CommandUnderTest(file.resolve("db"))
                        .run("put", "n", "a", "1,2")
                        .exits(1)
                        .err())
                .contains("cannot look into directory " + file.resolve("db"))
                .endsWithIgnoringCase("not a directory\n");
        assertThat(run("stats", "--config", directory.toString()).exits(1).err())
                .contains("configuration file " + directory + " is not a file");
    }

    @Test
    void theVersionNeedsNoDatabase() {
        assertThat(run("version").answer()).contains("spatio", "java");
        assertThat(run("--version").answer()).isEqualTo(run("version").answer());
        assertThat(run("version", "--format", "json").answer())
                .startsWith("{\"spatio\":\"")
                .endsWith("\"}\n");
    }
}
