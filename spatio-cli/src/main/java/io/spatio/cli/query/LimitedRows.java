package io.spatio.cli.query;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The first rows of many, which also tells afterwards how many those were and what is left. */
final class LimitedRows<T> implements Iterator<T> {
    private final Iterator<T> rows;
    private final long limit;
    private long taken;

    LimitedRows(Iterator<T> rows, long limit) {
        this.rows = rows;
        this.limit = limit;
    }

    long taken() {
        return taken;
    }

    Iterator<T> rest() {
        return rows;
    }

    @Override
    public boolean hasNext() {
        return taken < limit && rows.hasNext();
    }

    @Override
    public T next() {
        if (taken >= limit) {
            throw new NoSuchElementException();
        }
        taken++;
        return rows.next();
    }
}
