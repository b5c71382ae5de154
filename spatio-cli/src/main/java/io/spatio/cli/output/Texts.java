package io.spatio.cli.output;

import java.math.BigDecimal;
import java.util.Locale;

/** Texts for people: nothing in them that a terminal takes for a command, and numbers as one reads them. */
public final class Texts {
    /** The characters of a number that a table shows; no coordinate that was measured has more. */
    static final int MOST_OF_NUMBER = 24;

    private static final int MOST_OF_MESSAGE = 2_000;

    private Texts() {}

    /** The same text with control, format and line separating characters escaped; one line. */
    public static String printable(String text) {
        if (text.codePoints().noneMatch(Texts::isUnsafe)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isUnsafe(c)) {
                escape(safe, c);
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** A message on one line, of bounded length whatever it quotes. */
    public static String message(String text) {
        return shortened(printable(text), MOST_OF_MESSAGE);
    }

    /** An id or name in a table: as it is, or quoted where its bounds or its characters could mislead. */
    public static String identifier(String text) {
        boolean plain = !text.isEmpty()
                && text.codePoints().noneMatch(c -> isUnsafe(c) || Character.isSpaceChar(c) || c == '"' || c == '\\');
        if (plain) {
            return text;
        }
        return "\"" + printable(text.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
    }

    private static boolean isUnsafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static void escape(StringBuilder out, int codePoint) {
        switch (codePoint) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                for (char c : Character.toChars(codePoint)) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                }
            }
        }
    }

    /** A text cut to a number of characters, the last of which is "…" where something is left out. */
    public static String shortened(String text, int most) {
        if (text.length() <= most || text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
    }

    /** A number in full, without an exponent. */
    public static String number(double value) {
        return new BigDecimal(Double.toString(value)).toPlainString();
    }

    /** A distance as one reads it: metres below a kilometre, kilometres above. */
    public static String distance(double meters) {
        if (meters < 999.95) {
            return String.format(Locale.ROOT, "%.1f m", meters);
        }
        return meters < 99_995
                ? String.format(Locale.ROOT, "%.2f km", meters / 1000)
                : String.format(Locale.ROOT, "%,.0f km", meters / 1000);
    }

    /** A whole number with thousands apart. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
