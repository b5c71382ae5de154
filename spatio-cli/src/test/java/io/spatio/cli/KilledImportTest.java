package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An import that is killed")
class KilledImportTest {
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");
    private static final String HEADER = "id,time,lon,lat,n\n";
    private static final int OBJECTS = 10;

    @TempDir
    Path directory;

    /** Row n of the endless file; every object gets each tenth. */
    private static String row(int n) {
        return String.format(
                "t%d,2024-05-01T%02d:%02d:%02dZ,%d.5,%d.25,%d%n",
                n % OBJECTS, n / 3600 % 24, n / 60 % 60, n % 60, n % 100, n % 50, n);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"log", "mvstore"})
    void leavesAPrefixOfItsRows(String store) throws IOException, InterruptedException {
        assumeTrue(Files.exists(STANDARD_INPUT), "needs " + STANDARD_INPUT);
        Path first = directory.resolve("first.csv");
        Files.writeString(
                first,
                HEADER
                        + IntStream.range(0, 2_000)
                                .mapToObj(KilledImportTest::row)
                                .collect(Collectors.joining()));
        Path database = directory.resolve("db");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.spatio.cli.Main",
                        "import",
                        "--db",
                        database.toString(),
                        "-D",
                        "store.type=" + store,
                        "n",
                        first.toString(),
                        STANDARD_INPUT.toString())
                .start();
        try (BufferedReader messages = process.errorReader(StandardCharsets.UTF_8);
                OutputStream rows = process.getOutputStream()) {
            String message = messages.readLine();
            while (message != null && !message.contains("2,000 rows taken")) {
                message = messages.readLine();
            }
            assertThat(message).as("the first file is taken").isNotNull();
            // A pipe holds little: once so much is written, most of it is in the database or on its way there.
            rows.write(HEADER.getBytes(StandardCharsets.UTF_8));
            for (int n = 2_000; n < 30_000; n++) {
                rows.write(row(n).getBytes(StandardCharsets.UTF_8));
            }
            rows.flush();
            process.destroyForcibly().waitFor();
        }
        CommandUnderTest command = new CommandUnderTest(database, "store.type=" + store);
        CommandUnderTest.Run stats = command.run("stats", "--format", "json").exits(0);
        assertThat(stats.err()).as("what recovery says").contains("recovery: ");
        assertThat(Json.object(stats.out()).get("store").toString()).doesNotContain("recovery=[]");
        assertIsPrefix(command);
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
        assertThat(found).isEqualTo(IntStream.range(0, found.size()).boxed().toList());
    }

    private static int number(Map<String, Object> row) {
        return Integer.parseInt(String.valueOf(((Map<?, ?>) row.get("metadata")).get("n")));
    }
}
