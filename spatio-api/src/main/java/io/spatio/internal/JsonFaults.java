package io.spatio.internal;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a JSON parser throws into an {@link IllegalArgumentException} in our words, with the place.
 *
 * <p>The parser's own words name its switches and, where a limit was met, its classes, but no place. Any thread.
 */
public final class JsonFaults {
    /** Where the parser stops talking of the text and begins to talk of itself. */
    private static final String[] ASIDES = {
        " (start marker at", " (for ", ": enable `", " (consider enabling", " (not recognized", "\n"
    };

    private JsonFaults() {}

    /**
     * What is wrong.
     *
     * @param subject what the text is, as "metadata"
     * @param parser the parser, which stands where it failed
     * @param fault what it threw
     */
    public static IllegalArgumentException refused(String subject, JsonParser parser, IOException fault) {
        String words;
        if (fault instanceof StreamConstraintsException limit) {
            words = " is JSON beyond what is read: " + limitOf(limit.getOriginalMessage(), parser);
        } else if (fault instanceof JsonEOFException) {
            words = " is not well-formed JSON: it ends too early";
        } else {
            words = " is not well-formed JSON: " + reason(fault);
        }
        return new IllegalArgumentException(subject + words + at(placeOf(parser, fault)), fault);
    }

    /** A place in a text as messages tell it, with a blank before it. */
    public static String at(JsonLocation place) {
        return " at line " + place.getLineNr() + ", column " + Math.max(1, place.getColumnNr());
    }

    private static String limitOf(@Nullable String message, JsonParser parser) {
        String text = String.valueOf(message);
        if (text.startsWith("Document nesting")) {
            return "it is nested deeper than " + parser.streamReadConstraints().getMaxNestingDepth();
        }
        if (text.startsWith("Name")) {
            return "the name of a member has more than "
                    + parser.streamReadConstraints().getMaxNameLength() + " characters";
        }
        if (text.startsWith("String")) {
            return "a string has more than " + parser.streamReadConstraints().getMaxStringLength() + " characters";
        }
        if (text.startsWith("Number")) {
            return "a number has more than " + parser.streamReadConstraints().getMaxNumberLength() + " characters";
        }
        return "it is too large";
    }

    private static String reason(IOException fault) {
        String text = fault instanceof JsonProcessingException problem
                ? String.valueOf(problem.getOriginalMessage())
                : String.valueOf(fault.getMessage());
        for (String aside : ASIDES) {
            int end = text.indexOf(aside);
            if (end >= 0) {
                text = text.substring(0, end);
            }
        }
        return text;
    }

    /** A limit that was met has no place of its own. */
    private static JsonLocation placeOf(JsonParser parser, IOException fault) {
        JsonLocation place = fault instanceof JsonProcessingException problem ? problem.getLocation() : null;
        return place == null ? parser.currentLocation() : place;
    }
}
