package io.spatio.cli.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Area;
import io.spatio.Position;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Arguments")
class ArgumentsTest {
    @Test
    void placesAreLonLatAlt() {
        assertThat(Converters.position("-73.99,40.73")).isEqualTo(Position.of(-73.99, 40.73));
        assertThat(Converters.position("8, 47, -3.5")).isEqualTo(Position.of(8, 47, -3.5));
        assertThatThrownBy(() -> Converters.position("40.73,-173.99")).hasMessageContaining("are lon and lat swapped?");
        assertThatThrownBy(() -> Converters.position("8")).hasMessageContaining("LON,LAT");
        assertThatThrownBy(() -> Converters.position("8,x")).hasMessageContaining("\"x\" is not a number");
        assertThatThrownBy(() -> Converters.position("8,47,1,2")).hasMessageContaining("LON,LAT");
    }

    @Test
    void boxesAreWestSouthEastNorth() {
        assertThat(Converters.box("170,-20,-170,-10")).isEqualTo(Area.box(170, -20, -170, -10));
        assertThatThrownBy(() -> Converters.box("1,2,3")).hasMessageContaining("WEST,SOUTH,EAST,NORTH");
        assertThatThrownBy(() -> Converters.box("1,20,3,10")).hasMessageContaining("south 20.0 > north 10.0");
    }

    @Test
    void timesHaveAnOffset() {
        Instant noon = Instant.parse("2024-05-01T12:00:00Z");
        for (String text : List.of(
                "2024-05-01T12:00:00Z", "2024-05-01T12:00Z", "2024-05-01T14:00:00+02:00", "2024-05-01 14:00:00+02")) {
            assertThat(Times.instant(text)).as(text).isEqualTo(noon);
        }
        assertThat(Times.instant("1851-06-25T00:00:00.123456Z"))
                .isEqualTo(Instant.parse("1851-06-25T00:00:00.123456Z"));
        assertThatThrownBy(() -> Times.instant("1714564800")).hasMessageContaining("seconds or milliseconds");
        assertThatThrownBy(() -> Times.instant("2024-05-01")).hasMessageContaining("time of day");
        assertThatThrownBy(() -> Times.instant("2024-05-01T12:00:00")).hasMessageContaining("append Z");
        assertThatThrownBy(() -> Times.instant("yesterday")).hasMessageContaining("not a time");
    }

    @Test
    void negativeNumbersAreProtectedAndFlagsAreNot() {
        assertThat(MinusArguments.protect(List.of("near", "-73.9,1", "-.5,1", "--radius", "-k", "-D", "-")))
                .containsExactly("near", "\uFDD0-73.9,1", "\uFDD0-.5,1", "--radius", "-k", "-D", "-");
    }

    @Property
    void protectionIsTakenAwayWhole(@ForAll String text) {
        assertThat(MinusArguments.unprotect(MinusArguments.protect(List.of(text))[0]))
                .isEqualTo(text);
    }
}
