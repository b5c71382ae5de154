package io.spatio.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PairedRatioTest {
    @Test
    void theIntervalIsThatOfTheSignTest() {
        // Tables of the sign test at 95 %: of 6 pairs the 1st and 6th enclose the median, of 15 the 4th and 12th,
        // of 20 the 6th and 15th, of 25 the 8th and 18th.
        assertThat(PairedRatio.leftOutAtEachEnd(6)).isZero();
        assertThat(PairedRatio.leftOutAtEachEnd(15)).isEqualTo(3);
        assertThat(PairedRatio.leftOutAtEachEnd(20)).isEqualTo(5);
        assertThat(PairedRatio.leftOutAtEachEnd(25)).isEqualTo(7);
    }

    @Test
    void oneSpoiledLapDecidesNothing() {
        double[] theirs = new double[15];
        Arrays.fill(theirs, 100);
        double[] ours = theirs.clone();
        ours[3] = 1;
        PairedRatio ratio = PairedRatio.of(ours, theirs);
        assertThat(ratio).isEqualTo(new PairedRatio(1, 1, 1, 15));
        assertThat(ratio.isWorse()).isFalse();
    }

    @Test
    void worseIsWhatLiesBelowAsAWhole() {
        double[] theirs = new double[15];
        Arrays.fill(theirs, 100);
        double[] ours = new double[15];
        Arrays.fill(ours, 96);
        assertThat(PairedRatio.of(ours, theirs).isWorse()).isTrue();
        Arrays.fill(ours, 0, 4, 98);
        assertThat(PairedRatio.of(ours, theirs).isWorse()).isFalse();
    }

    @Test
    void lapsWithoutAPairAreRefused() {
        assertThatThrownBy(() -> PairedRatio.of(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 laps do not pair with 3");
    }
}
