package io.spatio.cli.shell;

import io.spatio.Spatio;
import io.spatio.cli.command.Access;
import io.spatio.cli.command.Console;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Session;
import io.spatio.cli.command.Terminals;
import io.spatio.cli.command.Verb;
import io.spatio.cli.command.Words;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spatio shell}: the verbs one a line, on a database that is opened once. */
@Command(
        name = "shell",
        description = "The verbs one a line, from a terminal or standard input; exit ends it",
        footer = {
            "%n@|bold Examples|@",
            "  spatio shell --db fleet",
            "  echo 'near trucks -73.99,40.73 --radius 2km' | spatio shell --format json"
        })
public final class ShellVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    private final Map<String, Supplier<Verb>> verbs;

    /** A shell that knows these verbs. */
    public ShellVerb(Map<String, Supplier<Verb>> verbs) {
        this.verbs = verbs;
    }

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        return invocation.withDatabase(Access.CREATE, database -> {
            Answers answers = new Answers(
                    verbs, new Session(database, flags.readOnly()), invocation.console(), invocation.format());
            try (Lines lines = lines(invocation, database)) {
                answerAll(lines, answers);
            } catch (IOException e) {
                throw Failure.error("cannot read the next line: " + Words.of(e), e);
            }
            return ExitCode.OK;
        });
    }

    private Lines lines(Invocation invocation, Spatio database) throws IOException {
        Console console = invocation.console();
        boolean typed = console.terminals().isTerminal(Terminals.Stream.IN)
                && console.terminals().isTerminal(Terminals.Stream.OUT);
        if (!typed) {
            return new PlainLines(console.in());
        }
        return new TerminalLines(
                new VerbCompleter(verbs, database), HistoryFile.of(console).orElse(null));
    }

    private static void answerAll(Lines lines, Answers answers) throws IOException {
        while (true) {
            List<String> words;
            try {
                Optional<String> line = lines.next();
                if (line.isEmpty()) {
                    return;
                }
                words = ShellLine.split(line.get());
            } catch (IllegalArgumentException e) {
                answers.refuse(String.valueOf(e.getMessage()));
                continue;
            }
            if (words.isEmpty()) {
                continue;
            }
            if (words.get(0).equals("exit") || words.get(0).equals("quit")) {
                return;
            }
            answers.answer(words);
        }
    }
}
