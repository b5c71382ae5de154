package io.spatio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class UpdateColumnsTest {
    private static final UpdateColumns PLAIN =
            UpdateColumns.of(new String[] {"a", "b"}, new double[] {1, 2}, new double[] {3, 4});

    @Test
    void rowsAreWhatTheColumnsSay() {
        assertThat(PLAIN.asList())
                .containsExactly(Update.of("a", Position.of(1, 3)), Update.of("b", Position.of(2, 4)));
        Metadata load = Metadata.of("load", 5);
        UpdateColumns all = PLAIN.withAltsOrNaN(new double[] {Double.NaN, 7})
                .withTimestampMicros(new long[] {UpdateColumns.NO_TIME, -1})
                .withMetadata(new Metadata[] {load, Metadata.NONE});
        assertThat(all.asList())
                .containsExactly(
                        new Update("a", Position.of(1, 3), load, null),
                        Update.of("b", Position.of(2, 4, 7), Metadata.NONE, Instant.EPOCH.minusNanos(1000)));
    }

    @Test
    void columnsOfAnotherLengthAreRefused() {
        assertThatThrownBy(() -> UpdateColumns.of(new String[2], new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lats has 3 elements, but there are 2 ids");
        assertThatThrownBy(() -> PLAIN.withTimestampMicros(new long[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timestamps has 1");
        assertThatThrownBy(() -> PLAIN.withMetadata(new Metadata[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metadata has 0");
    }

    @Test
    void whatIsOutOfRangeIsRefusedWithItsRow() {
        UpdateColumns wrong = PLAIN.withAltsOrNaN(new double[] {0, Double.POSITIVE_INFINITY});
        assertThat(wrong.asList().get(0)).isEqualTo(Update.of("a", Position.of(1, 3, 0)));
        assertThatThrownBy(() -> wrong.asList().get(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("element 1: ");
        UpdateColumns nameless = UpdateColumns.of(new String[1], new double[1], new double[1]);
        assertThatThrownBy(() -> nameless.asList().get(0))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("element 0 has no id");
    }
}
