package io.spatio.cli.query;

import picocli.CommandLine.Option;

/** The flag of verbs that answer with all rows unless they are told to stop. */
final class RowLimit {
    @Option(names = "--limit", paramLabel = "N", description = "At most N rows (default: all)")
    int rows = Integer.MAX_VALUE;
}
