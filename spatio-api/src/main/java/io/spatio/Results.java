package io.spatio;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An immutable list of rows that also says whether there were more. Any thread; {@link #get} is O(1). Equal to any list of
 * equal rows, whatever {@link #truncated} says.
 *
 * <p>A row may be made each time it is asked for: two calls of {@link #get} give equal rows, not always the same one.
 *
 * @param <T> the kind of row
 */
public final class Results<T> extends AbstractList<T> implements RandomAccess {
    private final int size;
    private final IntFunction<? extends T> rows;
    private final boolean truncated;
    private final @Nullable Supplier<RowColumns> columns;

    private Results(
            int size, IntFunction<? extends T> rows, boolean truncated, @Nullable Supplier<RowColumns> columns) {
        this.size = size;
        this.rows = rows;
        this.truncated = truncated;
        this.columns = columns;
    }

    /** Rows, copied, and whether the limit cut off others. */
    public static <T> Results<T> of(List<? extends T> rows, boolean truncated) {
        List<T> copied = List.copyOf(rows);
        return new Results<>(copied.size(), copied::get, truncated, null);
    }

    /**
     * Rows that are made when they are asked for, and whether the limit cut off others: an answer that is kept as columns
     * costs no object per row that nobody keeps.
     *
     * @param size how many rows there are
     * @param rows makes the row at an index below {@code size}: always an equal one, from any thread
     */
    public static <T> Results<T> made(int size, IntFunction<? extends T> rows, boolean truncated) {
        return new Results<>(Checks.notNegative(size, "size"), Objects.requireNonNull(rows, "rows"), truncated, null);
    }

    /**
     * The same with the answer's columns, which are made when somebody asks for them with {@link RowColumns#of}.
     *
     * @param columns makes the columns of all rows, from any thread
     */
    public static <T extends Located> Results<T> made(
            int size, IntFunction<? extends T> rows, boolean truncated, Supplier<RowColumns> columns) {
        return new Results<>(
                Checks.notNegative(size, "size"),
                Objects.requireNonNull(rows, "rows"),
                truncated,
                Objects.requireNonNull(columns, "columns"));
    }

    /** What makes the columns, where the answer is kept as columns. */
    @Nullable
    Supplier<RowColumns> columns() {
        return columns;
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
