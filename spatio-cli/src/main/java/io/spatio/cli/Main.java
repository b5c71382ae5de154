package io.spatio.cli;

import io.spatio.cli.command.Console;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Runner;
import io.spatio.cli.command.Terminals;
import io.spatio.cli.command.Verb;
import io.spatio.cli.command.Words;
import io.spatio.cli.output.LostOutput;
import io.spatio.cli.output.LoudOutput;
import io.spatio.cli.output.Texts;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The entry of the {@code spatio} command. */
public final class Main {
    private static final Set<String> FLAGS_WITH_VALUE = Set.of("--db", "--config", "--format", "-D");
    private static final Set<String> HELP = Set.of("help", "--help", "-h");

    private static final int MOST_OF_VERB = 80;
    private static final long SECONDS_FOR_LAST_WORDS = 2;

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Read once by Guice, which otherwise defines classes in a way that newer JVMs warn about.
        if (System.getProperty("guice_bytecode_gen_option") == null) {
            System.setProperty("guice_bytecode_gen_option", "DISABLED");
        }
        Console console = new Console(
                System.in,
                utf8(new LoudOutput(new FileOutputStream(FileDescriptor.out))),
                utf8(new FileOutputStream(FileDescriptor.err)),
                System.getenv(),
                new NativeTerminals());
        CountDownLatch told = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitLastWords(told), "spatio-last-words"));
        int exitCode = runToEnd(arguments, console);
        told.countDown();
        System.exit(exitCode);
    }

    /** Where the answer cannot be written the run ends; where its reader has seen enough, it ends without a word. */
    static int runToEnd(String[] arguments, Console console) {
        int exitCode;
        try {
            exitCode = run(arguments, console);
            console.out().flush();
        } catch (LostOutput e) {
            exitCode = ExitCode.ERROR;
            if (!e.readerLeft()) {
                console.err().println("error: cannot write standard output: " + Words.of(e.fault()));
            }
        }
        console.err().flush();
        return exitCode;
    }

    /** On Ctrl-C another hook closes the database, which ends the verb: it may still say how far it came. */
    private static void awaitLastWords(CountDownLatch told) {
        try {
            boolean unused = told.await(SECONDS_FOR_LAST_WORDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The data is UTF-8 whatever the locale says: an id must not turn into question marks. */
    private static PrintStream utf8(OutputStream out) {
        return new PrintStream(new BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8);
    }

    /**
     * Runs the command within this process, without terminals.
     *
     * @return the exit code
     */
    public static int run(
            String[] arguments, InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        return run(arguments, new Console(in, out, err, environment, Terminals.NONE));
    }

    static int run(String[] arguments, Console console) {
        List<String> words = verbFirst(Arrays.asList(arguments));
        if (words.isEmpty()) {
            console.err().print(Help.text());
            console.err().flush();
            return ExitCode.USAGE;
        }
        String name = words.get(0).equals("--version") ? "version" : words.get(0);
        List<String> rest = words.subList(1, words.size());
        if (HELP.contains(name)) {
            if (rest.isEmpty() || HELP.contains(rest.get(0))) {
                console.out().print(Help.text());
                console.out().flush();
                return ExitCode.OK;
            }
            return run(new String[] {rest.get(0), "--help"}, console);
        }
        Supplier<Verb> verb = Verbs.all().get(name);
        if (verb == null) {
            console.err()
                    .println("error: unknown verb " + Texts.shortened(Texts.identifier(name), MOST_OF_VERB)
                            + ": legal are " + String.join(", ", Verbs.all().keySet()) + " (see spatio --help)");
            console.err().flush();
            return ExitCode.USAGE;
        }
        for (String argument : rest) {
            if (argument.indexOf('\uFFFD') >= 0) {
                console.err()
                        .println("error: argument " + Texts.shortened(Texts.identifier(argument), MOST_OF_VERB)
                                + " was not read as UTF-8: set LC_ALL=C.UTF-8");
                console.err().flush();
                return ExitCode.USAGE;
            }
        }
        return new Runner(console).run(verb.get(), name, rest);
    }

    /** Shared flags may also stand before the verb. */
    private static List<String> verbFirst(List<String> arguments) {
        int verb = 0;
        while (verb < arguments.size()
                && arguments.get(verb).startsWith("-")
                && !HELP.contains(arguments.get(verb))
                && !arguments.get(verb).equals("--version")) {
            verb += FLAGS_WITH_VALUE.contains(arguments.get(verb)) ? 2 : 1;
        }
        if (verb == 0 || verb >= arguments.size()) {
            return arguments;
        }
        List<String> words = new ArrayList<>();
        words.add(arguments.get(verb));
        words.addAll(arguments.subList(0, verb));
        words.addAll(arguments.subList(verb + 1, arguments.size()));
        return words;
    }
}
