package io.spatio.cli.command;

import io.spatio.Namespace;
import io.spatio.Spatio;
import io.spatio.cli.output.JsonOutput;
import io.spatio.cli.output.Output;
import io.spatio.cli.output.TableOutput;
import io.spatio.cli.output.Texts;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One run of one verb: its console, its form of answers, and the database, which in a shell stays open between runs.
 *
 * <p>One thread.
 */
public final class Invocation {
    private final Console console;
    private final Flags flags;
    private final Format format;
    private final @Nullable Session session;

    /** A run that opens what it needs, or, with a database given, one of the lines of a shell. */
    Invocation(Console console, Verb verb, Format fallbackFormat, @Nullable Session session) {
        Flags flags = verb.flags();
        if (session != null && flags.chooseAnything()) {
            throw Failure.usage(
                    "--db, --config, -D and --read-only belong to the shell: give them where it is started");
        }
        if (flags.settings().containsKey("")) {
            throw Failure.usage("-D =" + flags.settings().get("") + " has no key: give KEY=VALUE");
        }
        this.console = console;
        this.flags = flags;
        this.format = flags.formatOr(fallbackFormat, verb.fileFormats());
        this.session = session;
        if (session != null && fallbackFormat == Format.JSON && format != Format.JSON) {
            throw Failure.usage("--format table: this shell answers with JSON, one line for each");
        }
    }

    /** The outside. */
    public Console console() {
        return console;
    }

    /** The form of answers. */
    public Format format() {
        return format;
    }

    /** Where answers go. */
    public Output output() {
        return format == Format.JSON ? new JsonOutput(console.out()) : new TableOutput(console.out());
    }

    /** The format of files that was asked for, empty for none. */
    public String fileFormat() {
        return flags.fileFormat();
    }

    /** Whether this is a line of a shell. */
    public boolean inShell() {
        return session != null;
    }

    /** Tells the user something beside the answer, unless that is unwanted. */
    public void note(String text) {
        if (!flags.quiet()) {
            complain(text);
        }
    }

    /** Tells the user what is wrong with a part of the input; the run goes on. */
    public void complain(String text) {
        console.err().println(Texts.message(text));
        console.err().flush();
    }

    /** Asks the user something, whose answer is to be typed on the same line. */
    public void ask(String question) {
        console.err().print(Texts.printable(question));
        console.err().flush();
    }

    /** Does something with the database, which is closed afterwards unless a shell holds it. */
    public int withDatabase(Access access, ToIntFunction<Spatio> work) {
        if (session != null) {
            return work.applyAsInt(session.database());
        }
        try (OpenDatabase database = OpenDatabase.open(this, flags, access)) {
            return work.applyAsInt(database.spatio());
        }
    }

    /** Answers from a namespace of an existing database. */
    public int withNamespace(String name, ToIntFunction<Namespace> work) {
        return withDatabase(Access.EXISTING, spatio -> work.applyAsInt(spatio.namespace(name)));
    }

    /** Where the database is and how it is configured. */
    public DatabaseLocation location() {
        return DatabaseLocation.of(console, flags);
    }
}
