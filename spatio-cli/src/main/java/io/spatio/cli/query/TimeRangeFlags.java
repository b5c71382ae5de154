package io.spatio.cli.query;

import java.time.Instant;
import picocli.CommandLine.Option;

/** The flags of a time range, both ends inclusive, open where nothing is given. */
final class TimeRangeFlags {
    @Option(names = "--from", paramLabel = "TIME", description = "Not before, as 2024-05-01T12:30:00Z")
    Instant from = Instant.MIN;

    @Option(names = "--to", paramLabel = "TIME", description = "Not after")
    Instant to = Instant.MAX;
}
