package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An import that is killed")
class KilledImportTest {
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");
    private static final String HEADER = "id,time,lon,lat,n\n";
    private static final int OBJECTS = 10;
    private static final int ROWS_OF_FIRST_FILE = 2_000;
    private static final int ROWS = 30_000;

    @TempDir
    Path directory;

    private Path database() {
        return directory.resolve("db");
    }

    /** Row n of an endless file; each object gets every tenth. */
    private static String row(int n) {
        return String.format(
                Locale.ROOT,
                "t%d,2024-05-01T%02d:%02d:%02dZ,%d.5,%d.25,%d\n",
                n % OBJECTS,
                n / 3600 % 24,
                n / 60 % 60,
                n % 60,
                n % 100,
                n % 50,
                n);
    }

    /** Imports a file, and then standard input, whose writer never comes to an end: it kills instead. */
    private void importAndKill(String store) throws IOException, InterruptedException {
        assumeTrue(Files.exists(STANDARD_INPUT), "needs " + STANDARD_INPUT);
        Path first = directory.resolve("first.csv");
        Files.writeString(
                first,
                HEADER
                        + IntStream.range(0, ROWS_OF_FIRST_FILE)
                                .mapToObj(KilledImportTest::row)
                                .collect(Collectors.joining()));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.spatio.cli.Main",
                "import",
                "--db",
                database().toString(),
                "-D",
                "store.type=" + store,
                "n",
                first.toString(),
                STANDARD_INPUT.toString());
        Process process = new ProcessBuilder(command).start();
        try (BufferedReader messages = process.errorReader(StandardCharsets.UTF_8);
                OutputStream rows = process.getOutputStream()) {
            String message = messages.readLine();
            while (message != null && !message.contains("2,000 rows taken")) {
                message = messages.readLine();
            }
            assertThat(message).as("the first file is taken").isNotNull();
            // A pipe holds little: once that much is written, most of it is in the database or on its way there.
            rows.write(HEADER.getBytes(StandardCharsets.UTF_8));
            for (int n = ROWS_OF_FIRST_FILE; n < ROWS; n++) {
                rows.write(row(n).getBytes(StandardCharsets.UTF_8));
            }
            rows.flush();
            int exitCode = process.destroyForcibly().waitFor();
            assertThat(exitCode).isNotZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("leaves a prefix of its rows")
    void leavesAPrefix(String store) throws IOException, InterruptedException {
        importAndKill(store);
        CommandUnderTest command = new CommandUnderTest(database(), "store.type=" + store);
        CommandUnderTest.Run stats = command.run("stats", "--format", "json").exits(0);
        assertThat(Json.object(stats.out())).containsEntry("health", "OPEN");
        assertThat(stats.err()).contains("recovery: ", "was not closed before: all records up to sequence=");
        assertIsPrefix(command);
        assertThat(command.run("put", "n", "t0", "1,2").answer()).isEqualTo("APPLIED\n");
    }

    @Test
    @DisplayName("while it writes leaves a prefix, and the next verb says what was cut")
    void tellsOfATornTail() throws IOException, InterruptedException {
        importAndKill("log");
        tearLastLogFile();
        CommandUnderTest command = new CommandUnderTest(database());
        CommandUnderTest.Run stats = command.run("stats", "--format", "json").exits(0);
        assertThat(stats.err()).contains("recovery: ", "torn tail");
        assertThat(Json.object(stats.out()).get("store").toString()).contains("torn tail");
        assertIsPrefix(command);
        assertThat(command.run("stats").exits(0).err()).doesNotContain("torn tail");
    }

    /** Takes the last bytes away, as a kill between two writes of one frame does. */
    private void tearLastLogFile() throws IOException {
        try (Stream<Path> files = Files.list(database())) {
            Path last = files.filter(file -> file.getFileName().toString().matches("wal-\\d+\\.log"))
                    .filter(file -> file.toFile().length() > 1_000)
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow();
            try (FileChannel channel = FileChannel.open(last, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() - 5);
            }
        }
    }

    /** The rows in the database are the first ones of the files, without a hole. */
    private static void assertIsPrefix(CommandUnderTest command) {
        List<Integer> found = IntStream.range(0, OBJECTS)
                .mapToObj(i -> Json.rows(
                        command.run("track", "n", "t" + i, "--format", "json").answer()))
                .flatMap(List::stream)
                .map(KilledImportTest::number)
                .sorted()
                .toList();
        assertThat(found)
                .isNotEmpty()
                .isEqualTo(IntStream.range(0, found.size()).boxed().toList());
    }

    private static int number(Map<String, Object> row) {
        return Integer.parseInt(String.valueOf(((Map<?, ?>) row.get("metadata")).get("n")));
    }
}
