package io.spatio.formats.field;

import io.spatio.formats.track.AltitudeUnit;
import io.spatio.spi.Units;
import java.util.Locale;

/** Numbers as files write them; the suffixes and hexadecimal forms of Java are none. */
final class NumberText {
    private static final int LONGEST = 400;

    private NumberText() {}

    /** Degrees, with a hemisphere as suffix where there is one. */
    static double coordinate(String text, char positive, char negative, boolean decimalComma) {
        String stripped = text.strip();
        int last = stripped.length() - 1;
        char hemisphere = last > 0 ? Character.toUpperCase(stripped.charAt(last)) : 0;
        if (hemisphere != positive && hemisphere != negative) {
            return number(text, stripped, decimalComma);
        }
        double degrees = number(text, stripped.substring(0, last).strip(), decimalComma);
        if (degrees < 0) {
            throw new IllegalArgumentException("\"" + shown(text) + "\" has a minus and a hemisphere");
        }
        return hemisphere == negative ? -degrees : degrees;
    }

    /** A number and its unit. */
    record Measure(double number, AltitudeUnit unit) {
        double meters() {
            return unit.toMeters(number);
        }
    }

    /** An altitude in the unit it says, else in that of its column. */
    static Measure altitude(String text, AltitudeUnit unitOfColumn, boolean decimalComma) {
        String stripped = text.strip();
        String lower = stripped.toLowerCase(Locale.ROOT);
        boolean feet = lower.endsWith("ft");
        boolean meters = lower.endsWith("m");
        int end = stripped.length() - (feet ? 2 : meters ? 1 : 0);
        return new Measure(
                number(text, stripped.substring(0, end).strip(), decimalComma),
                feet ? AltitudeUnit.FEET : meters ? AltitudeUnit.METERS : unitOfColumn);
    }

    static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    private static double number(String text, String stripped, boolean decimalComma) {
        String number = decimalComma ? stripped.replace(',', '.') : stripped;
        if (number.length() > LONGEST) {
            throw new IllegalArgumentException("\"" + shown(text) + "\" is too long for a number");
        }
        for (int i = 0; i < number.length(); i++) {
            if ("0123456789+-.eE".indexOf(number.charAt(i)) < 0) {
                String hint = stripped.matches("[+-]?\\d+,\\d+")
                        ? ": the decimal mark must be a point; if it is a comma everywhere, say so by --decimal-comma"
                        : "";
                throw new IllegalArgumentException("\"" + shown(text) + "\" is not a number" + hint);
            }
        }
        return Units.parseNumber(number);
    }

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
