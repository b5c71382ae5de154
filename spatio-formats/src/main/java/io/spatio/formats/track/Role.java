package io.spatio.formats.track;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a column or field of a record can be. */
public enum Role {
    /** Who. */
    ID,
    /** When. */
    TIME,
    /** East, in degrees. */
    LON,
    /** North, in degrees. */
    LAT,
    /** Up. */
    ALT,
    /** One JSON value to keep as it is; guessed only where no other column would be metadata. */
    METADATA,
    /** What happened, a position or a delete; known only in a file as a writer of ours makes it. */
    EVENT,
    /** When a delete was made; known only in a file as a writer of ours makes it. */
    MADE_AT;

    /** Those that a column's name alone does not tell. */
    public static final Set<Role> OF_EXPORT = Set.of(METADATA, EVENT, MADE_AT);

    /** The word for it in options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a word; empty if there is none. */
    public static Optional<Role> ofWord(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
