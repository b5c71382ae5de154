package io.spatio.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option of a provider: reference configuration, {@code spatio config}, docs and the check for unknown keys come from
 * it.
 *
 * @param name kebab-case, {@code [a-z][a-z0-9-]*}
 * @param type how its text is read
 * @param defaultOrNull the default as text, or null where it has none
 * @param doc one sentence
 * @param choices the legal texts of a {@link Type#CHOICE}, else empty
 */
public record Option(String name, Type type, @Nullable String defaultOrNull, String doc, List<String> choices) {
    /** How the text of a value is read. */
    public enum Type {
        /** As it stands. */
        TEXT,
        /** A whole number. */
        INTEGER,
        /** A decimal number. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A time with a unit, 0 to 36500d: {@code 250ms}, {@code 30s}, {@code 15m}, {@code 24h}, {@code 90d}. */
        DURATION,
        /** A size with a unit: {@code 64KiB}, {@code 256MiB}, {@code 1GiB}; a plain number is bytes. */
        BYTES,
        /** A length with a unit: {@code 400m}, {@code 5km}; a plain number is metres. */
        METERS,
        /** One of a few words. */
        CHOICE
    }

    /** Copies the choices and checks the name. */
    public Option {
        choices = List.copyOf(choices);
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("option name \"" + name + "\" is not kebab-case: [a-z][a-z0-9-]*");
        }
    }

    /** An option of a type with a default. */
    public static Option of(String name, Type type, String defaultValue, String doc) {
        return new Option(name, type, defaultValue, doc, List.of());
    }

    /** An option without a default. */
    public static Option withoutDefault(String name, Type type, String doc) {
        return new Option(name, type, null, doc, List.of());
    }

    /** A choice with a default. */
    public static Option choice(String name, List<String> choices, String defaultValue, String doc) {
        return new Option(name, Type.CHOICE, defaultValue, doc, choices);
    }
}
