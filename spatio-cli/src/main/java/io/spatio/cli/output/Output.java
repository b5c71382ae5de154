package io.spatio.cli.output;

import java.util.Iterator;
import java.util.List;

/** Where answers go, in one of two forms. One thread. */
public interface Output {
    /** An answer of many rows, written as they come. */
    <T> void list(Shape<T> shape, Iterator<? extends T> rows);

    /** An answer of one row. */
    <T> void single(Shape<T> shape, T row);

    /** An answer of named facts, such as the outcome of a write. */
    void facts(Facts facts);

    /** An answer of many rows that are there already. */
    default <T> void list(Shape<T> shape, List<? extends T> rows) {
        list(shape, rows.iterator());
    }
}
