package io.spatio;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * An immutable list of rows that also says whether there were more. Any thread; {@link #get} is O(1). Equal to any list of
 * equal rows, whatever {@link #truncated} says.
 *
 * @param <T> the kind of row
 */
public final class Results<T> extends AbstractList<T> implements RandomAccess {
    private final List<T> rows;
    private final boolean truncated;

    private Results(List<T> rows, boolean truncated) {
        this.rows = rows;
        this.truncated = truncated;
    }

    /** Rows, copied, and whether the limit cut off others. */
    public static <T> Results<T> of(List<? extends T> rows, boolean truncated) {
        return new Results<>(List.copyOf(rows), truncated);
    }

    /** Whether more rows satisfied the query than the limit let through. */
    public boolean truncated() {
        return truncated;
    }

    @Override
    public T get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }
}
