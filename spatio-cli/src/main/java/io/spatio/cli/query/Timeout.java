package io.spatio.cli.query;

import io.spatio.Deadline;
import io.spatio.HistoryOptions;
import io.spatio.QueryOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag that says how long an answer may take. The time to open the database does not count. */
final class Timeout {
    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Give up after this long, as 250ms, 30s or 5m (default: never)")
    @Nullable
    Duration duration;

    /** The same options, giving up after this long from now. */
    QueryOptions begin(QueryOptions options) {
        return options.withDeadline(deadline());
    }

    /** The same options, giving up after this long from now. */
    HistoryOptions begin(HistoryOptions options) {
        return options.withDeadline(deadline());
    }

    private Deadline deadline() {
        return duration == null ? Deadline.NONE : Deadline.after(duration);
    }
}
