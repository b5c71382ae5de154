package io.spatio.benchmarks.run;

import java.util.Arrays;

/**
 * The ratio of two contestants' laps, round by round: its median, and between which ratios the true median lies in 95 of 100
 * such runs.
 *
 * <p>The interval is that of the sign test: the j-th least and j-th greatest of n ratios enclose the median but for the
 * chance that fewer than j of n tosses of a coin fall on one side. It asks nothing of the distribution, so one lap that the
 * machine spoiled moves it by one place. Below six laps no interval reaches 95 %, and the least and greatest are given.
 *
 * @param median the median of the ratios
 * @param low the lower end of the interval
 * @param high its upper end
 * @param laps how many pairs there were
 */
public record PairedRatio(double median, double low, double high, int laps) {
    /** Fewer would not tell a change from noise. */
    public static final int FEWEST_LAPS = 15;

    private static final double WORSE = 0.97;
    private static final double ONE_SIDE = 0.025;

    /**
     * The ratio of rates of the same rounds.
     *
     * @throws IllegalArgumentException when there are none, or not equally many
     */
    public static PairedRatio of(double[] ours, double[] theirs) {
        if (ours.length == 0 || ours.length != theirs.length) {
            throw new IllegalArgumentException(ours.length + " laps do not pair with " + theirs.length);
        }
        double[] ratios = new double[ours.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours[i] / theirs[i];
        }
        Arrays.sort(ratios);
        int leftOut = leftOutAtEachEnd(ratios.length);
        return new PairedRatio(
                Measure.of(ratios).median(), ratios[leftOut], ratios[ratios.length - 1 - leftOut], ratios.length);
    }

    /** The most places for which the chance that the median lies outside on one side is within bounds. */
    static int leftOutAtEachEnd(int laps) {
        double chance = Math.pow(0.5, laps); // of exactly k tosses of one side, for k = 0
        double below = 0;
        int places = 0;
        for (int k = 0; k < laps; k++) {
            below += chance;
            if (below > ONE_SIDE) {
                break;
            }
            places = k + 1;
            chance *= (double) (laps - k) / (k + 1);
        }
        return Math.max(0, places - 1);
    }

    /** Whether the whole interval lies below 0.97. */
    public boolean isWorse() {
        return high < WORSE;
    }
}
