package io.spatio.cli.output;

import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param name its heading
 * @param right whether its cells stand at the right edge, as numbers do
 * @param cell the text of a row, empty where it has none
 * @param <T> the kind of row
 */
public record Column<T>(String name, boolean right, Function<T, String> cell) {
    /** A column of texts. */
    public static <T> Column<T> text(String name, Function<T, String> cell) {
        return new Column<>(name, false, cell);
    }

    /** A column of numbers. */
    public static <T> Column<T> number(String name, Function<T, String> cell) {
        return new Column<>(name, true, cell);
    }
}
