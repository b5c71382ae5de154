package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Spatio;
import io.spatio.cli.command.Console;
import io.spatio.cli.command.Terminals;
import io.spatio.cli.output.LoudOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Standard input and output, and what is cut off")
class PipesTest {
    private static final String HEADER = "id,time,lon,lat\n";
    private static final int ROWS = 50_000;

    @TempDir
    Path directory;

    private CommandUnderTest command() {
        return new CommandUnderTest(directory.resolve("db"));
    }

    private static String rows(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> "t%d,2024-05-01T00:00:00Z,%.4f,%.4f%n".formatted(n, n * 0.7 % 180, n * 0.3 % 90))
                .collect(Collectors.joining());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    @Test
    void whatOneExportsAnotherImports() {
        command().run("put", "n", "a", "1,2", "--at", "2024-05-01T00:00:00Z").exits(0);
        String exported = command().run("export", "n", "--output", "-").answer();
        CommandUnderTest other = new CommandUnderTest(directory.resolve("other"));
        CommandUnderTest.Run run = other.runWithInput(exported, "import", "m", "-", "--format", "json");
        assertThat(Json.object(run.answer())).containsEntry("created", "1");
        assertThat(run.err()).startsWith("standard input: columns id=object_id").contains("standard input: 1 rows");
        assertThat(other.run("export", "m").answer()).isEqualTo(exported);
    }

    @Test
    void aPipeWithinOneDatabaseNamesTheWayByAFile() {
        command().run("put", "n", "a", "1,2", "--at", "2024-05-01T00:00:00Z").exits(0);
        String exported = command().run("export", "n").answer();
        // As the export at the other end of the pipe holds it.
        try (Spatio held = Spatio.open(directory.resolve("db"))) {
            assertThat(command()
                            .runWithInput(exported, "import", "m", "-")
                            .exits(1)
                            .err())
                    .contains("in use by")
                    .contains("go by a file: spatio export NAMESPACE --output FILE");
            assertThat(held.namespaces()).containsExactly("n");
        }
        Path file = directory.resolve("n.csv");
        command().run("export", "n", "--output", file.toString()).exits(0);
        command().run("import", "m", file.toString()).exits(0);
        assertThat(command().run("export", "m").answer()).isEqualTo(exported);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() {
        String rows = "\uFEFF" + HEADER + rows(0, 3);
        command().runWithInput(rows, "import", "n", "-").exits(0);
        assertThat(command()
                        .runWithInput("\uFEFFget n t1\r\nget n t2\r\n", "shell", "--format", "json")
                        .answer())
                .hasLineCount(2)
                .doesNotContain("error");
        assertThat(command()
                        .runWithInput("\uFEFF# a comment\nget n \uFEFFt1\n", "shell", "--format", "json")
                        .answer())
                .contains("{\"error\":\"object \\\"\\\\ufefft1\\\" has no");
    }

    @Test
    void aLineThatIsNoTextIsRefusedAndTheNextOneAnswered() {
        byte[] latin = "put n caf\u00e9 1,2\nput n cafe 1,2\n".getBytes(StandardCharsets.ISO_8859_1);
        CommandUnderTest.Run run = command().runWithInput(new ByteArrayInputStream(latin), "shell", "--format", "json");
        assertThat(run.answer().lines())
                .containsExactly(
                        "{\"error\":\"the line is not UTF-8: convert the input first\"}",
                        "{\"objectId\":\"cafe\",\"outcome\":\"CREATED\",\"sequence\":1}");
        String endless = "put n " + "x".repeat(5 << 20) + " 1,2\nget n cafe\n";
        assertThat(command().runWithInput(endless, "shell").exits(0).err())
                .isEqualTo("error: the line has 5242890 bytes: the most is 4194304\n");
    }

    @Test
    void standardInputNamesTheLineOfABadRow() {
        CommandUnderTest.Run run = command().runWithInput(HEADER + "a,now,1,2\n", "import", "n", "-");
        assertThat(run.exits(1).err()).contains("standard input:2: time=now");
        assertThat(command().runWithInput("", "import", "n", "-").exits(1).err())
                .contains("error: standard input: it is empty: the first line must name the columns");
    }

    @Test
    void gzipThatIsJoinedIsReadToTheEndOfAPipe() throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(gzip(HEADER + rows(0, 10)));
        joined.write(gzip(rows(10, 30)));
        // A pipe gives what there is, and never says that there is more.
        InputStream pipe = new ByteArrayInputStream(joined.toByteArray()) {
            @Override
            public synchronized int available() {
                return 0;
            }

            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 1));
            }
        };
        CommandUnderTest.Run run = command().runWithInput(pipe, "import", "n", "-", "--format", "json");
        assertThat(Json.object(run.answer())).containsEntry("created", "30");
    }

    @Test
    void aShellDoesNotReadItsLinesAsRows() {
        CommandUnderTest.Run run = command()
                .runWithInput("import n -\nput n a 1,2\nexport n\n", "shell", "--format", "json")
                .exits(0);
        assertThat(run.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"error\":\"- is standard input"),
                        line -> assertThat(line).contains("CREATED"),
                        line -> assertThat(line).contains("\"error\":\"export writes CSV"));
    }

    @Test
    void ofAGzipFileThatIsCutOffTheReadableRowsAreTaken() throws IOException {
        byte[] whole = gzip(HEADER + rows(0, ROWS));
        Path torn = Files.write(directory.resolve("torn.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        Path next = Files.writeString(directory.resolve("next.csv"), HEADER + "last,2024-05-01T00:00:00Z,1,2\n");

        CommandUnderTest.Run run = command().run("import", "n", torn.toString(), next.toString(), "--format", "json");
        Map<String, Object> summary = Json.object(run.exits(1).out());
        int taken = Integer.parseInt((String) summary.get("created"));
        assertThat(taken).isBetween(ROWS / 4, ROWS - 1);
        String error = "cannot read " + torn + " after line " + (taken + 1) + ": it ends too early: was it cut off?";
        assertThat(summary).containsEntry("error", error);
        assertThat(run.err()).contains("the import ended early", "\nerror: " + error + "\n");
        assertThat(Json.rows(command().run("namespaces", "--format", "json").answer())
                        .get(0))
                .containsEntry("objects", String.valueOf(taken));

        CommandUnderTest.Run again = command().run("import", "n", torn.toString());
        assertThat(again.exits(1).out()).containsPattern("duplicate +[0-9,]+\n");

        CommandUnderTest.Run shell =
                command().runWithInput("import n '" + torn + "'\nget n t1\n", "shell", "--format", "json");
        assertThat(shell.exits(0).out()).hasLineCount(2);
        assertThat(Json.object(shell.out().lines().findFirst().orElseThrow()))
                .containsEntry("duplicate", String.valueOf(taken))
                .containsEntry("error", error);
    }

    @Test
    void aGzipFileThatIsDamagedIsSaidToBe() throws IOException {
        byte[] packed = gzip(HEADER + rows(0, ROWS));
        Arrays.fill(packed, packed.length / 2, packed.length / 2 + 2_000, (byte) 0xff);
        Path file = Files.write(directory.resolve("bad.csv.gz"), packed);
        CommandUnderTest.Run run = command().run("import", "n", file.toString());
        assertThat(run.exits(1).err())
                .containsPattern("error: cannot read \\S+bad.csv.gz after line \\d+: its gzip data");
        Path stump = Files.write(directory.resolve("stump.gz"), Arrays.copyOf(packed, 5));
        assertThat(command().run("import", "n", stump.toString()).exits(1).err())
                .isEqualTo("error: cannot read " + stump + ": it ends too early: was it cut off?\n");
    }

    @Test
    void anErrorNamesAFileOnce() {
        Path target = directory.resolve("none").resolve("out.csv");
        command().run("put", "n", "a", "1,2").exits(0);
        assertThat(command()
                        .run("export", "n", "-o", target.toString())
                        .exits(1)
                        .err())
                .isEqualTo("error: cannot write " + target + ": its directory does not exist\n");
    }

    private record Lost(int exitCode, String err) {}

    /** Runs with a standard output that fails as the operating system says it. */
    private Lost lost(String reason, String... arguments) {
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(new LoudOutput(failing), false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                Map.of("SPATIO_DB", directory.resolve("db").toString()),
                Terminals.NONE);
        int exitCode = Main.runToEnd(arguments, console);
        Messages.requirePlain(err.toString(StandardCharsets.UTF_8));
        return new Lost(exitCode, err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list n", "list n --format json", "export n -q", "stats", "--help", "get n a", "version"})
    void anAnswerThatCannotBeWrittenIsAnError(String line) {
        command().run("put", "n", "a", "1,2").exits(0);
        assertThat(lost("No space left on device", line.split(" ")))
                .isEqualTo(new Lost(1, "error: cannot write standard output: No space left on device\n"));
        assertThat(lost("Broken pipe", line.split(" ")))
                .as("a reader that has seen enough")
                .isEqualTo(new Lost(1, ""));
        command().run("get", "n", "a").exits(0);
    }
}
