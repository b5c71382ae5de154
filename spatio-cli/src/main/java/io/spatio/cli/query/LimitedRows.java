package io.spatio.cli.query;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first rows of many, which also tells how many those were and whether there are more. */
final class LimitedRows<T> implements Iterator<T> {
    private final Iterator<T> rows;
    private final long limit;
    private long taken;
    private boolean ended;
    private @Nullable T last;

    LimitedRows(Iterator<T> rows, long limit) {
        this.rows = rows;
        this.limit = limit;
    }

    long taken() {
        return taken;
    }

    /** The row that was taken last. */
    Optional<T> last() {
        return Optional.ofNullable(last);
    }

    /** Whether there are rows beyond the limit. */
    boolean truncated() {
        return !ended && rows.hasNext();
    }

    @Override
    public boolean hasNext() {
        if (taken == limit || ended) {
            return false;
        }
        ended = !rows.hasNext();
        return !ended;
    }

    @Override
    public T next() {
        if (taken == limit) {
            throw new NoSuchElementException();
        }
        taken++;
        T row = rows.next();
        last = row;
        return row;
    }
}
