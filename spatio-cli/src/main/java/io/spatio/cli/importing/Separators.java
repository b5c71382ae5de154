package io.spatio.cli.importing;

import java.util.ArrayList;
import java.util.List;

/** Tells from a header line, read with commas, what stands between its cells. */
final class Separators {
    private Separators() {}

    /** A semicolon or a tab where the header has no comma but has that; else a comma. */
    static char guess(List<String> headerWithCommas) {
        String only = headerWithCommas.size() == 1 ? headerWithCommas.get(0) : "";
        if (only.indexOf(';') >= 0) {
            return ';';
        }
        return only.indexOf('\t') >= 0 ? '\t' : ',';
    }

    /** The cells of the header. */
    static List<String> split(List<String> headerWithCommas, char separator) {
        if (separator == ',') {
            return headerWithCommas;
        }
        List<String> names = new ArrayList<>();
        String line = headerWithCommas.get(0);
        int from = 0;
        for (int to = line.indexOf(separator); to >= 0; to = line.indexOf(separator, from)) {
            names.add(line.substring(from, to));
            from = to + 1;
        }
        names.add(line.substring(from));
        return names;
    }
}
