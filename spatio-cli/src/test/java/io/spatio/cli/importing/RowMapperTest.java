package io.spatio.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Update;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A row becomes a position")
class RowMapperTest {
    private static Update map(TimeFormat format, String... cells) throws BadCell {
        Columns columns = Columns.find(List.of("object_id", "timestamp", "lon", "lat", "alt", "speed"), Map.of());
        return new RowMapper(columns, format).map(List.of(cells));
    }

    private static Update map(String... cells) throws BadCell {
        return map(TimeFormat.ISO, cells);
    }

    @Test
    void withAltitudeAndMetadata() throws BadCell {
        assertThat(map("a", "1851-07-05T12:00:00Z", "-180", "-0.0", "-3.5", "12"))
                .isEqualTo(Update.of(
                        "a",
                        Position.of(-180, -0.0, -3.5),
                        Metadata.json("{\"speed\":12}"),
                        Instant.parse("1851-07-05T12:00:00Z")));
    }

    @Test
    void withoutEither() throws BadCell {
        assertThat(map("a", "2301-01-01 00:00:00+02:00", "1e1", "47", "", ""))
                .isEqualTo(Update.of("a", Position.of(10, 47), Metadata.NONE, Instant.parse("2300-12-31T22:00:00Z")));
    }

    @Test
    void orIsRefusedWithValueAndReason() {
        assertBad(
                "lat=119.715",
                "latitude 119.715 is outside [-90, 90]",
                "a",
                "2024-01-01T00:00:00Z",
                "-120.57",
                "119.715",
                "",
                "");
        assertBad("lon=12d", "not a number", "a", "2024-01-01T00:00:00Z", "12d", "1", "", "");
        assertBad("lon=NaN", "not a number", "a", "2024-01-01T00:00:00Z", "NaN", "1", "", "");
        assertBad("lon=", "not a number", "a", "2024-01-01T00:00:00Z", "", "1", "", "");
        assertBad("alt=200000", "outside", "a", "2024-01-01T00:00:00Z", "1", "1", "200000", "");
        assertBad("timestamp=1700000000", "--time-format epoch-seconds", "a", "1700000000", "1", "1", "", "");
        assertBad(
                "timestamp=2024-01-01T00:00:00",
                "offset is missing; say where they were taken by --zone",
                "a",
                "2024-01-01T00:00:00",
                "1",
                "1",
                "",
                "");
        assertBad("timestamp=", "not a time", "a", "", "1", "1", "", "");
        assertBad("object_id=", "object id is empty", "", "2024-01-01T00:00:00Z", "1", "1", "", "");
        assertBad("5 cells", "the header has 6", "a", "2024-01-01T00:00:00Z", "1", "1", "");
    }

    private static void assertBad(String value, String reason, String... cells) {
        assertThatThrownBy(() -> map(cells))
                .isInstanceOfSatisfying(
                        BadCell.class, bad -> assertThat(bad.value()).contains(value))
                .hasMessageContaining(reason);
    }

    @Test
    void atTimesInOtherForms() throws BadCell {
        Instant noon = Instant.parse("2024-06-01T12:00:00Z");
        assertThat(map(TimeFormat.isoIn(ZoneId.of("Europe/Berlin")), "a", "2024-06-01T14:00:00", "1", "1", "", "")
                        .timestamp())
                .isEqualTo(noon);
        assertThat(map(TimeFormat.isoIn(ZoneId.of("Europe/Berlin")), "a", "2024-06-01T12:00:00Z", "1", "1", "", "")
                        .timestamp())
                .isEqualTo(noon);
        assertThat(map(TimeFormat.epoch(1), "a", "1717243200", "1", "1", "", "").timestamp())
                .isEqualTo(noon);
        assertThat(map(TimeFormat.epoch(1), "a", "-0.5000009", "1", "1", "", "").timestamp())
                .isEqualTo(Instant.ofEpochSecond(-1, 499_999_000));
        assertThat(map(TimeFormat.epoch(1_000), "a", "1717243200000", "1", "1", "", "")
                        .timestamp())
                .isEqualTo(noon);
        assertThatThrownBy(() -> map(TimeFormat.epoch(1), "a", "99999999999999999999", "1", "1", "", ""))
                .hasMessageContaining("another unit");
    }
}
