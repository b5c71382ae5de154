package io.spatio.cli.operate;

import io.spatio.DeleteOutcome;
import io.spatio.Deleted;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.WritingVerb;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spatio delete}: ends the current position of an object. */
@Command(
        name = "delete",
        description = "End the current position of an object; its history stays",
        footer = {
            "%n@|bold Example|@",
            "  spatio delete trucks truck-1",
            "  spatio delete trucks truck-1 --at 2024-05-01T12:30:00Z"
        })
public final class DeleteVerb extends WritingVerb {
    @Parameters(index = "1", paramLabel = "ID", description = "The object's id")
    String objectId = "";

    @Option(names = "--at", paramLabel = "TIME", description = "When (default: now)")
    @Nullable
    Instant timestamp;

    /** Without arguments yet. */
    public DeleteVerb() {}

    @Override
    public int run(Invocation invocation) {
        return invocation.withNamespace(namespace(), ns -> {
            Deleted deleted = timestamp == null ? ns.delete(objectId) : ns.delete(objectId, timestamp);
            Outcomes.write(invocation, objectId, deleted.outcome().name(), deleted.sequence());
            return deleted.outcome() == DeleteOutcome.ABSENT ? ExitCode.NOT_FOUND : ExitCode.OK;
        });
    }
}
