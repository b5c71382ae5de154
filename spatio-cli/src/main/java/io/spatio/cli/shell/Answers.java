package io.spatio.cli.shell;

import io.spatio.cli.command.Console;
import io.spatio.cli.command.Format;
import io.spatio.cli.command.Runner;
import io.spatio.cli.command.Session;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Facts;
import io.spatio.cli.output.JsonOutput;
import io.spatio.cli.output.Texts;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers lines of the shell.
 *
 * <p>With JSON an answer is held back until it is whole, so that an error in the middle leaves one line and not a part of
 * another before it.
 */
final class Answers {
    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    private static final int MOST_OF_VERB = 80;

    private final Map<String, Supplier<Verb>> verbs;
    private final Session session;
    private final Console console;
    private final Format format;
    private @Nullable String error;

    Answers(Map<String, Supplier<Verb>> verbs, Session session, Console console, Format format) {
        this.verbs = verbs;
        this.session = session;
        this.console = console;
        this.format = format;
    }

    /** Answers one line. */
    void answer(List<String> words) {
        error = null;
        if (format == Format.TABLE) {
            run(words, console);
            if (error != null) {
                console.err().println("error: " + error);
            }
        } else {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            run(words, console.withOut(answer));
            if (error == null) {
                console.out().writeBytes(answer.toByteArray());
            } else {
                new JsonOutput(console.out()).facts(new Facts().with("error", error));
            }
        }
        console.out().flush();
        console.err().flush();
    }

    /** Answers a line that could not even be split. */
    void refuse(String reason) {
        error = reason;
        if (format == Format.TABLE) {
            console.err().println("error: " + Texts.message(reason));
        } else {
            new JsonOutput(console.out()).facts(new Facts().with("error", reason));
        }
        console.out().flush();
        console.err().flush();
    }

    private void run(List<String> words, Console lineConsole) {
        String name = words.get(0);
        boolean help = HELP.contains(name);
        if (help && words.size() > 1 && !HELP.contains(words.get(1))) {
            run(List.of(words.get(1), "--help"), lineConsole);
            return;
        }
        Supplier<Verb> verb = verbs.get(name);
        String names = String.join(", ", verbs.keySet()) + ", help, exit";
        if (help) {
            help(names, lineConsole);
        } else if (verb == null) {
            error = "unknown verb " + Texts.shortened(Texts.identifier(name), MOST_OF_VERB) + ": legal are " + names;
        } else {
            new Runner(lineConsole, format, session, (unused, message) -> error = message)
                    .run(verb.get(), name, words.subList(1, words.size()));
        }
    }

    private void help(String names, Console lineConsole) {
        String text = "verbs: " + names + " (VERB --help tells more)";
        if (format == Format.JSON) {
            new JsonOutput(lineConsole.out()).facts(new Facts().with("help", text));
        } else {
            lineConsole.out().println(text);
        }
        lineConsole.out().flush();
    }
}
