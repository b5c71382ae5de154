package io.spatio.cli.query;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The first rows of many, which also tells how many those were and whether there are more. */
final class LimitedRows<T> implements Iterator<T> {
    private final Iterator<T> rows;
    private final long limit;
    private long taken;
    private boolean ended;

    LimitedRows(Iterator<T> rows, long limit) {
        this.rows = rows;
        this.limit = limit;
    }

    long taken() {
        return taken;
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
        return rows.next();
    }
}
