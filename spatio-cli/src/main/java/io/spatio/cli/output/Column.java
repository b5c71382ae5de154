package io.spatio.cli.output;

import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param name its heading
 * @param right whether its cells stand at the right edge, as numbers do
 * @param most how many characters of a cell are shown: one extreme value must not widen all rows
 * @param cell the text of a row, empty where it has none
 * @param <T> the kind of row
 */
public record Column<T>(String name, boolean right, int most, Function<T, String> cell) {
    private static final int MOST_OF_ID = 40;
    private static final int MOST_OF_METADATA = 80;

    /** A column of texts of ours, which are shown whole. */
    public static <T> Column<T> text(String name, Function<T, String> cell) {
        return new Column<>(name, false, Integer.MAX_VALUE, cell);
    }

    /** A column of ids or names, which users choose. */
    public static <T> Column<T> id(String name, Function<T, String> cell) {
        return new Column<>(name, false, MOST_OF_ID, row -> Texts.identifier(cell.apply(row)));
    }

    /** A column of metadata. */
    public static <T> Column<T> metadata(String name, Function<T, String> cell) {
        return new Column<>(name, false, MOST_OF_METADATA, cell);
    }

    /** A column of numbers. */
    public static <T> Column<T> number(String name, Function<T, String> cell) {
        return new Column<>(name, true, Texts.MOST_OF_NUMBER, cell);
    }

    /** What a row shows. */
    String shown(T row) {
        return Texts.shortened(cell.apply(row), most);
    }
}
