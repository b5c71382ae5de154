package io.spatio.cli.query;

import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.cli.command.Invocation;
import picocli.CommandLine.Option;

/** The flags of verbs that answer with many rows. */
final class Listing {
    @Option(names = "--limit", paramLabel = "N", description = "At most N rows (default: all)")
    int limit = Integer.MAX_VALUE;

    @Option(names = "--after", paramLabel = "ID", description = "Continue after the row of this object")
    String after = "";

    QueryOptions options() {
        QueryOptions options = QueryOptions.limit(limit);
        return after.isEmpty() ? options : options.after(after);
    }

    /** Says on standard error that an answer is empty or goes on. */
    static void noteExtent(Invocation invocation, Results<?> rows) {
        if (rows.truncated()) {
            invocation.note("there are more: the limit let through " + rows.size());
        } else if (rows.isEmpty()) {
            invocation.note("nothing found");
        }
    }

    /** The same for rows that were written as they came. */
    static void noteExtent(Invocation invocation, LimitedRows<?> rows) {
        if (rows.truncated()) {
            invocation.note("there are more: the limit let through " + rows.taken());
        } else if (rows.taken() == 0) {
            invocation.note("nothing found");
        }
    }
}
