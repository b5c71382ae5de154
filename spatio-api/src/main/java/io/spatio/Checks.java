package io.spatio;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Argument checks whose messages say argument, value, legal range and likely cause. */
final class Checks {
    private Checks() {}

    static void lonLat(double lon, double lat) {
        boolean lonLegal = Math.abs(lon) <= Position.MAX_LON;
        boolean latLegal = Math.abs(lat) <= Position.MAX_LAT;
        if (lonLegal && latLegal) {
            return;
        }
        boolean swapped = Math.abs(lat) <= Position.MAX_LON && Math.abs(lon) <= Position.MAX_LAT;
        if (!latLegal) {
            throw outside(
                    "latitude", lat, -Position.MAX_LAT, Position.MAX_LAT, swapped ? "are lon and lat swapped?" : null);
        }
        throw outside(
                "longitude",
                lon,
                -Position.MAX_LON,
                Position.MAX_LON,
                lon > 180 && lon <= 360 ? "is it given as 0..360? subtract 360" : null);
    }

    static void alt(double alt, String name) {
        if (!(alt >= Position.MIN_ALT && alt <= Position.MAX_ALT)) {
            throw outside(name, alt, Position.MIN_ALT, Position.MAX_ALT, hintForAltitude(alt));
        }
    }

    private static @Nullable String hintForAltitude(double alt) {
        if (Double.isNaN(alt)) {
            return "leave the altitude out where it is unknown";
        }
        return alt > Position.MAX_ALT ? "is it in feet or millimetres? altitudes are metres" : null;
    }

    static double range(double value, double min, double max, String name, @Nullable String hint) {
        if (!(value >= min && value <= max)) {
            throw outside(name, value, min, max, hint);
        }
        return value;
    }

    static int notNegative(int value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " " + value + " is negative: legal is 0 to " + Integer.MAX_VALUE);
        }
        return value;
    }

    static IllegalArgumentException outside(String name, double value, double min, double max, @Nullable String hint) {
        String text = name + " " + value + " is outside [" + plain(min) + ", " + plain(max) + "]";
        return new IllegalArgumentException(hint == null ? text : text + ": " + hint);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** Length in UTF-8 bytes, or -1 when {@code text} holds an unpaired surrogate. */
    static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                return -1;
            }
        }
        return bytes;
    }

    static byte[] utf8(String text, String name) {
        if (utf8Length(requireNonNull(text, name)) < 0) {
            throw new IllegalArgumentException(name + " is not well-formed Unicode: it holds an unpaired surrogate");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
