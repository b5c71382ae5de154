package io.spatio.formats.time;

import io.spatio.Timestamps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;

/** Decimal numbers since 1970 in one unit. */
final class EpochNumber {
    private static final int LONGEST = 30;
    private static final int LONGEST_AS_LONG = 18;

    private final long unitsPerSecond;

    EpochNumber(long unitsPerSecond) {
        this.unitsPerSecond = unitsPerSecond;
    }

    Instant read(String text) {
        String number = text.strip();
        if (!isDecimal(number)) {
            throw new IllegalArgumentException("\"" + text + "\" is not a number since 1970");
        }
        if (number.length() <= LONGEST_AS_LONG && number.indexOf('.') < 0) {
            return read(text, Long.parseLong(number));
        }
        try {
            return Timestamps.toInstant(new BigDecimal(number)
                    .movePointRight(6)
                    .divide(BigDecimal.valueOf(unitsPerSecond), 0, RoundingMode.FLOOR)
                    .longValueExact());
        } catch (ArithmeticException e) {
            throw outOfRange(text, e);
        }
    }

    private Instant read(String text, long units) {
        try {
            return Instant.ofEpochSecond(
                    Math.floorDiv(units, unitsPerSecond),
                    Math.floorMod(units, unitsPerSecond) * (1_000_000_000L / unitsPerSecond));
        } catch (DateTimeException e) {
            throw outOfRange(text, e);
        }
    }

    private static IllegalArgumentException outOfRange(String text, RuntimeException cause) {
        return new IllegalArgumentException("\"" + text + "\" is out of range: is it in another unit?", cause);
    }

    /** {@code [+-]digits[.digits]}. */
    private static boolean isDecimal(String text) {
        int i = !text.isEmpty() && "+-".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
        int point = text.indexOf('.');
        int wholeEnd = point < 0 ? text.length() : point;
        return text.length() <= LONGEST
                && digits(text, i, wholeEnd)
                && (point < 0 || digits(text, point + 1, text.length()));
    }

    private static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }
}
