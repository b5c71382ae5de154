package io.spatio.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A line of JSON")
class JsonLineTest {
    @DisplayName("reads what was written")
    @Test
    void roundTrip() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("whole", 3L);
        fields.put("real", 0.5);
        fields.put("text", "a \"b\"");
        fields.put("truth", true);
        fields.put("objects", new int[] {1, 2});
        Map<String, Object> read = JsonLine.read(JsonLine.write(fields));
        assertThat(read.remove("objects")).isEqualTo(new int[] {1, 2});
        fields.remove("objects");
        assertThat(read).isEqualTo(fields);
    }

    @DisplayName("writes what is no number as null, and reads nulls as absent")
    @Test
    void nulls() {
        assertThat(JsonLine.write(Map.of("a", Double.NaN))).isEqualTo("{\"a\":null}");
        assertThat(JsonLine.read("{\"a\":null}")).isEmpty();
        assertThatThrownBy(() -> JsonLine.read("{oops")).isInstanceOf(IllegalArgumentException.class);
    }
}
