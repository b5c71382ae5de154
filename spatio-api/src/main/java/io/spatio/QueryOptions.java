package io.spatio;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much of an answer is wanted, which part, and for how long. Immutable; any thread. A method returns a changed copy.
 *
 * <p>Paging: {@code QueryOptions page = QueryOptions.limit(100)}, and while the answer is {@linkplain Results#truncated
 * truncated}, {@code page.after(its last row)}. The key of a row is its place in the order, distance and id or id alone, so
 * no page breaks where the object has moved or is gone.
 */
public final class QueryOptions {
    /** Everything, in order, the object itself included, however long it takes. */
    public static final QueryOptions ALL = new QueryOptions(new Settings());

    private final int limit;
    private final @Nullable String afterObjectId;
    private final double afterDistanceMeters;
    private final boolean excludingSelf;
    private final boolean inAnyOrder;
    private final Deadline deadline;
    private final CancelToken cancelToken;

    private QueryOptions(Settings settings) {
        limit = Checks.notNegative(settings.limit, "limit");
        afterObjectId = settings.afterObjectId;
        afterDistanceMeters = settings.afterDistanceMeters;
        excludingSelf = settings.excludingSelf;
        inAnyOrder = settings.inAnyOrder;
        deadline = settings.deadline;
        cancelToken = settings.cancelToken;
        if (afterObjectId != null) {
            Identifiers.requireObjectId(afterObjectId);
            if (inAnyOrder) {
                throw new IllegalArgumentException(
                        "after=" + afterObjectId + " needs an order: do not ask for unordered");
            }
        }
    }

    /** The values of a copy that is being made. */
    private static final class Settings {
        private int limit = Integer.MAX_VALUE;
        private @Nullable String afterObjectId;
        private double afterDistanceMeters = Double.NaN;
        private boolean excludingSelf;
        private boolean inAnyOrder;
        private Deadline deadline = Deadline.NONE;
        private CancelToken cancelToken = CancelToken.NONE;
    }

    private Settings settings() {
        Settings settings = new Settings();
        settings.limit = limit;
        settings.afterObjectId = afterObjectId;
        settings.afterDistanceMeters = afterDistanceMeters;
        settings.excludingSelf = excludingSelf;
        settings.inAnyOrder = inAnyOrder;
        settings.deadline = deadline;
        settings.cancelToken = cancelToken;
        return settings;
    }

    /**
     * At most {@code limit} rows, the first in order; 0 asks only whether there are any: {@link Results#truncated}.
     *
     * @param limit 0..{@link Integer#MAX_VALUE}; costs memory only for what is found
     */
    public static QueryOptions limit(int limit) {
        return ALL.withLimit(limit);
    }

    /** The same with another limit. */
    public QueryOptions withLimit(int newLimit) {
        Settings settings = settings();
        settings.limit = newLimit;
        return new QueryOptions(settings);
    }

    /**
     * The same, continuing after a row: by its distance and id where the answer is ordered by distance, by its id where it is
     * ordered by id.
     *
     * @throws IllegalArgumentException when {@link #unordered} was asked for
     */
    public QueryOptions after(Located row) {
        double distance = row instanceof Neighbor neighbor ? neighbor.distanceMeters() : Double.NaN;
        return after(distance, row.objectId());
    }

    /**
     * The same, continuing an answer that is ordered by object id after an id, whether or not the object exists.
     *
     * @throws IllegalArgumentException when the id is not legal or {@link #unordered} was asked for
     */
    public QueryOptions after(String objectId) {
        return after(Double.NaN, objectId);
    }

    /**
     * The same, continuing an answer that is ordered by distance after this distance and id, whether or not the object exists.
     *
     * @param distanceMeters the distance of the row in metres; NaN for an answer that is ordered by object id
     * @throws IllegalArgumentException when the id is not legal or {@link #unordered} was asked for
     */
    public QueryOptions after(double distanceMeters, String objectId) {
        Settings settings = settings();
        settings.afterObjectId = requireNonNull(objectId, "objectId");
        settings.afterDistanceMeters = distanceMeters;
        return new QueryOptions(settings);
    }

    /** The same without the object that the query is about. */
    public QueryOptions excludeSelf() {
        Settings settings = settings();
        settings.excludingSelf = true;
        return new QueryOptions(settings);
    }

    /**
     * The same in any order, which lets a query with a limit stop early and one with a visitor keep nothing.
     *
     * @throws IllegalArgumentException when the answer is to continue {@link #after} a row
     */
    public QueryOptions unordered() {
        Settings settings = settings();
        settings.inAnyOrder = true;
        return new QueryOptions(settings);
    }

    /** The same, giving up at a deadline with {@link io.spatio.error.DeadlineExceededException}. */
    public QueryOptions withDeadline(Deadline newDeadline) {
        Settings settings = settings();
        settings.deadline = requireNonNull(newDeadline, "newDeadline");
        return new QueryOptions(settings);
    }

    /** The same, ended by {@link CancelToken#cancel} with {@link io.spatio.error.CancelledException}. */
    public QueryOptions withCancelToken(CancelToken newToken) {
        Settings settings = settings();
        settings.cancelToken = requireNonNull(newToken, "newToken");
        return new QueryOptions(settings);
    }

    /** The most rows, 0..{@link Integer#MAX_VALUE}. */
    public int limit() {
        return limit;
    }

    /** The id of the row to continue after, or null to start at the beginning. */
    public @Nullable String afterObjectId() {
        return afterObjectId;
    }

    /** The distance in metres of the row to continue after, NaN where the answer is ordered by object id. */
    public double afterDistanceMeters() {
        return afterDistanceMeters;
    }

    /** Whether a query around an object leaves that object out. */
    public boolean excludingSelf() {
        return excludingSelf;
    }

    /** Whether rows may come in any order. */
    public boolean inAnyOrder() {
        return inAnyOrder;
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
        return other instanceof QueryOptions that
                && limit == that.limit
                && Objects.equals(afterObjectId, that.afterObjectId)
                && Double.compare(afterDistanceMeters, that.afterDistanceMeters) == 0
                && excludingSelf == that.excludingSelf
                && inAnyOrder == that.inAnyOrder
                && deadline.equals(that.deadline)
                && cancelToken.equals(that.cancelToken);
    }

    @Override
    public int hashCode() {
        return Objects.hash(limit, afterObjectId, afterDistanceMeters, excludingSelf, inAnyOrder);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("QueryOptions[limit=").append(limit);
        if (afterObjectId != null) {
            text.append(", after=").append(afterObjectId);
            if (!Double.isNaN(afterDistanceMeters)) {
                text.append(" at ").append(afterDistanceMeters).append(" m");
            }
        }
        return text.append(excludingSelf ? ", excludeSelf" : "")
                .append(inAnyOrder ? ", unordered" : "")
                .append(deadline == Deadline.NONE ? "" : ", with a deadline")
                .append(cancelToken == CancelToken.NONE ? "" : ", cancellable")
                .append(']')
                .toString();
    }
}
