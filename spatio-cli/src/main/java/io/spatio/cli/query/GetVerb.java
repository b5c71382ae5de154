package io.spatio.cli.query;

import io.spatio.Location;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Shapes;
import io.spatio.cli.output.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spatio get}: the current position of an object. */
@Command(
        name = "get",
        description = "Where an object is now",
        footer = {"%n@|bold Example|@", "  spatio get trucks truck-1"})
public final class GetVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "The namespace")
    String namespace = "";

    @Parameters(index = "1", paramLabel = "ID", description = "The object's id")
    String objectId = "";

    /** Without arguments yet. */
    public GetVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        return invocation.withNamespace(namespace, ns -> {
            Location location = ns.get(objectId)
                    .orElseThrow(() -> Failure.notFound("object " + Texts.identifier(objectId)
                            + " has no current position in namespace " + Texts.identifier(namespace)));
            invocation.output().single(Shapes.LOCATED, location);
            return ExitCode.OK;
        });
    }
}
