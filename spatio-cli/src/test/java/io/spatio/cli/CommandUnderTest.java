package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the command within the test, on one database, and checks the words of its {@link Messages}. */
final class CommandUnderTest {
    private final Path database;
    private final List<String> settings;

    CommandUnderTest(Path database, String... settings) {
        this.database = database;
        this.settings = List.of(settings);
    }

    record Run(int exitCode, String out, String err) {
        Run exits(int expected) {
            assertThat(exitCode).as("out: %s%nerr: %s", out, err).isEqualTo(expected);
            return this;
        }

        String answer() {
            return exits(0).out;
        }
    }

    /** A command with this database and its settings. */
    Run run(String... arguments) {
        return runWithInput("", arguments);
    }

    Run runWithInput(String input, String... arguments) {
        return runWithInput(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), arguments);
    }

    Run runWithInput(InputStream input, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--db", database.toString()));
        for (String setting : settings) {
            all.addAll(1, List.of("-D", setting));
        }
        return run(input, Map.of(), all.toArray(String[]::new));
    }

    /** A command as it is given. */
    static Run plain(String input, Map<String, String> environment, String... arguments) {
        return run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), environment, arguments);
    }

    private static Run run(InputStream input, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.run(
                arguments,
                input,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                environment);
        Run run = new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        Messages.requirePlain(run.err());
        if (run.out().startsWith("{\"error\":")) {
            Messages.requirePlain(run.out());
        }
        return run;
    }
}
