package io.spatio.cli.command;

import io.spatio.cli.argument.Converters;
import io.spatio.cli.argument.MinusArguments;
import io.spatio.cli.output.Facts;
import io.spatio.cli.output.JsonOutput;
import io.spatio.cli.output.LostOutput;
import io.spatio.cli.output.Texts;
import io.spatio.error.ConfigurationException;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.DeadlineExceededException;
import io.spatio.error.ObjectNotFoundException;
import io.spatio.error.SpatioException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Parses arguments for a verb, runs it, and turns what goes wrong into a message and an exit code. */
public final class Runner {
    private final Console console;
    private final Format fallbackFormat;
    private final @Nullable Session session;
    private final ErrorSink errors;

    /** A runner for the command line: each verb opens the database itself. */
    public Runner(Console console) {
        this(console, Format.TABLE, null, Runner::printError);
    }

    /**
     * A runner for the lines of a shell.
     *
     * @param console where answers go
     * @param fallbackFormat the form of answers where a line names none
     * @param session the database that stays open
     * @param errors takes messages of what went wrong
     */
    public Runner(Console console, Format fallbackFormat, @Nullable Session session, ErrorSink errors) {
        this.console = console;
        this.fallbackFormat = fallbackFormat;
        this.session = session;
        this.errors = errors;
    }

    /** Takes the message of an error. */
    @FunctionalInterface
    public interface ErrorSink {
        /** One line of text without control characters. */
        void error(Console console, String message);
    }

    private static void printError(Console console, String message) {
        console.err().println(Ansi.valueOf(console.colored()).string("@|bold,red error:|@ ") + message);
        console.err().flush();
    }

    /** Runs one verb. */
    public int run(Verb verb, String name, List<String> arguments) {
        CommandLine commandLine = commandLine(verb, name);
        try {
            commandLine.parseArgs(MinusArguments.protect(arguments));
            if (commandLine.isUsageHelpRequested()) {
                writeHelp(commandLine.getUsageMessage(Ansi.OFF));
                return ExitCode.OK;
            }
            requireMayWrite(verb, name);
            return verb.run(new Invocation(console, verb, fallbackFormat, session));
        } catch (ParameterException e) {
            String message = asWritten(MinusArguments.unprotectAll(String.valueOf(e.getMessage())), e, arguments);
            return fail(ExitCode.USAGE, message + " (see spatio " + name + " --help)", e, verb);
        } catch (LostOutput e) {
            throw e;
        } catch (Failure e) {
            return fail(e.exitCode(), Words.of(e), e, verb);
        } catch (ObjectNotFoundException e) {
            return fail(ExitCode.NOT_FOUND, Words.of(e), e, verb);
        } catch (DatabaseClosedException e) {
            return fail(ExitCode.ERROR, "interrupted: the database was closed", e, verb);
        } catch (ConfigurationException e) {
            return fail(ExitCode.ERROR, Origins.asWritten(Words.of(e)), e, verb);
        } catch (DeadlineExceededException e) {
            return fail(
                    ExitCode.ERROR,
                    "the answer takes longer than --timeout: give it more time or ask for less",
                    e,
                    verb);
        } catch (SpatioException | UncheckedIOException e) {
            return fail(ExitCode.ERROR, Words.of(e), e, verb);
        } catch (IllegalArgumentException e) {
            return fail(ExitCode.USAGE, Words.of(e), e, verb);
        } catch (OutOfMemoryError e) {
            return fail(ExitCode.ERROR, Words.of(e), e, verb);
        } catch (RuntimeException e) {
            return fail(
                    ExitCode.ERROR,
                    "the command itself is at fault: " + Words.of(e) + " (--verbose shows where)",
                    e,
                    verb);
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    private void requireMayWrite(Verb verb, String name) {
        boolean readOnly = verb.flags().readOnly() || (session != null && session.readOnly());
        if (readOnly && verb.writes()) {
            throw Failure.usage(name + " changes the database, which --read-only rules out");
        }
    }

    /** The parser of one verb, with the readers of all kinds of arguments. */
    public static CommandLine commandLine(Verb verb, String name) {
        CommandLine commandLine = new CommandLine(verb);
        commandLine.getCommandSpec().name("spatio " + name);
        commandLine.setOverwrittenOptionsAllowed(false);
        commandLine.setUsageHelpAutoWidth(false);
        commandLine.setExpandAtFiles(false); // an id may begin with @
        Converters.register(commandLine);
        return commandLine;
    }

    /** The parser calls an option by its longest name: its message is about the one that was given. */
    private static String asWritten(String message, ParameterException e, List<String> arguments) {
        if (e.getArgSpec() instanceof OptionSpec option) {
            for (String name : option.names()) {
                boolean isLetter = name.length() == 2;
                if (arguments.stream()
                        .anyMatch(argument -> isLetter
                                ? argument.startsWith(name)
                                : argument.equals(name) || argument.startsWith(name + "="))) {
                    return message.replace("'" + option.longestName() + "'", "'" + name + "'")
                            .replace("option option", "option");
                }
            }
        }
        return message;
    }

    private void writeHelp(String help) {
        if (session != null && fallbackFormat == Format.JSON) {
            new JsonOutput(console.out()).facts(new Facts().with("help", help));
        } else {
            console.out().print(help);
        }
    }

    private int fail(int exitCode, String message, Throwable cause, Verb verb) {
        errors.error(console, Texts.message(message));
        if (verb.flags().verbose()) {
            PrintStream err = console.err();
            cause.printStackTrace(err);
        }
        return exitCode;
    }
}
