package io.spatio.cli.query;

import io.spatio.HistoryOptions;
import io.spatio.TrackOrder;
import io.spatio.cli.command.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of a track, but for the limit: in which direction, from where on, for how long. */
final class PageOfTrack {
    @Option(names = "--order", paramLabel = "ORDER", description = "newest (default) or oldest first")
    String order = "newest";

    @Option(
            names = "--after",
            paramLabel = "TIME",
            description = "Continue after the record of this time, with --after-sequence")
    @Nullable
    Instant after;

    @Option(names = "--after-sequence", paramLabel = "N", description = "The sequence of that record, as JSON tells it")
    @Nullable
    Long afterSequence;

    @Mixin
    Timeout timeout = new Timeout();

    /** What was asked for, without the deadline, which {@link Timeout#begin} sets. */
    HistoryOptions options() {
        HistoryOptions options = HistoryOptions.ALL.inOrder(trackOrder());
        if (after == null && afterSequence == null) {
            return options;
        }
        if (after == null || afterSequence == null) {
            throw Failure.usage(
                    "give both --after TIME and --after-sequence N, or neither: together they name a record");
        }
        if (afterSequence < 0) {
            throw Failure.usage("--after-sequence " + afterSequence + " is negative: sequences count from 1");
        }
        return options.after(after, afterSequence);
    }

    private TrackOrder trackOrder() {
        return switch (order) {
            case "newest" -> TrackOrder.NEWEST_FIRST;
            case "oldest" -> TrackOrder.OLDEST_FIRST;
            default -> throw Failure.usage("--order \"" + order + "\" is unknown: legal are newest and oldest");
        };
    }
}
