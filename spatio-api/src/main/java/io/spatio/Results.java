package io.spatio;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * An immutable list of rows that also says whether there were more. Any thread; {@link #get} is O(1). Equal to any list of
 * equal rows, whatever {@link #truncated} says.
 *
 * <p>A row may be made each time it is asked for: two calls of {@link #get} give equal rows, not always the same one. Any
 * thread.
 *
 * @param <T> the kind of row
 */
public final class Results<T> extends AbstractList<T> implements RandomAccess {
    private final int size;
    private final IntFunction<? extends T> rows;
    private final boolean truncated;

    private Results(int size, IntFunction<? extends T> rows, boolean truncated) {
        this.size = size;
        this.rows = rows;
        this.truncated = truncated;
    }

    /** Rows, copied, and whether the limit cut off others. */
    public static <T> Results<T> of(List<? extends T> rows, boolean truncated) {
        List<T> copied = List.copyOf(rows);
        return new Results<>(copied.size(), copied::get, truncated);
    }

    /**
     * Rows that are made when they are asked for, and whether the limit cut off others: an answer that is kept as columns
     * costs no object per row that nobody keeps.
     *
     * @param size how many rows there are
     * @param rows makes the row at an index below {@code size}: always an equal one, from any thread
     */
    public static <T> Results<T> made(int size, IntFunction<? extends T> rows, boolean truncated) {
        return new Results<>(Checks.notNegative(size, "size"), Objects.requireNonNull(rows, "rows"), truncated);
    }

    /** Whether more rows satisfied the query than the limit let through. */
    public boolean truncated() {
        return truncated;
    }

    @Override
    public T get(int index) {
        return rows.apply(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }
}
