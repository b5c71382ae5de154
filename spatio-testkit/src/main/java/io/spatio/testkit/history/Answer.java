package io.spatio.testkit.history;

import io.spatio.Located;
import io.spatio.Results;
import java.util.List;

/**
 * What a query gave.
 *
 * @param rows in the order given, an object perhaps twice if the database is wrong
 * @param truncated whether it said that there were more
 */
record Answer(List<Located> rows, boolean truncated) {
    static Answer of(Results<? extends Located> results) {
        return new Answer(List.copyOf(results), results.truncated());
    }
}
