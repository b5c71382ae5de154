package io.spatio.formats.csv;

import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.ReadOptions;
import java.util.List;

/** Tells a header from a row that stands where a header should. */
final class FirstLine {
    private FirstLine() {}

    /**
     * Refuses a first line that is data itself, where the columns are chosen by number or there is nothing to know them by.
     *
     * @throws FileFormatException with the way out
     */
    static void requireHeader(List<String> cells, ReadOptions options) {
        List<String> numbers = cells.stream().filter(FirstLine::isNumber).toList();
        boolean chosenByNumber = !options.columns().isEmpty()
                && options.columns().values().stream().allMatch(column -> column.isEmpty() || column.startsWith("#"));
        boolean names = cells.stream().anyMatch(cell -> cell.strip().matches("(?i)[a-z_][a-z_ .()/-]*"));
        if (numbers.size() >= 2 && (chosenByNumber || !names)) {
            throw new FileFormatException("no column for id, time, lon, lat in the header "
                    + shown(cells) + ", which is data itself: say so by --no-header, and which column is what by"
                    + " --columns id=#1,time=#2,lon=#3,lat=#4");
        }
    }

    private static String shown(List<String> cells) {
        String all = String.join(",", cells);
        return all.length() <= 200 ? all : all.substring(0, 200) + "…";
    }

    private static boolean isNumber(String cell) {
        return cell.strip().matches("[+-]?\\d{1,20}([.,]\\d{1,20})?");
    }
}
