package io.spatio.server.operation;

import io.spatio.HistoryOptions;
import io.spatio.QueryOptions;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.protocol.v1.RowKey;

/** Options of a question between messages and values, with the deadline and the token of its call. */
final class Questions {
    private Questions() {}

    static QueryOptions query(Call call, io.spatio.protocol.v1.QueryOptions asked, Limits limits) {
        QueryOptions options = everything(call).withLimit(limits.rows(asked.hasLimit(), asked.getLimit()));
        if (asked.getExcludeSelf()) {
            options = options.excludeSelf();
        }
        if (asked.hasAfter()) {
            RowKey after = asked.getAfter();
            options = options.after(after.hasDistance() ? after.getDistance() : Double.NaN, after.getId());
        }
        return asked.getUnordered() ? options.unordered() : options;
    }

    /** For a question whose answer is small however much it looks at. */
    static QueryOptions everything(Call call) {
        return QueryOptions.ALL.withDeadline(call.deadline()).withCancelToken(call.cancelToken());
    }

    static HistoryOptions history(Call call, io.spatio.protocol.v1.HistoryOptions asked, Limits limits) {
        HistoryOptions options = history(call, limits.rows(asked.hasLimit(), asked.getLimit()))
                .inOrder(asked.getOldestFirst() ? TrackOrder.OLDEST_FIRST : TrackOrder.NEWEST_FIRST);
        return asked.hasAfter()
                ? options.after(
                        Timestamps.toInstant(asked.getAfter().getTimestamp()),
                        asked.getAfter().getSequence())
                : options;
    }

    static HistoryOptions history(Call call, int limit) {
        return HistoryOptions.limit(limit).withDeadline(call.deadline()).withCancelToken(call.cancelToken());
    }
}
