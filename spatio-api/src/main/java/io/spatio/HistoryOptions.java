package io.spatio;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much of a history is wanted, in which direction, from where on, and for how long. Immutable; any thread. A method returns
 * a changed copy.
 *
 * <p>Paging: {@code HistoryOptions page = HistoryOptions.limit(1000)}, and while the answer is {@linkplain Results#truncated
 * truncated}, {@code page.after(its last point)}. The key of a point is (timestamp, sequence), so records that arrive
 * between two pages, late ones too, move no page.
 */
public final class HistoryOptions {
    /** Everything, newest first, however long it takes. */
    public static final HistoryOptions ALL =
            new HistoryOptions(Integer.MAX_VALUE, TrackOrder.NEWEST_FIRST, null, 0, Deadline.NONE, CancelToken.NONE);

    private final int limit;
    private final TrackOrder order;
    private final @Nullable Instant afterTimestamp;
    private final long afterSequence;
    private final Deadline deadline;
    private final CancelToken cancelToken;

    private HistoryOptions(
            int limit,
            TrackOrder order,
            @Nullable Instant afterTimestamp,
            long afterSequence,
            Deadline deadline,
            CancelToken cancelToken) {
        this.limit = Checks.notNegative(limit, "limit");
        this.order = order;
        this.afterTimestamp = afterTimestamp;
        this.afterSequence = afterSequence;
        this.deadline = deadline;
        this.cancelToken = cancelToken;
    }

    /**
     * At most {@code limit} rows, the first in order; 0 asks only whether there are any: {@link Results#truncated}.
     *
     * @param limit 0..{@link Integer#MAX_VALUE}; costs memory only for what is found
     */
    public static HistoryOptions limit(int limit) {
        return ALL.withLimit(limit);
    }

    /** The same with another limit. */
    public HistoryOptions withLimit(int newLimit) {
        return new HistoryOptions(newLimit, order, afterTimestamp, afterSequence, deadline, cancelToken);
    }

    /** The same in another direction. A {@linkplain Namespace#queryDuring visit} knows none. */
    public HistoryOptions inOrder(TrackOrder newOrder) {
        return new HistoryOptions(
                limit, requireNonNull(newOrder, "order"), afterTimestamp, afterSequence, deadline, cancelToken);
    }

    /** The same, continuing after a point of an earlier answer in the same direction. */
    public HistoryOptions after(TrackPoint point) {
        return after(point.timestamp(), point.sequence());
    }

    /**
     * The same, continuing after the record at a time with a sequence, whether or not there is one.
     *
     * @param timestamp floored to microseconds
     * @param sequence {@link TrackPoint#sequence} as an answer in the same direction told it
     */
    public HistoryOptions after(Instant timestamp, long sequence) {
        return new HistoryOptions(
                limit, order, requireNonNull(timestamp, "timestamp"), sequence, deadline, cancelToken);
    }

    /** The same, giving up at a deadline with {@link io.spatio.error.DeadlineExceededException}. */
    public HistoryOptions withDeadline(Deadline newDeadline) {
        return new HistoryOptions(
                limit, order, afterTimestamp, afterSequence, requireNonNull(newDeadline, "newDeadline"), cancelToken);
    }

    /** The same, ended by {@link CancelToken#cancel} with {@link io.spatio.error.CancelledException}. */
    public HistoryOptions withCancelToken(CancelToken newToken) {
        return new HistoryOptions(
                limit, order, afterTimestamp, afterSequence, deadline, requireNonNull(newToken, "newToken"));
    }

    /** The most rows, 0..{@link Integer#MAX_VALUE}. */
    public int limit() {
        return limit;
    }

    /** The direction. */
    public TrackOrder order() {
        return order;
    }

    /** The time of the record to continue after, or null to start at the beginning. */
    public @Nullable Instant afterTimestamp() {
        return afterTimestamp;
    }

    /** The sequence of the record to continue after. */
    public long afterSequence() {
        return afterSequence;
    }

    /** When to give up. */
    public Deadline deadline() {
        return deadline;
    }

    /** What ends the query early. */
    public CancelToken cancelToken() {
        return cancelToken;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HistoryOptions that
                && limit == that.limit
                && order == that.order
                && Objects.equals(afterTimestamp, that.afterTimestamp)
                && afterSequence == that.afterSequence
                && deadline.equals(that.deadline)
                && cancelToken.equals(that.cancelToken);
    }

    @Override
    public int hashCode() {
        return Objects.hash(limit, order, afterTimestamp, afterSequence);
    }

    @Override
    public String toString() {
        return "HistoryOptions[limit=" + limit + ", " + order
                + (afterTimestamp == null ? "" : ", after=" + afterTimestamp + "/" + afterSequence)
                + (deadline == Deadline.NONE ? "" : ", with a deadline")
                + (cancelToken == CancelToken.NONE ? "" : ", cancellable")
                + ']';
    }
}
