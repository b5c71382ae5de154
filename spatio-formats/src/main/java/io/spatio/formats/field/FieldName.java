package io.spatio.formats.field;

import io.spatio.formats.track.AltitudeUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name as it is compared: without case, blanks, punctuation and unit.
 *
 * @param plain letters and digits in lower case
 * @param unit the unit of length it ends with, null if none
 */
record FieldName(String plain, @Nullable AltitudeUnit unit) {
    private static final int LONGEST_COMPARED = 200;
    private static final Pattern UNIT = Pattern.compile(
            "^(.*[^\\s_(\\[])(?:[\\s_.]*[(\\[]\\s*|[\\s_.]+|(?<=[a-z])(?=Feet|Ft|Met(?:er|re)s?))"
                    + "(feet|foot|ft|met(?:er|re)s?|m|km|deg|degrees?|°)\\s*[)\\]]?\\s*$",
            Pattern.CASE_INSENSITIVE);

    /** The same without what no name that is known has. */
    static FieldName of(String name) {
        if (name.length() > LONGEST_COMPARED) {
            return new FieldName("", null);
        }
        Matcher found = UNIT.matcher(name);
        return found.matches()
                ? new FieldName(plain(found.group(1)), unit(found.group(2).toLowerCase(Locale.ROOT)))
                : new FieldName(plain(name), null);
    }

    private static @Nullable AltitudeUnit unit(String word) {
        return word.startsWith("f") ? AltitudeUnit.FEET : word.startsWith("m") ? AltitudeUnit.METERS : null;
    }

    /** Letters and digits in lower case. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
