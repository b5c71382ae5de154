package io.spatio.cli.operate;

import io.spatio.Health;
import io.spatio.Maintenance;
import io.spatio.Spatio;
import io.spatio.cli.command.Access;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.command.Words;
import io.spatio.cli.output.Facts;
import io.spatio.error.StoreCorruptException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spatio check}: reads every checksum, and opens what is damaged with what is readable. */
@Command(
        name = "check",
        description = "Read every checksum of the database; exits with 1 where one is wrong",
        footer = {
            "%n@|bold Example|@",
            "  spatio check --db fleet",
            "",
            "Where something is damaged, restore a snapshot; or go on with what is readable by --salvage. What it",
            "does not understand it puts aside in the database's directory quarantine/, and deletes nothing there.",
            "",
            "Erased objects leave the files at the next compaction. Where the list of those that wait for one cannot be",
            "read, a salvage stops: it would bring them back. With --accept-unerased it goes on, and they are back."
        })
public final class CheckVerb implements Verb {
    private static final String ADVICE = "Restore a snapshot, or go on with what is readable: spatio check --salvage";

    @Mixin
    Flags flags = new Flags();

    @Option(
            names = "--salvage",
            description = "Open a damaged database with what is readable, put aside the rest, and say what is missing")
    boolean salvage;

    @Option(names = "--accept-unerased", description = "With --salvage: go on although erased objects may come back")
    boolean acceptUnerased;

    /** Without arguments yet. */
    public CheckVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public boolean writes() {
        return salvage;
    }

    @Override
    public int run(Invocation invocation) {
        if (acceptUnerased && !salvage) {
            throw Failure.usage("--accept-unerased goes with --salvage only");
        }
        if (!salvage) {
            try {
                return invocation.withDatabase(Access.EXISTING, spatio -> check(invocation, spatio, List.of()));
            } catch (StoreCorruptException e) {
                throw Failure.error("the database is damaged: " + Words.of(e) + ". " + ADVICE, e);
            }
        }
        if (invocation.inShell()) {
            throw Failure.usage("--salvage opens a database that is closed: give it outside of the shell");
        }
        flags.settings().put("salvage", "true");
        if (acceptUnerased) {
            flags.settings().put("accept-unerased", "true");
        }
        return invocation.withDatabase(
                Access.EXISTING,
                spatio -> check(invocation, spatio, spatio.stats().store().recovery()));
    }

    /** What a salvage could not read is told beside what is wrong still. */
    private int check(Invocation invocation, Spatio spatio, List<String> missing) {
        Maintenance.Verification found = spatio.maintenance().verify();
        Facts facts = new Facts()
                .with("files", found.files())
                .with("bytes", found.bytes())
                .with("records", found.records());
        if (salvage) {
            facts.with("missing", missing.stream().map(Words::finding).toList());
        }
        if (spatio.health().state() != Health.State.OPEN) {
            HealthFacts.add(facts, spatio.health());
        }
        List<String> problems = found.problems().stream().map(Words::finding).toList();
        invocation.output().facts(facts.with("problems", problems));
        if (!found.problems().isEmpty()) {
            invocation.complain(ADVICE);
        }
        return found.problems().isEmpty() && missing.isEmpty() ? ExitCode.OK : ExitCode.ERROR;
    }
}
