package io.spatio.index.geohash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LadderTest {
    @Test
    void numbersElementsWithoutGapsChunkAfterChunk() {
        int chunk = 0;
        int offset = 0;
        for (int id = 0; id < 200_000; id++) {
            assertThat(Ladder.chunk(id)).isEqualTo(chunk);
            assertThat(Ladder.offset(id)).isEqualTo(offset);
            offset++;
            if (offset == Ladder.size(chunk)) {
                chunk++;
                offset = 0;
            }
        }
        assertThat(Ladder.size(0)).isEqualTo(16);
        assertThat(Ladder.size(6)).isEqualTo(512);
        assertThat(Ladder.size(7)).isEqualTo(1024);
    }

    @Test
    void reachesTheLargestHandle() {
        int last = Integer.MAX_VALUE;
        assertThat(Ladder.offset(last)).isEqualTo(1023);
        assertThat(Ladder.size(Ladder.chunk(last))).isEqualTo(1024);
    }
}
