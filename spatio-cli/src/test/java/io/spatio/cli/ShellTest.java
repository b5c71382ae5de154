package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The shell")
class ShellTest {
    @TempDir
    Path directory;

    private List<String> answers(String... lines) {
        return new CommandUnderTest(directory.resolve("db"))
                .runWithInput(String.join("\n", lines), "shell", "--format", "json")
                .answer()
                .lines()
                .toList();
    }

    @Test
    void answersEachLineWithOneLineOfJson() {
        List<String> answers = answers(
                "# a comment",
                "",
                "put n t1 -73.99,40.73 --at 2024-05-01T12:00:00Z --metadata '{\"a\":\"b\"}'",
                "get n t1",
                "get n t2",
                "near n -73.99,40.73 --radius 1km",
                "near n --of t2 --radius 1km",
                "list empty",
                "delete n t2",
                "nearest n",
                "near n 1,2",
                "near n 200,2 --radius 1",
                "get n 'x",
                "namespaces",
                "shell",
                "stats --db elsewhere",
                "list n --format table",
                "export n",
                "help",
                "near --help",
                "exit",
                "list n");
        assertThat(answers).hasSize(18);
        assertThat(answers.get(0)).isEqualTo("{\"objectId\":\"t1\",\"outcome\":\"CREATED\",\"sequence\":1}");
        assertThat(answers.get(1))
                .startsWith("{\"objectId\":\"t1\",\"lon\":-73.99,")
                .endsWith("\"metadata\":{\"a\":\"b\"}}");
        assertThat(answers.get(2)).startsWith("{\"error\":\"object t2 has no current position");
        assertThat(answers.get(3)).startsWith("[{\"objectId\":\"t1\",").endsWith("\"distanceMeters\":0.0}]");
        assertThat(answers.get(4)).startsWith("{\"error\":\"");
        assertThat(answers.get(5)).isEqualTo("[]");
        assertThat(answers.get(6)).isEqualTo("{\"objectId\":\"t2\",\"outcome\":\"ABSENT\",\"sequence\":0}");
        for (int i : new int[] {7, 8, 9, 10, 12, 13, 14, 15}) {
            assertThat(answers.get(i)).as(answers.get(i)).startsWith("{\"error\":\"");
        }
        assertThat(answers.get(11)).isEqualTo("[{\"namespace\":\"n\",\"objects\":1}]");
        assertThat(answers.get(16)).startsWith("{\"help\":\"");
        assertThat(answers.get(17)).startsWith("{\"help\":\"Usage: spatio near");
        answers.forEach(Json::read);
    }

    @Test
    void helpHelpsWithItselfToo() {
        List<String> answers = answers("help", "help help", "help --help", "--help", "help near", "help nearest");
        assertThat(answers.subList(0, 4)).containsOnly(answers.get(0));
        assertThat(answers.get(0)).startsWith("{\"help\":\"verbs: ");
        assertThat(answers.get(4)).startsWith("{\"help\":\"Usage: spatio near");
        assertThat(answers.get(5)).startsWith("{\"error\":\"unknown verb nearest");
    }

    @Test
    void takesAnyIdAndAnyMetadata() {
        String id = "a\0b\n \"c\" 'd' \\ \u2028 é😀";
        String quoted = "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(id)) + "\"";
        List<String> answers = answers(
                "put n " + quoted + " 1,2 --metadata \"{\\n\\\"a\\\":\\r\\n1}\"",
                "get n " + quoted,
                "track n " + quoted);
        assertThat(answers).hasSize(3);
        assertThat(Json.object(answers.get(1)))
                .containsEntry("objectId", id)
                .containsEntry("metadata", Map.of("a", "1"));
    }

    @Test
    void writesTablesForPeople() {
        CommandUnderTest.Run run = new CommandUnderTest(directory.resolve("db"))
                .runWithInput("put n t1 1,2 --at 2024-05-01T12:00:00Z\nget n t1\nget n t2\nquit\n", "shell");
        assertThat(run.answer())
                .isEqualTo("CREATED\nobjectId  lon  lat  timestamp\nt1        1.0  2.0  2024-05-01T12:00:00Z\n");
        assertThat(run.err()).startsWith("error: object t2 has no current position");
    }

    @Test
    void keepsWhatItWrote() {
        String lines = java.util.stream.IntStream.range(0, 200)
                .mapToObj(i -> "put n t" + i + " " + i / 10.0 + ",5")
                .collect(Collectors.joining("\n"));
        assertThat(answers(lines)).hasSize(200);
        assertThat(Json.rows(answers("list n").get(0))).hasSize(200);
    }
}
