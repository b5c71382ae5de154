package io.spatio.cli.query;

import io.spatio.QueryOptions;
import io.spatio.cli.argument.Length;
import io.spatio.cli.command.Failure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of verbs whose answers are ordered by distance, but for the limit: from where on, for how long. */
final class PageByDistance {
    @Option(
            names = "--after",
            paramLabel = "ID",
            description = "Continue after the row of this object, with --after-distance")
    String after = "";

    @Option(
            names = "--after-distance",
            paramLabel = "METERS",
            description = "The distance in that row, as JSON tells it in distanceMeters")
    @Nullable
    Length afterDistance;

    @Mixin
    Timeout timeout = new Timeout();

    /**
     * What was asked for, without the deadline, which {@link Timeout#begin} sets.
     *
     * @param limit the most rows
     */
    QueryOptions options(int limit) {
        QueryOptions options = QueryOptions.limit(limit);
        if (afterDistance == null) {
            if (!after.isEmpty()) {
                throw Failure.usage(
                        "--after ID needs --after-distance METERS, the distance of that row: this answer is "
                                + "ordered by distance");
            }
            return options;
        }
        if (after.isEmpty()) {
            throw Failure.usage("--after-distance METERS needs --after ID, the object of that row");
        }
        if (afterDistance.meters() < 0) {
            throw Failure.usage("--after-distance " + afterDistance.meters() + " is negative");
        }
        return options.after(afterDistance.meters(), after);
    }
}
