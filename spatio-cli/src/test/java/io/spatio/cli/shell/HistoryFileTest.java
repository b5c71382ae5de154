package io.spatio.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.cli.command.Console;
import io.spatio.cli.command.Terminals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The history of typed lines")
class HistoryFileTest {
    private static Console consoleOf(Path home) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(
                InputStream.nullInputStream(), nowhere, nowhere, Map.of("HOME", home.toString()), Terminals.NONE);
    }

    @Test
    void isKeptAtHome(@TempDir Path home) throws IOException {
        Path file = home.resolve(".spatio_history");
        assertThat(HistoryFile.of(consoleOf(home))).contains(file);
        Files.createFile(file);
        assertThat(HistoryFile.of(consoleOf(home))).contains(file);
    }

    @Test
    void isKeptNowhereWithoutAHome(@TempDir Path directory) throws IOException {
        assertThat(HistoryFile.of(consoleOf(directory.resolve("none")))).isEmpty();
        assertThat(HistoryFile.of(consoleOf(Files.createFile(directory.resolve("file")))))
                .isEmpty();
        Files.createDirectory(directory.resolve(".spatio_history"));
        assertThat(HistoryFile.of(consoleOf(directory))).isEmpty();
    }
}
