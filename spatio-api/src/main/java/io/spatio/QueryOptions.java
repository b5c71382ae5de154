package io.spatio;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How much of an answer is wanted, and which part. Immutable; any thread.
 *
 * <p>Paging: {@code QueryOptions page = QueryOptions.limit(100)}, and while the answer is {@linkplain Results#truncated
 * truncated}, {@code page.after(the id of its last row)}.
 *
 * @param limit the most rows, 0..{@link Integer#MAX_VALUE}; costs memory only for what is found
 * @param afterObjectId continue after the row of this object, or null to start at the beginning. Answers ordered by
 *     object id continue after that id, whether or not it exists; answers ordered by distance continue after that
 *     object's current place in the order, and the object must exist
 * @param excludingSelf whether a query around an object leaves that object out
 * @param inAnyOrder whether rows may come in any order, which lets a query with a limit stop early
 */
public record QueryOptions(int limit, @Nullable String afterObjectId, boolean excludingSelf, boolean inAnyOrder) {
    /** Everything, in order, the object itself included. */
    public static final QueryOptions ALL = new QueryOptions(Integer.MAX_VALUE, null, false, false);

    /**
     * Checks limit and id, and that {@code after} goes with an order.
     *
     * @throws IllegalArgumentException when the limit is negative, the id is not legal, or both {@code after} and
     *     {@code unordered} are asked for
     */
    public QueryOptions {
        Checks.notNegative(limit, "limit");
        if (afterObjectId != null) {
            Identifiers.requireObjectId(afterObjectId);
            if (inAnyOrder) {
                throw new IllegalArgumentException(
                        "after=" + afterObjectId + " needs an order: do not ask for unordered");
            }
        }
    }

    /** At most {@code limit} rows, the first in order; 0 asks only whether there are any: {@link Results#truncated}. */
    public static QueryOptions limit(int limit) {
        return new QueryOptions(limit, null, false, false);
    }

    /** The same with another limit. */
    public QueryOptions withLimit(int newLimit) {
        return new QueryOptions(newLimit, afterObjectId, excludingSelf, inAnyOrder);
    }

    /** The same, continuing after an object; see {@link #afterObjectId}. */
    public QueryOptions after(String objectId) {
        return new QueryOptions(limit, requireNonNull(objectId, "objectId"), excludingSelf, inAnyOrder);
    }

    /** The same without the object that the query is about. */
    public QueryOptions excludeSelf() {
        return new QueryOptions(limit, afterObjectId, true, inAnyOrder);
    }

    /** The same in any order. */
    public QueryOptions unordered() {
        return new QueryOptions(limit, afterObjectId, excludingSelf, true);
    }
}
