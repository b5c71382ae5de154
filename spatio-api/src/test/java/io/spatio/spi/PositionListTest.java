package io.spatio.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionListTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 1_000})
    void keepsWhatWasAddedWhateverTheRoom(int capacity) {
        PositionList list = new PositionList(capacity);
        assertThat(list.size()).isZero();
        for (int i = 0; i < 100; i++) {
            list.add(1_000 - i, i, -i / 2.0, i % 2 == 0 ? Double.NaN : i);
        }
        assertThat(list.size()).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            assertThat(list.handle(i)).isEqualTo(1_000 - i);
            assertThat(list.lon(i)).isEqualTo(i);
            assertThat(list.lat(i)).isEqualTo(-i / 2.0);
            assertThat(list.alt(i)).isEqualTo(Double.valueOf(i % 2 == 0 ? Double.NaN : i));
        }
        assertThatThrownBy(() -> list.handle(100)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.alt(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
