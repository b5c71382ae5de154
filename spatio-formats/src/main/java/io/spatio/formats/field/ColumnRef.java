package io.spatio.formats.field;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a role's text stands: in one column, or in several whose texts are joined.
 *
 * @param columns the columns, from 0
 * @param joint what stands between their texts: a blank for date and time, nothing for a number and its hemisphere
 */
record ColumnRef(List<Integer> columns, String joint) {
    ColumnRef {
        columns = List.copyOf(columns);
    }

    static ColumnRef of(int column) {
        return new ColumnRef(List.of(column), "");
    }

    String text(Values values) {
        if (columns.size() == 1) {
            return values.text(columns.get(0));
        }
        return columns.stream().map(column -> values.text(column).strip()).collect(Collectors.joining(joint));
    }

    /** As the option writes it. */
    String named(List<String> names) {
        return columns.stream().map(names::get).collect(Collectors.joining(joint.isEmpty() ? "*" : "+"));
    }
}
