package io.spatio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionTest {
    @Test
    void boundsAreLegal() {
        for (double lon : new double[] {-180, 180}) {
            for (double lat : new double[] {-90, 90}) {
                for (double alt : new double[] {-11_000, 100_000}) {
                    Position position = Position.of(lon, lat, alt);
                    assertThat(position.lon()).isEqualTo(lon);
                    assertThat(position.lat()).isEqualTo(lat);
                    assertThat(position.alt()).hasValue(alt);
                }
            }
        }
    }

    @Test
    void altitudeMayBeAbsent() {
        Position position = Position.of(1, 2);
        assertThat(position.hasAlt()).isFalse();
        assertThat(position.alt()).isEmpty();
        assertThat(position.altOr(7)).isEqualTo(7);
        assertThat(position.withAlt(3).altOr(7)).isEqualTo(3);
        assertThat(position.withAlt(3).withoutAlt()).isEqualTo(position);
        assertThat(position).hasToString("(1.0, 2.0)");
        assertThat(position.withAlt(3)).hasToString("(1.0, 2.0, 3.0 m)");
    }

    @Test
    void everyNaNIsTheSameAbsence() {
        double other = Double.longBitsToDouble(0x7ff8_0000_0000_0001L);
        assertThat(Double.doubleToRawLongBits(new Position(1, 2, other).altOrNaN()))
                .isEqualTo(Double.doubleToRawLongBits(Double.NaN));
        assertThat(new Position(1, 2, other)).isEqualTo(Position.of(1, 2));
    }

    @Test
    void equalityIsOfBits() {
        assertThat(Position.of(0.0, 1)).isNotEqualTo(Position.of(-0.0, 1));
        assertThat(Position.of(180, 1)).isNotEqualTo(Position.of(-180, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "39.9     | 116.3    | latitude 116.3 is outside [-90, 90]: are lon and lat swapped?",
                "200      | 10       | longitude 200.0 is outside [-180, 180]: is it given as 0..360? subtract 360",
                "-180.001 | 10       | longitude -180.001 is outside [-180, 180]",
                "100      | 90.5     | latitude 90.5 is outside [-90, 90]",
                "NaN      | 10       | longitude NaN is outside [-180, 180]",
                "10       | NaN      | latitude NaN is outside [-90, 90]",
                "Infinity | 10       | longitude Infinity is outside [-180, 180]",
            })
    void refusesCoordinatesOutOfRange(double lon, double lat, String message) {
        assertThatThrownBy(() -> Position.of(lon, lat))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NaN       | altitude NaN is outside [-11000, 100000]: leave the altitude out where it is unknown",
                "-11000.01 | altitude -11000.01 is outside [-11000, 100000]",
                "100001    | altitude 100001.0 is outside [-11000, 100000]: is it in feet or millimetres? altitudes are metres",
            })
    void refusesAltitudesOutOfRange(double alt, String message) {
        assertThatThrownBy(() -> Position.of(1, 2, alt))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
