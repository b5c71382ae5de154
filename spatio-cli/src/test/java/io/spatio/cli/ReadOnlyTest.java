package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("--read-only")
class ReadOnlyTest {
    @TempDir
    Path directory;

    private CommandUnderTest command;

    @BeforeEach
    void fill() throws IOException {
        command = new CommandUnderTest(directory.resolve("db"));
        command.run("put", "n", "a", "1,2", "--at", "2024-05-01T12:00:00Z").exits(0);
        Files.writeString(
                directory.resolve("p.geojson"),
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[9,0],[9,9],[0,9],[0,0]]]}");
    }

    private String[] words(String line) {
        return line.replace("%", directory.toString() + "/").split(" ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get n a",
                "near n 1,2 --radius 1km",
                "knn n 1,2",
                "bbox n 0,0,9,9",
                "cylinder n 1,2 --radius 1km --min-alt 0 --max-alt 5",
                "within n %p.geojson",
                "track n a",
                "during n 0,0,9,9",
                "list n",
                "namespaces",
                "export n",
                "stats",
                "check"
            })
    void readsAsWithoutIt(String line) {
        String answer = command.run(words(line)).answer();
        String readOnly = command.run(words(line + " --read-only")).answer();
        assertThat(answer).isNotEmpty();
        if (!line.equals("stats") && !line.equals("check")) { // which tell of the files, and of the opening itself
            assertThat(readOnly).isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "put n a 1,2",
                "delete n a",
                "erase n a --yes",
                "drop n --yes",
                "import n %none.csv",
                "compact",
                "check --salvage"
            })
    void rulesOutWhateverWrites(String line) {
        CommandUnderTest.Run run = command.run(words(line + " --read-only"));
        assertThat(run.exits(2).err())
                .isEqualTo("error: " + words(line)[0] + " changes the database, which --read-only rules out\n");
        command.run("get", "n", "a").exits(0);
    }

    @Test
    void holdsForAllLinesOfAShell() {
        assertThat(command.runWithInput(
                                "get n a\nput n b 1,2\ndrop n --yes\nget n a --read-only\nlist n\n",
                                "shell",
                                "--read-only",
                                "--format",
                                "json")
                        .answer()
                        .lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"objectId\":\"a\""),
                        line -> assertThat(line).contains("error", "--read-only rules out"),
                        line -> assertThat(line).contains("error", "--read-only rules out"),
                        line -> assertThat(line).contains("error", "belong to the shell"),
                        line -> assertThat(Json.rows(line)).hasSize(1));
    }

    @Test
    void createsNoDatabase() {
        CommandUnderTest none = new CommandUnderTest(directory.resolve("none"));
        assertThat(none.runWithInput("list n\n", "shell", "--read-only")
                        .exits(1)
                        .err())
                .contains("no database at");
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void isHowCopyReads() {
        String from = directory.resolve("db").toString();
        String to = directory.resolve("copy").toString();
        CommandUnderTest.plain("", Map.of(), "copy", from, to, "--read-only").exits(0);
        assertThat(new CommandUnderTest(directory.resolve("copy"))
                        .run("export", "n")
                        .answer())
                .isEqualTo(command.run("export", "n").answer());
    }
}
