package io.spatio.cli.operate;

import io.spatio.Identifiers;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.WritingVerb;
import io.spatio.cli.output.Facts;
import io.spatio.cli.output.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spatio erase}: removes objects with all their history. */
@Command(
        name = "erase",
        description = "Remove objects and all their history; a delete only ends the current position",
        footer = {
            "%n@|bold Example|@",
            "  spatio erase trucks truck-1 truck-2",
            "  spatio erase trucks truck-1 --yes",
            "",
            "No answer tells of them any more, and the next compaction removes them from the files. A position that",
            "comes later begins a new object of that id."
        })
public final class EraseVerb extends WritingVerb {
    @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID", description = "The objects' ids")
    List<String> objectIds = new ArrayList<>();

    @Mixin
    Confirmation.Flag yes = new Confirmation.Flag();

    /** Without arguments yet. */
    public EraseVerb() {}

    @Override
    public int run(Invocation invocation) {
        Identifiers.requireNamespace(namespace());
        Set<String> ids = new LinkedHashSet<>(objectIds);
        ids.forEach(Identifiers::requireObjectId);
        Confirmation confirmation = yes.confirmation(invocation);
        return invocation.withNamespace(namespace(), ns -> {
            confirmation.ask("Erase " + (ids.size() == 1 ? "1 object" : Texts.count(ids.size()) + " objects")
                    + " of namespace " + Texts.identifier(namespace()) + " with all history?");
            List<String> unknown = new ArrayList<>();
            long last = 0;
            for (String id : ids) {
                long sequence = ns.erase(id);
                last = Math.max(last, sequence);
                if (sequence == 0) {
                    unknown.add(id);
                }
            }
            Facts facts = new Facts()
                    .with("namespace", namespace())
                    .with("erased", (long) ids.size() - unknown.size())
                    .with("unknown", unknown);
            Outcomes.write(invocation, facts, last);
            return unknown.isEmpty() ? ExitCode.OK : ExitCode.NOT_FOUND;
        });
    }
}
