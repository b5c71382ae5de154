package io.spatio.cli.query;

import io.spatio.cli.command.Failure;
import java.time.Instant;
import picocli.CommandLine.Option;

/** The flags of a time range, both ends inclusive, open where nothing is given. */
final class TimeRangeFlags {
    @Option(names = "--from", paramLabel = "TIME", description = "Not before, as 2024-05-01T12:30:00Z")
    Instant from = Instant.MIN;

    @Option(names = "--to", paramLabel = "TIME", description = "Not after")
    Instant to = Instant.MAX;

    /** Refuses a range that holds nothing. */
    void check() {
        if (from.isAfter(to)) {
            throw Failure.usage("--from " + from + " is after --to " + to + ": are they swapped?");
        }
    }
}
