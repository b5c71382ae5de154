package io.spatio.cli.argument;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** Reads times: ISO-8601 with an offset or Z; whatever leaves room for doubt is refused with the reason. */
public final class Times {
    private static final String EXPECTED = "a time as 2024-05-01T12:30:00Z or 2024-05-01T14:30:00+02:00";

    private Times() {}

    /**
     * Reads a date and time with an offset; a space may stand for the T.
     *
     * @throws IllegalArgumentException naming the text and the likely cause
     */
    public static Instant instant(String text) {
        return instant(text, "convert it", "append Z for UTC");
    }

    /**
     * The same where there is a remedy of its own for numbers since 1970 and for times without an offset.
     *
     * @throws IllegalArgumentException naming the text, the likely cause and the remedy
     */
    public static Instant instant(String text, String remedyForNumbers, String remedyForLocalTimes) {
        String stripped = withT(text.strip());
        try {
            return OffsetDateTime.parse(stripped, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not " + EXPECTED + hint(stripped, remedyForNumbers, remedyForLocalTimes), e);
        }
    }

    /** The same text with a T where a space stands between date and time. */
    public static String withT(String text) {
        boolean space = text.length() > 10 && text.charAt(10) == ' ';
        return space ? text.substring(0, 10) + "T" + text.substring(11) : text;
    }

    private static String hint(String text, String remedyForNumbers, String remedyForLocalTimes) {
        if (text.matches("[+-]?\\d+(\\.\\d*)?")) {
            return ": is it seconds or milliseconds since 1970? If so, " + remedyForNumbers;
        }
        if (text.matches("[+-]?\\d{4,}-\\d\\d-\\d\\d")) {
            return ": the time of day and its offset are missing";
        }
        if (text.matches("[+-]?\\d{4,}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?")) {
            return ": the offset is missing; " + remedyForLocalTimes;
        }
        return "";
    }
}
