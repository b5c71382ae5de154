package io.spatio.formats.csv;

import java.util.Optional;

/** Tells from a header line what stands between its cells. */
final class Separators {
    /** Where two occur equally often the first wins. */
    private static final char[] USUAL = {',', ';', '\t', '|'};

    private Separators() {}

    /** The usual one that occurs most often outside quotes; a comma where none does. */
    static char guess(String line) {
        char best = ',';
        int most = 0;
        for (char separator : USUAL) {
            int count = count(line, separator);
            if (count > most) {
                most = count;
                best = separator;
            }
        }
        return best;
    }

    private static int count(String line, char separator) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                count++;
            }
        }
        return count;
    }

    /** What a first line as {@code sep=;} says, which spreadsheets write. */
    static Optional<Character> declared(String line) {
        boolean declares = line.length() <= 7 && line.replace("\"", "").matches("(?i)sep=.?");
        if (!declares) {
            return Optional.empty();
        }
        String plain = line.replace("\"", "");
        // The end of the line was stripped, and with it a tab.
        return Optional.of(plain.length() == 4 ? '\t' : plain.charAt(4));
    }
}
