package io.spatio.cli.importing;

import io.spatio.cli.argument.Times;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** How the times of a file are written. */
interface TimeFormat {
    /**
     * Reads a time.
     *
     * @throws IllegalArgumentException naming the reason
     */
    Instant read(String text);

    /** ISO-8601 with an offset. */
    TimeFormat ISO = text -> Times.instant(
            text,
            "say so by --time-format, as --time-format epoch-seconds",
            "say where they were taken by --zone, as --zone UTC");

    /** ISO-8601; where there is no offset, the time of a zone. */
    static TimeFormat isoIn(ZoneId zone) {
        return text -> {
            Optional<LocalDateTime> local = local(text);
            return local.isPresent() ? local.get().atZone(zone).toInstant() : ISO.read(text);
        };
    }

    private static Optional<LocalDateTime> local(String text) {
        try {
            return Optional.of(LocalDateTime.parse(Times.withT(text.strip())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Decimal numbers since 1970, {@code unitsPerSecond} to a second. */
    static TimeFormat epoch(long unitsPerSecond) {
        BigDecimal microsPerUnit = BigDecimal.valueOf(1_000_000L / unitsPerSecond);
        return text -> {
            String number = text.strip();
            if (number.length() > 30 || !number.matches("[+-]?\\d+(\\.\\d+)?")) {
                throw new IllegalArgumentException("\"" + text + "\" is not a number since 1970");
            }
            long micros;
            try {
                micros = new BigDecimal(number)
                        .multiply(microsPerUnit)
                        .setScale(0, java.math.RoundingMode.FLOOR)
                        .longValueExact();
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("\"" + text + "\" is out of range: is it in another unit?", e);
            }
            return io.spatio.Timestamps.toInstant(micros);
        };
    }
}
