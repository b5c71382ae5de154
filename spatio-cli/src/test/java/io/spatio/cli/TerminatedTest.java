package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A shell that is asked to end (SIGTERM)")
class TerminatedTest {
    @TempDir
    Path directory;

    private Process shell(String store) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.spatio.cli.Main",
                        "shell",
                        "--db",
                        directory.resolve("db").toString(),
                        "-D",
                        "store.type=" + store,
                        "-D",
                        "store." + store + ".sync=never"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("closes the database first, though nothing was forced yet")
    void closesTheDatabase(String store) throws IOException, InterruptedException {
        Process shell = shell(store);
        assumeTrue(shell.supportsNormalTermination(), "this system only kills");
        try (BufferedReader answers = shell.inputReader(StandardCharsets.UTF_8);
                Writer lines = shell.outputWriter(StandardCharsets.UTF_8)) {
            lines.write("put fleet truck 1,2\n");
            lines.flush();
            assertThat(answers.readLine()).contains("CREATED");
            shell.destroy();
            shell.waitFor();
        } finally {
            shell.destroyForcibly();
        }
        CommandUnderTest command = new CommandUnderTest(directory.resolve("db"), "store.type=" + store);
        CommandUnderTest.Run found = command.run("get", "fleet", "truck").exits(0);
        assertThat(found.err()).as("what recovery has to tell").isEmpty();
    }
}
