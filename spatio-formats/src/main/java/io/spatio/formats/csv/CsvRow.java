package io.spatio.formats.csv;

import java.util.List;

/** What stands in a CSV file from one row's begin to the next. */
sealed interface CsvRow {
    /** The line of the file on which it begins, from 1. */
    long line();

    /**
     * A row.
     *
     * @param line the line on which it begins
     * @param cells the texts of its cells
     */
    record Cells(long line, List<String> cells) implements CsvRow {
        /** Copies the cells. */
        public Cells {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A line that is no row; reading goes on with the next line.
     *
     * @param line the line
     * @param value the begin of its text
     * @param reason what is wrong
     */
    record Malformed(long line, String value, String reason) implements CsvRow {}
}
