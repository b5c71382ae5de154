package io.spatio.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/**
 * How one kind of row looks, in tables and in JSON.
 *
 * @param columns the columns of a table; those that are empty in a whole short answer are left out
 * @param fields writes the fields of the JSON object
 * @param <T> the kind of row
 */
public record Shape<T>(List<Column<T>> columns, Fields<T> fields) {
    /** Copies the columns. */
    public Shape {
        columns = List.copyOf(columns);
    }

    /**
     * Writes the fields of an object that is begun and ended elsewhere.
     *
     * @param <T> the kind of row
     */
    @FunctionalInterface
    public interface Fields<T> {
        /** Writes the fields of one row. */
        void write(JsonGenerator json, T row) throws IOException;
    }
}
