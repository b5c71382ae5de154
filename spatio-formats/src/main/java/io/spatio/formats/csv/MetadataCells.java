package io.spatio.formats.csv;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.spatio.Metadata;
import io.spatio.MetadataBytes;
import io.spatio.formats.field.Columns;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Turns the cells that have no role into a JSON object, losing nothing. One thread.
 *
 * <p>A cell becomes a number only where every reader of JSON gives the same text back: a decimal number as programs write
 * it. {@code 21.5} does; {@code 21.50}, {@code 007}, {@code 1e5} and numbers with more digits than a double holds stay
 * strings. An empty cell is left out.
 */
final class MetadataCells {
    private static final int MAX_NUMBER_LENGTH = 24;
    /** How many decimal digits any double gives back. */
    private static final int SURE_DIGITS = 15;

    private final int[] columns;
    /** The names of the columns as JSON writes them, each with its colon. */
    private final byte[][] names;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    MetadataCells(Columns columns) {
        this.columns = columns.others().stream().mapToInt(Integer::intValue).toArray();
        names = columns.others().stream()
                .map(column -> named(columns.names().get(column)))
                .toArray(byte[][]::new);
    }

    private static byte[] named(String name) {
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(name);
        return ("\"" + new String(quoted, StandardCharsets.UTF_8) + "\":").getBytes(StandardCharsets.UTF_8);
    }

    Metadata of(List<String> cells) {
        out.reset();
        for (int i = 0; i < columns.length; i++) {
            String cell = columns[i] < cells.size() ? cells.get(columns[i]) : "";
            if (!cell.isEmpty()) {
                out.write(out.size() == 0 ? '{' : ',');
                out.writeBytes(names[i]);
                value(cell);
            }
        }
        if (out.size() == 0) {
            return Metadata.NONE;
        }
        out.write('}');
        // Of strict UTF-8, and quoted: checked already, and its size the database checks.
        return MetadataBytes.of(out.toByteArray());
    }

    private void value(String cell) {
        if (isCanonicalNumber(cell)) {
            out.writeBytes(cell.getBytes(StandardCharsets.US_ASCII));
        } else {
            out.write('"');
            out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(cell));
            out.write('"');
        }
    }

    /** Whether this text is what the number it says is written as. */
    static boolean isCanonicalNumber(String text) {
        if (text.length() > MAX_NUMBER_LENGTH || !looksLikeNumber(text)) {
            return false;
        }
        if (text.indexOf('.') >= 0) {
            return !text.endsWith("0") && (text.length() <= SURE_DIGITS || new BigDecimal(text).equals(shortest(text)));
        }
        // Whole numbers beyond 2^53 change in readers that know only doubles.
        double number = Double.parseDouble(text);
        return Math.abs(number) <= 0x1p53 && text.equals(Long.toString((long) number));
    }

    private static BigDecimal shortest(String text) {
        return new BigDecimal(Double.toString(Double.parseDouble(text))).stripTrailingZeros();
    }

    /** {@code -?digits} or {@code -?digits.digits}, without zeros that need not be. */
    private static boolean looksLikeNumber(String text) {
        int i = text.startsWith("-") ? 1 : 0;
        int first = i;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        boolean digits = i > first && (i == first + 1 || text.charAt(first) != '0');
        if (!digits || i == text.length()) {
            return digits;
        }
        int fraction = i + 1;
        if (text.charAt(i) != '.' || fraction == text.length()) {
            return false;
        }
        for (i = fraction; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
