package io.spatio.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A figure")
class FigureTest {
    @DisplayName("is one line with a ratio that says how many times better ours is")
    @Test
    void ratio() {
        assertThat(Figure.rate("engine.get", 3_000_000, "operations/s")
                        .against("peer", 1_500_000)
                        .toJson())
                .isEqualTo("{\"name\":\"engine.get\",\"value\":3000000,\"unit\":\"operations/s\","
                        + "\"peer\":\"peer\",\"peer_value\":1500000,\"ratio\":2}");
        assertThat(Figure.cost("heap.rstar", 50, "bytes").against("peer", 125).toJson())
                .contains("\"ratio\":2.5");
    }

    @DisplayName("says why there is no peer")
    @Test
    void notMeasured() {
        assertThat(Figure.rate("a", 1, "x").notMeasured("peer", "no cargo").toJson())
                .contains("\"peer_value\":null,\"ratio\":null,\"not_measured\":\"no cargo\"");
    }

    @DisplayName("is a median, with the largest deviation from it")
    @Test
    void measure() {
        assertThat(Measure.of(5, 1, 4)).isEqualTo(new Measure(4, 0.75, 3));
        assertThat(Measure.of(1, 3)).isEqualTo(new Measure(2, 0.5, 2));
    }
}
