package io.spatio.cli.operate;

import io.spatio.Area;
import io.spatio.Identifiers;
import io.spatio.Namespace;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.WritingVerb;
import io.spatio.cli.output.Facts;
import io.spatio.cli.output.Texts;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spatio drop}: removes a namespace with all its objects and their history. */
@Command(
        name = "drop",
        description = "Remove a namespace: all its objects and their history",
        footer = {
            "%n@|bold Example|@",
            "  spatio drop trucks",
            "  spatio drop trucks --yes",
            "",
            "No answer tells of it any more, and the next compaction removes it from the files."
        })
public final class DropVerb extends WritingVerb {
    @Mixin
    Confirmation.Flag yes = new Confirmation.Flag();

    /** Without arguments yet. */
    public DropVerb() {}

    @Override
    public int run(Invocation invocation) {
        Identifiers.requireNamespace(namespace());
        Confirmation confirmation = yes.confirmation(invocation);
        return invocation.withNamespace(namespace(), ns -> {
            long objects = ns.count();
            if (objects == 0 && !hasHistory(ns)) {
                throw Failure.notFound("namespace " + Texts.identifier(namespace()) + " holds nothing");
            }
            confirmation.ask("Drop namespace " + Texts.identifier(namespace()) + ", in which " + Texts.count(objects)
                    + " objects have a current position, with all history?");
            long sequence = ns.drop();
            Outcomes.write(
                    invocation, new Facts().with("namespace", namespace()).with("droppedObjects", objects), sequence);
            return ExitCode.OK;
        });
    }

    /** Deleted objects are counted nowhere, yet their history is there to be dropped. */
    private static boolean hasHistory(Namespace ns) {
        return !ns.queryDuring(Area.Box.WORLD, Instant.MIN, Instant.MAX, 1).isEmpty();
    }
}
