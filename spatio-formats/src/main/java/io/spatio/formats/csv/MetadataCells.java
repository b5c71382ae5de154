package io.spatio.formats.csv;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.spatio.Metadata;
import io.spatio.MetadataBytes;
import io.spatio.formats.field.Columns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Turns the cells that have no role into a JSON object, losing nothing.
 *
 * <p>A cell becomes a number only where every reader of JSON gives the same text back: a decimal number as programs write
 * it. {@code 21.5} does; {@code 21.50}, {@code 007}, {@code 1e5} and numbers with more digits than a double holds stay
 * strings. An empty cell is left out.
 */
final class MetadataCells {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_NUMBER_LENGTH = 24;

    private MetadataCells() {}

    static Metadata of(Columns columns, List<String> cells) {
        boolean none = true;
        for (int column : columns.others()) {
            none &= column >= cells.size() || cells.get(column).isEmpty();
        }
        if (none) {
            return Metadata.NONE;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (int column : columns.others()) {
                String cell = column < cells.size() ? cells.get(column) : "";
                if (!cell.isEmpty()) {
                    json.writeFieldName(columns.names().get(column));
                    if (isCanonicalNumber(cell)) {
                        json.writeRawValue(cell);
                    } else {
                        json.writeString(cell);
                    }
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Written by a generator from strict UTF-8: checked already, and its size the database checks.
        return MetadataBytes.of(out.toByteArray());
    }

    /** Whether this text is what the number it says is written as. */
    static boolean isCanonicalNumber(String text) {
        if (text.length() > MAX_NUMBER_LENGTH || !looksLikeNumber(text)) {
            return false;
        }
        double number = Double.parseDouble(text);
        boolean whole = text.indexOf('.') < 0;
        if (whole) {
            // Whole numbers beyond 2^53 change in readers that know only doubles.
            return Math.abs(number) <= 0x1p53 && text.equals(Long.toString((long) number));
        }
        return !text.endsWith("0") && new BigDecimal(text).equals(shortest(number));
    }

    private static BigDecimal shortest(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros();
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
