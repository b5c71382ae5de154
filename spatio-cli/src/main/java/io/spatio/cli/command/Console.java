package io.spatio.cli.command;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The outside of one run of the command.
 *
 * @param in standard input
 * @param out where data goes
 * @param err where messages go
 * @param environment the environment variables
 * @param terminals which of the three streams are terminals
 */
public record Console(
        InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, Terminals terminals) {
    /** Copies the environment. */
    public Console {
        environment = Map.copyOf(environment);
    }

    /** The same with another standard output, as UTF-8. */
    public Console withOut(OutputStream newOut) {
        return new Console(in, new PrintStream(newOut, false, StandardCharsets.UTF_8), err, environment, terminals);
    }

    /** The same with another standard error. */
    public Console withErr(PrintStream newErr) {
        return new Console(in, out, newErr, environment, terminals);
    }

    /** An environment variable, empty when it is absent. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** Whether messages may be coloured: on a terminal, unless {@code NO_COLOR} is set. */
    public boolean colored() {
        return terminals.isTerminal(Terminals.Stream.ERR)
                && variable("NO_COLOR").isEmpty();
    }
}
