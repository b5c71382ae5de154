package io.spatio.store.log.codec;

/**
 * Doubles as integers over a power of ten, where that gives back the same bits.
 *
 * <p>Powers of ten up to 10^15 and integers below 2^53 are exact, and division is correctly rounded; so the quotient is
 * the double nearest to the decimal, which is what parsing its text gives. Negative zero, NaN and infinities have no such
 * integer. Any thread.
 */
final class Decimals {
    static final int MAX_DIGITS = 15;

    private static final double LIMIT = 1L << 53;
    private static final double[] POWERS = new double[MAX_DIGITS + 1];

    static {
        double power = 1;
        for (int digits = 0; digits <= MAX_DIGITS; digits++) {
            POWERS[digits] = power;
            power *= 10;
        }
    }

    private Decimals() {}

    static boolean isDecimal(double value, int digits) {
        double scaled = Math.rint(value * POWERS[digits]);
        return Math.abs(scaled) < LIMIT
                && Double.doubleToRawLongBits((long) scaled / POWERS[digits]) == Double.doubleToRawLongBits(value);
    }

    /** The integer of a value that {@link #isDecimal}. */
    static long scaled(double value, int digits) {
        return (long) Math.rint(value * POWERS[digits]);
    }

    static double power(int digits) {
        return POWERS[digits];
    }

    /** The fewest digits that do, looking at a guess first; more than {@link #MAX_DIGITS} where none do. */
    static int digits(double value, int guess) {
        // Fewer digits may do where the guess does; where it does not, it may also be too many: integers end at 2^53.
        if (isDecimal(value, guess)) {
            int digits = guess;
            while (digits > 0 && isDecimal(value, digits - 1)) {
                digits--;
            }
            return digits;
        }
        for (int fewest = 0; fewest <= MAX_DIGITS; fewest++) {
            if (isDecimal(value, fewest)) {
                return fewest;
            }
        }
        return MAX_DIGITS + 1;
    }
}
