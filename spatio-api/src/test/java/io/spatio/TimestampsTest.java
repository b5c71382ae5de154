package io.spatio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimestampsTest {
    private static final long LIMIT = 290_000L * 31_556_952L;

    @Property
    void floorsToMicroseconds(
            @ForAll @LongRange(min = -LIMIT, max = LIMIT) long second,
            @ForAll @IntRange(min = 0, max = 999_999_999) int nano) {
        Instant instant = Instant.ofEpochSecond(second, nano);
        Instant back = Timestamps.toInstant(Timestamps.toMicros(instant));
        assertThat(back).isEqualTo(Instant.ofEpochSecond(second, nano / 1000 * 1000L));
        assertThat(Timestamps.toMicrosSaturated(instant)).isEqualTo(Timestamps.toMicros(instant));
    }

    @Test
    void beforeTheEpochFloorsDown() {
        assertThat(Timestamps.toMicros(Instant.EPOCH.minusNanos(1))).isEqualTo(-1);
        assertThat(Timestamps.toMicros(Instant.EPOCH.minusNanos(1000))).isEqualTo(-1);
        assertThat(Timestamps.toMicros(Instant.EPOCH.minusNanos(1001))).isEqualTo(-2);
        assertThat(Timestamps.toInstant(-1)).isEqualTo(Instant.EPOCH.minus(1, ChronoUnit.MICROS));
    }

    @Test
    void rangeEndsSaturate() {
        assertThat(Timestamps.toMicrosSaturated(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(Timestamps.toMicrosSaturated(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> Timestamps.toMicros(Instant.MAX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is it in the wrong unit?");
        assertThatThrownBy(() -> Timestamps.toMicros(Instant.MIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyLongIsAnInstant() {
        for (long micros : new long[] {Long.MIN_VALUE, -1_000_001, 0, 999_999, Long.MAX_VALUE}) {
            Instant instant = Timestamps.toInstant(micros);
            assertThat(instant.getEpochSecond()).isEqualTo(Math.floorDiv(micros, 1_000_000L));
            assertThat(instant.getNano() / 1000).isEqualTo((int) Math.floorMod(micros, 1_000_000L));
        }
    }
}
