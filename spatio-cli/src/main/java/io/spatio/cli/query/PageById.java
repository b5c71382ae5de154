package io.spatio.cli.query;

import io.spatio.QueryOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of verbs whose answers are ordered by object id: how much, from where on, for how long. */
final class PageById {
    @Mixin
    RowLimit limit = new RowLimit();

    @Option(names = "--after", paramLabel = "ID", description = "Continue after the row of this object")
    String after = "";

    @Mixin
    Timeout timeout = new Timeout();

    /** What was asked for, without the deadline, which {@link Timeout#begin} sets. */
    QueryOptions options() {
        QueryOptions options = QueryOptions.limit(limit.rows);
        return after.isEmpty() ? options : options.after(after);
    }
}
