package io.spatio.cli.operate;

import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Terminals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** The question before what cannot be undone: a person at a terminal answers it, a script says {@code --yes}. */
final class Confirmation {
    private static final Set<String> AGREEMENT = Set.of("y", "yes");
    private static final int LONGEST_ANSWER = 1_000;

    private final Invocation invocation;
    private final boolean given;

    private Confirmation(Invocation invocation, boolean given) {
        this.invocation = invocation;
        this.given = given;
    }

    /** The flag of a script. */
    static final class Flag {
        @Option(names = "--yes", description = "Do not ask; required where nobody is at a terminal")
        boolean given;

        /** Refuses to go on where nobody can be asked: a shell's input holds its lines, a pipe's whatever it holds. */
        Confirmation confirmation(Invocation invocation) {
            Terminals terminals = invocation.console().terminals();
            boolean someoneThere = !invocation.inShell()
                    && terminals.isTerminal(Terminals.Stream.IN)
                    && terminals.isTerminal(Terminals.Stream.ERR);
            if (!given && !someoneThere) {
                throw Failure.usage("this cannot be undone, and there is nobody to ask: add --yes");
            }
            return new Confirmation(invocation, given);
        }
    }

    /** Goes on only after a yes. */
    void ask(String question) {
        if (given) {
            return;
        }
        invocation.ask(question + " This cannot be undone. [y/N] ");
        String answer;
        try {
            answer = line(invocation.console().in());
        } catch (IOException e) {
            throw Failure.io("cannot read the answer", e);
        }
        if (!AGREEMENT.contains(answer.strip().toLowerCase(Locale.ROOT))) {
            throw Failure.error("nothing was done");
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n' && line.size() < LONGEST_ANSWER; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
