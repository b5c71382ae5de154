package io.spatio.formats.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the times of a file are written. Immutable; any thread. */
public final class TimeFormat {
    /** ISO-8601 with an offset. */
    public static final TimeFormat ISO = of("iso", "", "");

    private final Reading reading;

    private TimeFormat(Reading reading) {
        this.reading = reading;
    }

    private interface Reading {
        Instant read(String text);
    }

    /**
     * Times in a format.
     *
     * @param format {@code iso}, {@code epoch-seconds}, {@code epoch-millis}, {@code epoch-micros}, {@code epoch-nanos}, or
     *     a pattern of {@link DateTimeFormatter}, such as {@code dd/MM/yyyy HH:mm:ss}
     * @param zone the zone of times without an offset, as {@code UTC} or {@code Europe/Berlin}; empty where none is meant
     * @param ambiguous {@code earlier} or {@code later} of the two when a local time exists twice; empty to refuse it
     * @throws IllegalArgumentException naming the option
     */
    public static TimeFormat of(String format, String zone, String ambiguous) {
        long unitsPerSecond =
                switch (format) {
                    case "epoch-seconds" -> 1L;
                    case "epoch-millis" -> 1_000L;
                    case "epoch-micros" -> 1_000_000L;
                    case "epoch-nanos" -> 1_000_000_000L;
                    default -> 0L;
                };
        if (unitsPerSecond > 0) {
            if (!zone.isEmpty()) {
                throw new IllegalArgumentException("--zone goes with times in text only, not with " + format);
            }
            EpochNumber epoch = new EpochNumber(unitsPerSecond);
            return new TimeFormat(epoch::read);
        }
        LocalTimes local = zone.isEmpty() ? null : new LocalTimes(zone(zone), choice(ambiguous));
        if (local == null && !ambiguous.isEmpty()) {
            throw new IllegalArgumentException("--ambiguous goes with --zone only");
        }
        if (format.equals("iso")) {
            return new TimeFormat(text -> new TimeText(text).instant(local));
        }
        DateTimeFormatter pattern = pattern(format);
        return new TimeFormat(text -> byPattern(text, pattern, format, local));
    }

    /**
     * Reads a time; what is finer than microseconds is not cut off here.
     *
     * @throws IllegalArgumentException naming the reason and the way out
     */
    public Instant read(String text) {
        return reading.read(text);
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--zone \"" + zone + "\" is unknown: give UTC, +02:00 or Europe/Berlin", e);
        }
    }

    private static LocalTimes.Choice choice(String ambiguous) {
        return switch (ambiguous) {
            case "" -> LocalTimes.Choice.NONE;
            case "earlier" -> LocalTimes.Choice.EARLIER;
            case "later" -> LocalTimes.Choice.LATER;
            default ->
                throw new IllegalArgumentException(
                        "--ambiguous \"" + ambiguous + "\" is unknown: legal are earlier and later");
        };
    }

    private static DateTimeFormatter pattern(String pattern) {
        boolean fields = pattern.contains("d") && (pattern.contains("y") || pattern.contains("u"));
        try {
            if (fields) {
                return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            }
        } catch (IllegalArgumentException e) {
            throw unknown(pattern, e);
        }
        throw unknown(pattern, null);
    }

    private static IllegalArgumentException unknown(String format, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "--time-format \"" + format + "\" is unknown: legal are iso, epoch-seconds, epoch-millis, epoch-micros,"
                        + " epoch-nanos, and a pattern as \"dd/MM/yyyy HH:mm:ss\"",
                cause);
    }

    private static Instant byPattern(
            String text, DateTimeFormatter formatter, String pattern, @Nullable LocalTimes local) {
        TemporalAccessor parsed;
        try {
            parsed = formatter.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a time as " + pattern + ", the pattern of --time-format", e);
        }
        if (parsed instanceof OffsetDateTime whole) {
            return whole.toInstant();
        }
        if (local == null) {
            throw new IllegalArgumentException("\"" + text + "\" has no offset: " + LocalTimes.REMEDY);
        }
        return local.instant(text, (LocalDateTime) parsed);
    }
}
