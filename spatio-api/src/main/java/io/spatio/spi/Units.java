package io.spatio.spi;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads texts with units, as configuration and command line use them; every error names text and legal units. */
public final class Units {
    private static final int MAX_EXPONENT = 400;

    private static final Map<String, BigDecimal> NANOS = units(
            "ns",
            1L,
            "us",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L,
            "d",
            86_400_000_000_000L);
    private static final Map<String, BigDecimal> BYTES = units(
            "",
            1L,
            "b",
            1L,
            "kb",
            1_000L,
            "mb",
            1_000_000L,
            "gb",
            1_000_000_000L,
            "kib",
            1L << 10,
            "mib",
            1L << 20,
            "gib",
            1L << 30,
            "tib",
            1L << 40);
    private static final Map<String, BigDecimal> METERS = meters();

    private Units() {}

    private static Map<String, BigDecimal> units(Object... namesAndFactors) {
        Map<String, BigDecimal> units = new TreeMap<>();
        for (int i = 0; i < namesAndFactors.length; i += 2) {
            units.put((String) namesAndFactors[i], BigDecimal.valueOf((Long) namesAndFactors[i + 1]));
        }
        return Map.copyOf(units);
    }

    private static Map<String, BigDecimal> meters() {
        Map<String, BigDecimal> units = new TreeMap<>(units("", 1L, "m", 1L, "km", 1_000L, "nm", 1_852L));
        units.put("mi", new BigDecimal("1609.344"));
        units.put("ft", new BigDecimal("0.3048"));
        return Map.copyOf(units);
    }

    /** Reads {@code 250ms}, {@code 30s}, {@code 15m}, {@code 24h}, {@code 90d}. */
    public static Duration parseDuration(String text) {
        BigDecimal nanos = scaled(text, NANOS, "a duration such as 250ms, 30s, 15m, 24h or 90d");
        if (nanos.signum() < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is negative");
        }
        try {
            long seconds = nanos.divideToIntegralValue(BigDecimal.valueOf(1_000_000_000L))
                    .longValueExact();
            return Duration.ofSeconds(
                    seconds, nanos.remainder(BigDecimal.valueOf(1_000_000_000L)).longValue());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("\"" + text + "\" is too long a duration", e);
        }
    }

    /** Reads {@code 64KiB}, {@code 256MiB}, {@code 1GiB}; a plain number is bytes. */
    public static long parseBytes(String text) {
        BigDecimal bytes = scaled(text, BYTES, "a size such as 64KiB, 256MiB or 1GiB");
        try {
            long size = bytes.toBigInteger().longValueExact();
            if (size >= 0) {
                return size;
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("\"" + text + "\" is too large a size", e);
        }
        throw new IllegalArgumentException("\"" + text + "\" is negative");
    }

    /** Reads {@code 400m}, {@code 5km}, {@code 3nm} (nautical miles), {@code 2mi}, {@code 100ft}; a plain number is metres. */
    public static double parseMeters(String text) {
        double meters = scaled(text, METERS, "a length such as 400m, 5km, 3nm, 2mi or 100ft")
                .doubleValue();
        if (!Double.isFinite(meters)) {
            throw new IllegalArgumentException("\"" + text + "\" is too long a length");
        }
        return meters;
    }

    /** Reads a whole number. */
    public static long parseInteger(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a whole number", e);
        }
    }

    /** Reads a finite decimal number. */
    public static double parseNumber(String text) {
        double number;
        try {
            number = Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a number", e);
        }
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("\"" + text + "\" is not a finite number");
        }
        return number;
    }

    /** Reads {@code true} or {@code false}. */
    public static boolean parseBoolean(String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
        };
    }

    private static BigDecimal scaled(String text, Map<String, BigDecimal> units, String expected) {
        String stripped = text.strip();
        int end = stripped.length();
        while (end > 0 && Character.isLetter(stripped.charAt(end - 1))) {
            end--;
        }
        BigDecimal factor = units.get(stripped.substring(end).toLowerCase(Locale.ROOT));
        String number = stripped.substring(0, end).strip();
        if (factor == null || number.isEmpty() || number.length() > 40) {
            throw new IllegalArgumentException("\"" + text + "\" is not " + expected);
        }
        try {
            BigDecimal scaled = new BigDecimal(number).multiply(factor);
            // An exponent of a few characters would else become a number of gigabytes.
            if (Math.abs((long) scaled.precision() - scaled.scale()) > MAX_EXPONENT) {
                throw new IllegalArgumentException("\"" + text + "\" is far out of range: give " + expected);
            }
            return scaled;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not " + expected, e);
        }
    }
}
