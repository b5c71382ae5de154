package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LeastValuesTest {
    private final LeastValues least = new LeastValues();

    /** Offers each value and checks after each what sorting all of them so far says. */
    private void checkAgainstSorting(int k, double[] values) {
        least.reset(k);
        for (int n = 1; n <= values.length; n++) {
            double value = values[n - 1];
            boolean among = n <= k || (k > 0 && value < kthLeast(values, n - 1, k));
            assertThat(least.offer(value)).as("offer %s as number %s", value, n).isEqualTo(among);
            assertThat(least.isFull()).as("full after %s", n).isEqualTo(n >= k);
            if (n >= k && k > 0) {
                assertThat(least.greatest()).as("greatest after %s", n).isEqualTo(kthLeast(values, n, k));
            }
        }
    }

    private static double kthLeast(double[] values, int n, int k) {
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return sorted[k - 1];
    }

    @Test
    void agreesWithSorting() {
        long seed = Seeds.of("LeastValuesTest");
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(20).start();
        do {
            Random random = new Random(seed);
            DoubleSupplier any = random.nextBoolean() ? random::nextDouble : () -> random.nextInt(5);
            double[] values =
                    DoubleStream.generate(any).limit(random.nextInt(120)).toArray();
            try {
                checkAgainstSorting(random.nextInt(100), values);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
            seed++;
        } while (budget.remains());
    }

    @Test
    void ascendingDescendingAndEqualValuesAgreeWithSorting() {
        double[] ascending =
                DoubleStream.iterate(0, value -> value + 1).limit(300).toArray();
        double[] descending =
                DoubleStream.iterate(0, value -> value - 1).limit(300).toArray();
        for (int k : new int[] {1, 2, 3, 15, 16, 17, 32, 299, 300, 301}) {
            checkAgainstSorting(k, ascending);
            checkAgainstSorting(k, descending);
            checkAgainstSorting(k, new double[300]);
        }
    }

    @Test
    void anEqualValueIsNotAmongThemOnceTheyAreFull() {
        least.reset(2);
        assertThat(least.offer(7)).isTrue();
        assertThat(least.offer(7)).isTrue();
        assertThat(least.offer(7)).isFalse();
        assertThat(least.greatest()).isEqualTo(7);
    }

    @Test
    void noneOfNoneIsTakenWhateverWasThereBefore() {
        least.reset(1);
        least.offer(5);
        least.reset(0);
        assertThat(least.isFull()).isTrue();
        assertThat(least.offer(1)).isFalse();
        assertThat(least.offer(-1)).isFalse();
        assertThat(least.offer(Double.NEGATIVE_INFINITY)).isFalse();
        assertThat(least.isFull()).isTrue();
    }

    @Test
    void fewerThanAreWantedAreNeverFull() {
        least.reset(Integer.MAX_VALUE);
        for (int i = 0; i < 1000; i++) {
            assertThat(least.offer(i)).isTrue();
            assertThat(least.isFull()).isFalse();
        }
    }

    @Test
    void infiniteValuesHaveTheirPlace() {
        checkAgainstSorting(2, new double[] {
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, 0
        });
        checkAgainstSorting(1, new double[] {Double.NEGATIVE_INFINITY, -Double.MAX_VALUE, Double.NEGATIVE_INFINITY});
    }

    @Test
    void whatIsNoNumberIsNotAmongThem() {
        least.reset(3);
        for (double value : new double[] {Double.NaN, 3, Double.NaN, 1, 2, Double.NaN, 0}) {
            assertThat(least.offer(value)).isEqualTo(!Double.isNaN(value));
        }
        assertThat(least.isFull()).isTrue();
        assertThat(least.greatest()).isEqualTo(2);
    }

    @Test
    void whatWasOfferedBeforeAResetIsForgotten() {
        checkAgainstSorting(50, DoubleStream.generate(() -> -1).limit(60).toArray());
        checkAgainstSorting(3, new double[] {9, 8, 7, 6});
        checkAgainstSorting(
                20, DoubleStream.iterate(100, value -> value - 1).limit(60).toArray());
    }

    @Test
    void whatGrewLargeIsNotKept() {
        least.reset(4096);
        for (int i = 0; i < 4096; i++) {
            least.offer(i);
        }
        assertThat(least.isLarge()).isFalse();
        least.reset(4097);
        for (int i = 0; i < 4097; i++) {
            least.offer(i);
        }
        assertThat(least.isLarge()).isTrue();
    }
}
