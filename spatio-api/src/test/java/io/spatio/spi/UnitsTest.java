package io.spatio.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @Test
    void durations() {
        assertThat(Units.parseDuration("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(Units.parseDuration(" 1.5 s ")).isEqualTo(Duration.ofMillis(1500));
        assertThat(Units.parseDuration("15m")).isEqualTo(Duration.ofMinutes(15));
        assertThat(Units.parseDuration("24H")).isEqualTo(Duration.ofDays(1));
        assertThat(Units.parseDuration("90d")).isEqualTo(Duration.ofDays(90));
        assertThat(Units.parseDuration("0s")).isZero();
    }

    @Test
    void sizes() {
        assertThat(Units.parseBytes("64KiB")).isEqualTo(65_536);
        assertThat(Units.parseBytes("64kB")).isEqualTo(64_000);
        assertThat(Units.parseBytes("1.5GiB")).isEqualTo(3L << 29);
        assertThat(Units.parseBytes("12")).isEqualTo(12);
        assertThat(Units.parseBytes("8191.9TiB")).isPositive();
    }

    @Test
    void lengths() {
        assertThat(Units.parseMeters("400")).isEqualTo(400);
        assertThat(Units.parseMeters("5km")).isEqualTo(5000);
        assertThat(Units.parseMeters("3 nm")).isEqualTo(5556);
        assertThat(Units.parseMeters("2mi")).isEqualTo(3218.688);
        assertThat(Units.parseMeters("100ft")).isEqualTo(30.48);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "10",
                "10 parsecs",
                "-1s",
                "1e5x",
                "1.2.3s",
                "9999999999999999999d",
                "1e999999999d",
                "1e-999999999d"
            })
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> Units.parseDuration(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KiB", "1 parsec", "-1", "9000000TiB", "1e999999999", "1e-999999999"})
    void refusesWhatIsNoSize(String text) {
        assertThatThrownBy(() -> Units.parseBytes(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "1 light", "1e999", "1e999999999km"})
    void refusesWhatIsNoLength(String text) {
        assertThatThrownBy(() -> Units.parseMeters(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void plainValues() {
        assertThat(Units.parseInteger(" 42 ")).isEqualTo(42);
        assertThat(Units.parseNumber("-2.5e3")).isEqualTo(-2500);
        assertThat(Units.parseBoolean("true")).isTrue();
        assertThat(Units.parseBoolean("false")).isFalse();
        assertThatThrownBy(() -> Units.parseInteger("4.5")).hasMessage("\"4.5\" is not a whole number");
        assertThatThrownBy(() -> Units.parseNumber("NaN")).hasMessage("\"NaN\" is not a finite number");
        assertThatThrownBy(() -> Units.parseNumber("x")).hasMessage("\"x\" is not a number");
        assertThatThrownBy(() -> Units.parseBoolean("yes")).hasMessage("\"yes\" is neither true nor false");
    }
}
