package io.spatio.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EventBatchTest {
    private static final byte[] NO_METADATA = {};

    @Test
    void refusesNoRoomAtAll() {
        for (int capacity : new int[] {0, -1}) {
            assertThatThrownBy(() -> new EventBatch(capacity))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("capacity")
                    .hasMessageContaining(String.valueOf(capacity));
        }
    }

    @Test
    void growsBeyondItsCapacityAndKeepsWhatIsThere() {
        EventBatch batch = new EventBatch(1).clear("fleet");
        for (int i = 0; i < 20; i++) {
            int place = batch.addObject("truck-" + i, i, i % 2 == 0);
            batch.addPosition(place, i, i, -i, Double.NaN, NO_METADATA);
            batch.addDelete(place, i + 1, 100 + i);
        }
        assertThat(batch.objects()).isEqualTo(20);
        assertThat(batch.size()).isEqualTo(40);
        for (int i = 0; i < 20; i++) {
            assertThat(batch.objectId(i)).isEqualTo("truck-" + i);
            assertThat(batch.number(i)).isEqualTo(i);
            assertThat(batch.object(2 * i)).isEqualTo(i);
            assertThat(batch.kind(2 * i)).isEqualTo(EventKind.POSITION);
            assertThat(new double[] {batch.lon(2 * i), batch.lat(2 * i), batch.alt(2 * i)})
                    .containsExactly(i, -i, Double.NaN);
            assertThat(batch.begins(2 * i)).isEqualTo(i % 2 == 0);
            assertThat(batch.kind(2 * i + 1)).isEqualTo(EventKind.DELETE);
            assertThat(batch.madeAtMicros(2 * i + 1)).isEqualTo(100 + i);
            assertThat(batch.begins(2 * i + 1))
                    .as("only the first event of an object begins it")
                    .isFalse();
        }
    }

    @Test
    void isEmptyAgainWhenCleared() {
        EventBatch batch = new EventBatch().clear("fleet");
        batch.addPosition(batch.addObject("a", EventBatch.NO_NUMBER, true), 1, 2, 3, 4, NO_METADATA);
        batch.clear("depot");
        assertThat(batch.namespace()).isEqualTo("depot");
        assertThat(batch.objects() + batch.size()).isZero();
        assertThatThrownBy(() -> batch.kind(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batch.addDelete(0, 1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
