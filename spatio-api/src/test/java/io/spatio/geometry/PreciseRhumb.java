package io.spatio.geometry;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The oracle of {@link Rhumb}: the textbook formula, with the difference of two logarithms, in 80 digits, of which
 * cancellation may take half.
 */
final class PreciseRhumb {
    private static final MathContext DIGITS = new MathContext(80);
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal NEGLIGIBLE = BigDecimal.ONE.scaleByPowerOfTen(-85);
    /** Below it the difference of the charts has too few digits left, and q is the cosine to 30 digits. */
    private static final BigDecimal NEARLY_PARALLEL = BigDecimal.ONE.scaleByPowerOfTen(-30);

    private static final BigDecimal LN_2 =
            artanhOfSmall(ONE.divide(BigDecimal.valueOf(3), DIGITS)).multiply(TWO, DIGITS);
    private static final BigDecimal RADIANS_PER_DEGREE = pi().divide(BigDecimal.valueOf(180), DIGITS);
    private static final BigDecimal RADIUS = new BigDecimal(Haversine.EARTH_RADIUS_METERS);

    private PreciseRhumb() {}

    static double meters(double lonA, double latA, double lonB, double latB) {
        BigDecimal phiA = radians(new BigDecimal(latA));
        BigDecimal phiB = radians(new BigDecimal(latB));
        BigDecimal north = phiA.subtract(phiB).abs();
        BigDecimal q;
        if (Math.abs(latA) == 90 || Math.abs(latB) == 90) {
            q = BigDecimal.ZERO;
        } else if (north.compareTo(NEARLY_PARALLEL) < 0) {
            BigDecimal sin = sin(phiA);
            q = ONE.subtract(sin.multiply(sin), DIGITS).sqrt(DIGITS);
        } else {
            q = north.divide(chart(phiA).subtract(chart(phiB), DIGITS).abs(), DIGITS);
        }
        BigDecimal apart = new BigDecimal(lonA).subtract(new BigDecimal(lonB)).abs();
        BigDecimal east =
                radians(apart.min(BigDecimal.valueOf(360).subtract(apart))).multiply(q, DIGITS);
        return north.multiply(north, DIGITS)
                .add(east.multiply(east, DIGITS), DIGITS)
                .sqrt(DIGITS)
                .multiply(RADIUS, DIGITS)
                .doubleValue();
    }

    private static BigDecimal radians(BigDecimal degrees) {
        return degrees.multiply(RADIANS_PER_DEGREE, DIGITS);
    }

    /** The latitude on a Mercator chart, half the logarithm of (1 + sin φ) / (1 − sin φ). */
    private static BigDecimal chart(BigDecimal phi) {
        BigDecimal sin = sin(phi);
        return ln(ONE.add(sin).divide(ONE.subtract(sin), DIGITS)).divide(TWO, DIGITS);
    }

    private static BigDecimal sin(BigDecimal x) {
        BigDecimal square = x.multiply(x, DIGITS);
        BigDecimal term = x;
        BigDecimal sum = x;
        for (int n = 2; term.abs().compareTo(NEGLIGIBLE) > 0; n += 2) {
            term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf(-(long) n * (n + 1)), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    /** Of y = m·2ᵏ with m near 1. */
    private static BigDecimal ln(BigDecimal y) {
        int k = Math.getExponent(y.doubleValue());
        BigDecimal power = TWO.pow(Math.abs(k), DIGITS);
        BigDecimal m = k < 0 ? y.multiply(power, DIGITS) : y.divide(power, DIGITS);
        BigDecimal ratio = m.subtract(ONE).divide(m.add(ONE), DIGITS);
        return artanhOfSmall(ratio).multiply(TWO, DIGITS).add(LN_2.multiply(BigDecimal.valueOf(k), DIGITS), DIGITS);
    }

    private static BigDecimal artanhOfSmall(BigDecimal x) {
        BigDecimal square = x.multiply(x, DIGITS);
        BigDecimal power = x;
        BigDecimal sum = x;
        for (int n = 3; power.abs().compareTo(NEGLIGIBLE) > 0; n += 2) {
            power = power.multiply(square, DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
        }
        return sum;
    }

    /** Machin (1706): π/4 = 4 arctan 1/5 − arctan 1/239. */
    private static BigDecimal pi() {
        BigDecimal quarter = arctanOfInverse(5).multiply(BigDecimal.valueOf(4)).subtract(arctanOfInverse(239));
        return quarter.multiply(BigDecimal.valueOf(4), DIGITS);
    }

    private static BigDecimal arctanOfInverse(int n) {
        BigDecimal power = ONE.divide(BigDecimal.valueOf(n), DIGITS);
        BigDecimal sum = power;
        for (int k = 3; power.abs().compareTo(NEGLIGIBLE) > 0; k += 2) {
            power = power.divide(BigDecimal.valueOf(-(long) n * n), DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS), DIGITS);
        }
        return sum;
    }
}
