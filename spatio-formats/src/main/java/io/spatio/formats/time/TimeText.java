package io.spatio.formats.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * One time in the dialects of ISO-8601 that programs write, read by hand: {@code DateTimeFormatter} knows none of the
 * offsets without colon, the zones in words, hour 24 and second 60, and costs more than the rest of a row.
 *
 * <p>Date and time are joined by {@code T}, {@code t} or a blank; seconds and their fraction may be absent; the offset is
 * {@code Z}, {@code z}, {@code ±hh}, {@code ±hhmm}, {@code ±hh:mm}, {@code UTC}, {@code GMT}, or {@code +0000 UTC}, after a
 * blank or without one. {@code 24:00:00} is the next day; {@code 23:59:60} is the last microsecond before it ends.
 */
final class TimeText {
    private static final String EXPECTED = "a time as 2024-05-01T12:30:00Z or 2024-05-01T14:30:00+02:00";
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int MOST_OFFSET_MINUTES = 18 * 60;
    private static final int MOST_YEAR_DIGITS = 9;

    private final String whole;
    private final String text;
    private int at;

    private long epochDay;
    private int secondOfDay;
    private int nanos;
    private boolean leapSecond;

    TimeText(String whole) {
        this.whole = whole;
        this.text = whole.strip();
    }

    /** The instant; {@code local} reads what has no offset, null where that is refused. */
    Instant instant(@Nullable LocalTimes local) {
        date();
        if (at == text.length()) {
            throw refused(": the time of day and its offset are missing");
        }
        if ("Tt ".indexOf(text.charAt(at)) < 0) {
            throw refused("");
        }
        at++;
        timeOfDay();
        if (at == text.length()) {
            if (local == null) {
                throw refused(": the offset is missing; " + LocalTimes.REMEDY);
            }
            return withLeapSecond(local.instant(whole, local()));
        }
        long second = epochDay * SECONDS_PER_DAY + secondOfDay - offset() * 60L;
        return withLeapSecond(Instant.ofEpochSecond(second, nanos));
    }

    /** Second 60 is the last microsecond of second 59. */
    private Instant withLeapSecond(Instant instant) {
        if (!leapSecond) {
            return instant;
        }
        long second = instant.getEpochSecond();
        if (Math.floorMod(second, SECONDS_PER_DAY) != SECONDS_PER_DAY - 1) {
            throw refused(": second 60 exists only where a day of UTC ends");
        }
        return Instant.ofEpochSecond(second, 999_999_000);
    }

    private LocalDateTime local() {
        return LocalDateTime.of(
                LocalDate.ofEpochDay(epochDay + secondOfDay / SECONDS_PER_DAY),
                LocalTime.ofSecondOfDay(secondOfDay % SECONDS_PER_DAY).withNano(nanos));
    }

    private void date() {
        boolean signed = !text.isEmpty() && "+-".indexOf(text.charAt(0)) >= 0;
        int first = signed ? 1 : 0;
        at = first;
        while (at < text.length() && isDigit(at)) {
            at++;
        }
        int digits = at - first;
        if (digits < 4 || digits > MOST_YEAR_DIGITS || (digits > 4 && !signed) || !here('-')) {
            throw refused(hint());
        }
        int year = Integer.parseInt(text, first, at, 10);
        at++;
        int month = two();
        require('-');
        int day = two();
        try {
            epochDay = LocalDate.of(signed && text.charAt(0) == '-' ? -year : year, month, day)
                    .toEpochDay();
        } catch (DateTimeException e) {
            throw refused(": there is no such day");
        }
    }

    private void timeOfDay() {
        int hour = two();
        require(':');
        int minute = two();
        int second = 0;
        boolean zero = true;
        if (here(':')) {
            at++;
            second = two();
            if (here('.')) {
                zero = fraction();
            }
        }
        leapSecond = second == 60;
        boolean endOfDay = hour == 24 && minute == 0 && second == 0 && zero;
        if (minute > 59 || second > 60 || (hour > 23 && !endOfDay)) {
            throw refused(": there is no such time of day");
        }
        secondOfDay = hour * 3600 + minute * 60 + Math.min(second, 59);
    }

    /** Any number of decimals, of which nine count; whether they are zero. */
    private boolean fraction() {
        int first = ++at;
        nanos = 0;
        while (at < text.length() && isDigit(at)) {
            if (at - first < 9) {
                nanos = nanos * 10 + (text.charAt(at) - '0');
            }
            at++;
        }
        if (at == first) {
            throw refused("");
        }
        for (int i = at - first; i < 9; i++) {
            nanos *= 10;
        }
        return nanos == 0;
    }

    private int offset() {
        String rest = text.substring(at).strip();
        if (rest.length() > 4 && "+-".indexOf(rest.charAt(0)) >= 0 && endsWithWord(rest)) {
            String number = rest.substring(0, rest.length() - 3).strip();
            if (number.matches("[+-]00:?(00)?")) {
                return 0;
            }
            throw refused(": its offset and its zone contradict each other");
        }
        if (rest.equalsIgnoreCase("Z") || rest.equalsIgnoreCase("UTC") || rest.equalsIgnoreCase("GMT")) {
            return 0;
        }
        return number(rest);
    }

    private static boolean endsWithWord(String rest) {
        return rest.regionMatches(true, rest.length() - 3, "UTC", 0, 3)
                || rest.regionMatches(true, rest.length() - 3, "GMT", 0, 3);
    }

    /** {@code ±hh}, {@code ±hhmm} or {@code ±hh:mm} in minutes. */
    private int number(String rest) {
        boolean colon = rest.length() == 6 && rest.charAt(3) == ':';
        String digits = colon ? rest.substring(1, 3) + rest.substring(4) : rest.substring(Math.min(1, rest.length()));
        boolean signed = !rest.isEmpty() && "+-".indexOf(rest.charAt(0)) >= 0;
        if (!signed || !(digits.length() == 2 || digits.length() == 4) || !allDigits(digits)) {
            boolean seconds = rest.matches("[+-]\\d\\d:?\\d\\d:?\\d\\d");
            throw refused(seconds ? ": offsets with seconds are not read" : "");
        }
        int minutes = Integer.parseInt(digits, 0, 2, 10) * 60
                + (digits.length() == 4 ? Integer.parseInt(digits, 2, 4, 10) : 0);
        if (minutes > MOST_OFFSET_MINUTES || (digits.length() == 4 && digits.charAt(2) > '5')) {
            throw refused(": there is no such offset");
        }
        return rest.charAt(0) == '-' ? -minutes : minutes;
    }

    private static boolean allDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private int two() {
        if (at + 2 > text.length() || !isDigit(at) || !isDigit(at + 1)) {
            throw refused("");
        }
        at += 2;
        return (text.charAt(at - 2) - '0') * 10 + text.charAt(at - 1) - '0';
    }

    private void require(char wanted) {
        if (!here(wanted)) {
            throw refused("");
        }
        at++;
    }

    private boolean here(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    private boolean isDigit(int index) {
        return text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private String hint() {
        if (text.matches("[+-]?\\d+(\\.\\d*)?")) {
            return ": is it seconds or milliseconds since 1970? If so, say so by --time-format, as --time-format"
                    + " epoch-seconds";
        }
        if (text.matches("\\d{1,4}[/.]\\d{1,2}[/.]\\d{1,4}.*")) {
            return ": which is the day, and which the month? Say so by --time-format \"dd/MM/yyyy HH:mm:ss\"";
        }
        if (text.matches("\\d{1,2}:\\d\\d(:\\d\\d.*)?")) {
            return ": it has no date; if that is a column of its own, say so by --columns time=DATE+TIME";
        }
        return "";
    }

    private IllegalArgumentException refused(String hint) {
        String shown = whole.length() > 60 ? whole.substring(0, 60) + "…" : whole;
        return new IllegalArgumentException("\"" + shown + "\" is not " + EXPECTED + hint);
    }
}
