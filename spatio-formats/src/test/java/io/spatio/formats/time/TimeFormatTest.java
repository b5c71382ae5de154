package io.spatio.formats.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A time in text")
class TimeFormatTest {
    private static final Instant NOON = Instant.parse("2024-06-01T12:00:00Z");

    private static Instant in(String zone, String ambiguous, String text) {
        return TimeFormat.of("iso", zone, ambiguous).read(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-06-01T12:00:00Z",
                "2024-06-01t12:00:00z",
                "2024-06-01 12:00Z",
                " 2024-06-01T12:00:00Z\t",
                "2024-06-01T12:00:00.000000000Z",
                "2024-06-01T12:00:00.0Z",
                "2024-06-01 12:00:00+00",
                "2024-06-01 12:00:00 +0000",
                "2024-06-01 12:00:00 +0000 UTC",
                "2024-06-01 12:00:00+00:00 UTC",
                "2024-06-01 12:00:00 UTC",
                "2024-06-01 12:00:00 GMT",
                "2024-06-01 12:00:00 gmt",
                "2024-06-01T14:00:00+02",
                "2024-06-01T14:00:00+0200",
                "2024-06-01T14:00:00+02:00",
                "2024-06-01T09:30:00-02:30"
            })
    void isReadInEveryDialect(String text) {
        assertThat(TimeFormat.ISO.read(text)).isEqualTo(NOON);
    }

    @Test
    void keepsItsFraction() {
        assertThat(TimeFormat.ISO.read("2024-06-01T12:00:00.1234567Z")).isEqualTo(NOON.plusNanos(123_456_700));
        assertThat(TimeFormat.ISO.read("2024-06-01T12:00:00.1234567891234Z")).isEqualTo(NOON.plusNanos(123_456_789));
    }

    @Test
    void mayBeTheEndOfADayOrALeapSecond() {
        assertThat(TimeFormat.ISO.read("2024-05-31T24:00:00Z")).isEqualTo(Instant.parse("2024-06-01T00:00:00Z"));
        assertThat(in("UTC", "", "2024-05-31 24:00:00")).isEqualTo(Instant.parse("2024-06-01T00:00:00Z"));
        Instant leap = Instant.parse("2016-12-31T23:59:59.999999Z");
        assertThat(TimeFormat.ISO.read("2016-12-31T23:59:60Z")).isEqualTo(leap);
        assertThat(TimeFormat.ISO.read("2016-12-31T23:59:60.5Z")).isEqualTo(leap);
        assertThat(TimeFormat.ISO.read("2017-01-01T05:29:60+05:30")).isEqualTo(leap);
        assertThat(in("UTC", "", "2016-12-31 23:59:60")).isEqualTo(leap);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-06-01|the time of day and its offset are missing",
                "infinity|is not a time",
                "yesterday|is not a time",
                "''|is not a time",
                "1717243200|--time-format epoch-seconds",
                "1717243200.5|--time-format epoch-seconds",
                "05/06/2024 12:00|which is the day, and which the month?",
                "05.06.2024 12:00|which is the day, and which the month?",
                "12:00:00|it has no date; if that is a column of its own",
                "2024-06-01T12:00:00|the offset is missing; say where they were taken by --zone",
                "2024-06-01T12:00:00+01:22:30|offsets with seconds are not read",
                "2024-06-01T12:00:00+19:00|no such offset",
                "2024-06-01T12:00:00+0200 UTC|contradict each other",
                "2024-06-01T12:00:00 CEST|is not a time",
                "2024-02-30T12:00:00Z|there is no such day",
                "2024-06-01T24:00:01Z|no such time of day",
                "2024-06-01T12:34:60Z|second 60 exists only where a day of UTC ends",
                "2024-06-01T12:34:61Z|no such time of day",
                "2024-06-01T12:00:00.Z|is not a time",
                "2024-06-01T1:00:00Z|is not a time",
                "12024-06-01T12:00:00Z|is not a time"
            })
    void isRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> TimeFormat.ISO.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "epoch-seconds,999999999999999999",
        "epoch-seconds,-999999999999999999",
        "epoch-seconds,9999999999999999999",
        "epoch-seconds,99999999999999999.5",
        "epoch-millis,9999999999999999999",
        "epoch-micros,-99999999999999999999"
    })
    void beyondWhatAnInstantHoldsIsRefused(String format, String number) {
        TimeFormat epoch = TimeFormat.of(format, "", "");
        assertThatThrownBy(() -> epoch.read(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + number + "\" is out of range: is it in another unit?");
    }

    @Test
    void ofAZoneIsReadThere() {
        assertThat(in("Europe/Berlin", "", "2024-06-01T14:00:00")).isEqualTo(NOON);
        assertThat(in("Europe/Berlin", "", "2024-06-01T12:00:00Z")).isEqualTo(NOON);
        assertThat(in("UTC", "", "2024-06-01 12:00")).isEqualTo(NOON);
    }

    @Test
    void thatAZoneDoesNotHaveOrHasTwiceIsRefused() {
        assertThatThrownBy(() -> in("Europe/Berlin", "", "2024-03-31 02:30:00"))
                .hasMessageContaining("does not exist in Europe/Berlin, whose clocks were put forward");
        assertThatThrownBy(() -> in("Europe/Berlin", "later", "2024-03-31 02:30:00"))
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> in("Europe/Berlin", "", "2024-10-27 02:30:00"))
                .hasMessageContaining("exists twice in Europe/Berlin")
                .hasMessageContaining("--ambiguous earlier or later");
        assertThat(in("Europe/Berlin", "earlier", "2024-10-27 02:30:00"))
                .isEqualTo(Instant.parse("2024-10-27T00:30:00Z"));
        assertThat(in("Europe/Berlin", "later", "2024-10-27 02:30:00"))
                .isEqualTo(Instant.parse("2024-10-27T01:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "epoch-seconds,1717243200",
        "epoch-seconds,1717243200.0",
        "epoch-millis,1717243200000",
        "epoch-micros,1717243200000000",
        "epoch-nanos,1717243200000000000",
        "epoch-nanos,1717243200000000000.0"
    })
    void mayBeANumber(String format, String text) {
        assertThat(TimeFormat.of(format, "", "").read(text)).isEqualTo(NOON);
    }

    @Test
    void asANumberIsFloored() {
        assertThat(TimeFormat.of("epoch-seconds", "", "").read("-0.5000009"))
                .isEqualTo(Instant.ofEpochSecond(-1, 499_999_000));
        assertThat(TimeFormat.of("epoch-nanos", "", "").read("-1")).isEqualTo(Instant.ofEpochSecond(-1, 999_999_999));
        assertThatThrownBy(() -> TimeFormat.of("epoch-seconds", "", "").read("99999999999999999999"))
                .hasMessageContaining("another unit");
        assertThatThrownBy(() -> TimeFormat.of("epoch-seconds", "", "").read("1e9"))
                .hasMessageContaining("not a number since 1970");
    }

    @Test
    void mayHaveAPattern() {
        assertThat(TimeFormat.of("dd/MM/yyyy HH:mm:ss", "UTC", "").read("01/06/2024 12:00:00"))
                .isEqualTo(NOON);
        assertThat(TimeFormat.of("yyyyMMdd_HHmmss", "UTC", "").read("20240601_120000"))
                .isEqualTo(NOON);
        assertThat(TimeFormat.of("d MMM yyyy HH:mm XXX", "", "").read("1 Jun 2024 14:00 +02:00"))
                .isEqualTo(NOON);
        assertThatThrownBy(() -> TimeFormat.of("dd/MM/yyyy HH:mm", "", "").read("01/06/2024 12:00"))
                .hasMessageContaining("has no offset");
        assertThatThrownBy(() -> TimeFormat.of("dd/MM/yyyy HH:mm", "UTC", "").read("13/13/2024 12:00"))
                .hasMessageContaining("is not a time as dd/MM/yyyy HH:mm");
    }

    @Test
    void inAFormatThatIsNoneIsRefused() {
        assertThatThrownBy(() -> TimeFormat.of("unix", "", ""))
                .hasMessageContaining("--time-format \"unix\" is unknown");
        assertThatThrownBy(() -> TimeFormat.of("iso", "Mars", "")).hasMessageContaining("--zone \"Mars\"");
        assertThatThrownBy(() -> TimeFormat.of("iso", "UTC", "first")).hasMessageContaining("--ambiguous \"first\"");
        assertThatThrownBy(() -> TimeFormat.of("iso", "", "later")).hasMessageContaining("with --zone only");
        assertThatThrownBy(() -> TimeFormat.of("epoch-millis", "UTC", "")).hasMessageContaining("--zone goes with");
    }

    /** The JDK's own reader and writer are the oracle. */
    @Property
    void isWhatTheJdkReads(
            @ForAll @LongRange(min = -60_000_000_000L, max = 250_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @IntRange(min = -18, max = 18) int hours) {
        Instant instant = Instant.ofEpochSecond(second, nanos);
        assertThat(TimeFormat.ISO.read(instant.toString())).isEqualTo(instant);
        OffsetDateTime shifted = instant.atOffset(java.time.ZoneOffset.ofHours(hours));
        assertThat(TimeFormat.ISO.read(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(shifted)))
                .isEqualTo(instant);
    }

    @Property
    void ofAnyMillenniumIsRead(
            @ForAll @LongRange(min = -31_000_000_000_000_000L, max = 31_000_000_000_000_000L) long second) {
        Instant instant = Instant.ofEpochSecond(second);
        assertThat(TimeFormat.ISO.read(instant.toString())).isEqualTo(instant);
    }
}
