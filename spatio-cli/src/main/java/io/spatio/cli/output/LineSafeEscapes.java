package io.spatio.cli.output;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Escapes in strings what some readers take for the end of a line, and the controls that JSON lets pass. */
final class LineSafeEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    private static final int[] ASCII = asciiEscapes();

    private static int[] asciiEscapes() {
        int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();
        escapes[0x7f] = CharacterEscapes.ESCAPE_STANDARD;
        return escapes;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ASCII.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        return isRisky(character) ? new SerializedString(escape(character)) : null;
    }

    private static boolean isRisky(int character) {
        return (character >= 0x7f && character <= 0x9f) || character == 0x2028 || character == 0x2029;
    }

    static boolean endsLine(int character) {
        return character == '\n' || character == '\r' || isRisky(character);
    }

    static String escape(int character) {
        return String.format(Locale.ROOT, "\\u%04x", character);
    }
}
