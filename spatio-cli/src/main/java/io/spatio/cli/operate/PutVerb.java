package io.spatio.cli.operate;

import io.spatio.Identifiers;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Written;
import io.spatio.cli.command.Access;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.WritingVerb;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spatio put}: records a position, and creates the database if there is none. */
@Command(
        name = "put",
        description = "Record a position of an object; prints what it did",
        footer = {
            "%n@|bold Example|@",
            "  spatio put trucks truck-1 -73.99,40.73 --at 2024-05-01T12:30:00Z",
            "  spatio put drones d7 8.54,47.37,120 --metadata '{\"battery\":83}'"
        })
public final class PutVerb extends WritingVerb {
    @Parameters(index = "1", paramLabel = "ID", description = "The object's id")
    String objectId = "";

    @Parameters(
            index = "2",
            paramLabel = "LON,LAT[,ALT]",
            description = "The position: degrees, and metres of altitude where it is known")
    Position position = Position.of(0, 0);

    @Option(names = "--at", paramLabel = "TIME", description = "When, as 2024-05-01T12:30:00Z (default: now)")
    @Nullable
    Instant timestamp;

    @Option(names = "--metadata", paramLabel = "JSON", description = "One JSON value to keep with the position")
    Metadata metadata = Metadata.NONE;

    /** Without arguments yet. */
    public PutVerb() {}

    @Override
    public int run(Invocation invocation) {
        Identifiers.requireNamespace(namespace());
        Identifiers.requireObjectId(objectId);
        return invocation.withDatabase(Access.CREATE, spatio -> {
            Namespace ns = spatio.namespace(namespace());
            Written written = timestamp == null
                    ? ns.upsert(objectId, position, metadata)
                    : ns.upsert(objectId, position, metadata, timestamp);
            Outcomes.write(invocation, objectId, written.outcome().name(), written.sequence());
            return ExitCode.OK;
        });
    }
}
