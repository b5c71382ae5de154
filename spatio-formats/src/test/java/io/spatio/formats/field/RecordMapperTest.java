package io.spatio.formats.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.formats.track.Place;
import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.TrackRecord;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A row becomes a position")
class RecordMapperTest {
    private static final Place PLACE = Place.ofLine(7);
    private static final String NOON = "2024-06-01T12:00:00Z";

    private record Row(List<String> cells) implements Values {
        @Override
        public String text(int column) {
            return cells.get(column);
        }

        @Override
        public Metadata otherColumns() {
            return Metadata.of("speed", cells.get(5));
        }

        @Override
        public Metadata wholeMetadata(int column) {
            return Metadata.json(cells.get(column));
        }
    }

    private static ReadOptions.Builder options() {
        return ReadOptions.builder();
    }

    private static TrackRecord map(ReadOptions.Builder builder, String... cells) {
        ReadOptions options = builder.build();
        Columns columns =
                Columns.find(List.of("object_id", "timestamp", "lon", "lat", "alt", "speed"), options, Set.of());
        return new RecordMapper(columns, options).map(PLACE, new Row(List.of(cells)));
    }

    private static Position position(ReadOptions.Builder builder, String lon, String lat, String alt) {
        return ((TrackRecord.Fix) map(builder, "a", NOON, lon, lat, alt, "1")).position();
    }

    private static void assertBad(String value, String reason, ReadOptions.Builder builder, String... cells) {
        assertThat(map(builder, cells)).isInstanceOfSatisfying(TrackRecord.Rejected.class, bad -> {
            assertThat(bad.place()).isEqualTo(PLACE);
            assertThat(bad.value()).contains(value);
            assertThat(bad.reason()).contains(reason);
        });
    }

    private static void assertBad(String value, String reason, String... cells) {
        assertBad(value, reason, options(), cells);
    }

    @Test
    void withAltitudeAndMetadata() {
        assertThat(map(options(), "a", "1851-07-05T12:00:00Z", "-180", "-0.0", "-3.5", "12"))
                .isEqualTo(new TrackRecord.Fix(
                        PLACE,
                        "a",
                        Instant.parse("1851-07-05T12:00:00Z"),
                        Position.of(-180, -0.0, -3.5),
                        Metadata.of("speed", "12")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NaN", "N/A", "ground", "null", "-"})
    void withoutAltitudeWhereItIsNoNumber(String alt) {
        assertThat(position(options(), "1e1", "47", alt)).isEqualTo(Position.of(10, 47));
    }

    @Test
    void withTheAltitudeInMeters() {
        assertThat(position(options(), "1", "2", "98.470 m").altOrNaN()).isEqualTo(98.47);
        assertThat(position(options(), "1", "2", "1000ft").altOrNaN()).isEqualTo(304.8);
        assertThat(position(options().altitudeUnit("ft"), "1", "2", "1000").altOrNaN())
                .isEqualTo(304.8);
        assertThat(position(options().altitudeUnit("ft"), "1", "2", "1000 m").altOrNaN())
                .isEqualTo(1000);
        assertThat(position(options().missing(List.of("alt=-9999,-777")), "1", "2", "-777.0")
                        .hasAlt())
                .isFalse();
    }

    @Test
    void withHemispheresAndCommas() {
        assertThat(position(options(), "123.5W", "49.0733336N", "")).isEqualTo(Position.of(-123.5, 49.0733336));
        assertThat(position(options(), "123.5 e", "49.0733336s", "")).isEqualTo(Position.of(123.5, -49.0733336));
        assertThat(position(options().decimalComma(true), "8,54", "47,37", "410,5"))
                .isEqualTo(Position.of(8.54, 47.37, 410.5));
        assertBad("lon=-1W", "a minus and a hemisphere", "a", NOON, "-1W", "1", "", "");
    }

    @ParameterizedTest
    @CsvSource({"'',''", "NaN,NaN", "' ',null", "181,91", "181.0,91.00"})
    void orIsWithoutOne(String lon, String lat) {
        assertThat(map(options(), "a", NOON, lon, lat, "", "")).isEqualTo(new TrackRecord.WithoutPosition(PLACE));
    }

    @Test
    void atZeroIsTakenAndTold() {
        ReadOptions options = options().build();
        RecordMapper mapper =
                new RecordMapper(Columns.find(List.of("id", "time", "lon", "lat"), options, Set.of()), options);
        Row row = new Row(List.of("a", NOON, "0", "-0.0", "", "1"));
        assertThat(mapper.map(PLACE, row)).isInstanceOf(TrackRecord.Fix.class);
        assertThat(mapper.map(PLACE, row)).isInstanceOf(TrackRecord.Fix.class);
        assertThat(mapper.remarks()).containsExactly("2 at 0,0: was there no fix? --missing 0,0 leaves them out");
        assertThat(map(options().missing(List.of("0,0")), "a", NOON, "0", "-0.0", "", "1"))
                .isEqualTo(new TrackRecord.WithoutPosition(PLACE));
    }

    @Test
    void whoseIdHasNoPadding() {
        assertThat(((TrackRecord.Fix) map(options(), "\0 SWR123\u00a0 \t\0", NOON, "1", "1", "", "1")).objectId())
                .isEqualTo("SWR123");
        assertThat(((TrackRecord.Fix) map(options().keepBlanks(true), " SWR 123\0", NOON, "1", "1", "", "1"))
                        .objectId())
                .isEqualTo(" SWR 123\0");
        assertThat(((TrackRecord.Fix) map(options().objectId("walk"), "x", NOON, "1", "1", "", "1")).objectId())
                .isEqualTo("walk");
        assertBad("object_id= \0", "object id is empty", " \0", NOON, "1", "1", "", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3e1234", "00123", "1.2639560807591e+14", "TRUE"})
    void whoseIdIsText(String id) {
        assertThat(((TrackRecord.Fix) map(options(), id, NOON, "1", "1", "", "1")).objectId())
                .isEqualTo(id);
    }

    @Test
    void orIsRefusedWithValueAndReason() {
        assertBad("lat=119.715", "latitude 119.715 is outside [-90, 90]", "a", NOON, "-120.57", "119.715", "", "");
        assertBad("lon=12d", "not a number", "a", NOON, "12d", "1", "", "");
        assertBad("lon=NaN", "not a number", "a", NOON, "NaN", "1", "", "");
        assertBad("lon=", "not a number", "a", NOON, "", "1", "", "");
        assertBad("alt=200000", "outside", "a", NOON, "1", "1", "200000", "");
        assertBad("alt=12x3", "not a number", "a", NOON, "1", "1", "12x3", "");
        assertBad("timestamp=1700000000", "--time-format epoch-seconds", "a", "1700000000", "1", "1", "", "");
        assertBad("timestamp=2024-01-01T00:00:00", "by --zone", "a", "2024-01-01T00:00:00", "1", "1", "", "");
        assertBad("timestamp=", "not a time", "a", "", "1", "1", "", "");
        assertBad("object_id=", "object id is empty", "", NOON, "1", "1", "", "");
    }

    @Test
    void orIsRefusedAtATimeThatNobodyMeans() {
        assertBad(
                "timestamp=1717243200000",
                "the time is +56387-04-10T00:00:00Z, outside the years 1800 to 2200: is it in another unit?",
                options().times("epoch-seconds", "", ""),
                "a",
                "1717243200000",
                "1",
                "1",
                "",
                "");
        assertThat(map(options().anyTime(true), "a", "1492-10-12T06:00:00Z", "1", "1", "", "1"))
                .isInstanceOf(TrackRecord.Fix.class);
    }
}
