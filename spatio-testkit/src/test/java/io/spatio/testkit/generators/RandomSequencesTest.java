package io.spatio.testkit.generators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RandomSequencesTest {
    private static final Budget BUDGET = Budget.ofMillis(500);

    private static void holdsNoLargeAfterNegative(List<Integer> actions) {
        boolean negative = false;
        for (int action : actions) {
            assertThat(negative && action > 100)
                    .as("a large one after a negative one")
                    .isFalse();
            negative |= action < 0;
        }
    }

    private static Throwable failure() {
        return catchThrowable(() -> RandomSequences.check(
                "numbers",
                Generator.integers(-1000, 1000),
                60,
                BUDGET,
                RandomSequencesTest::holdsNoLargeAfterNegative));
    }

    @Test
    void tellsTheShortestSequenceAndItsSeed() {
        assertThat(failure())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("numbers: ")
                .hasMessageContaining("a large one after a negative one")
                .hasMessageContaining(", 2 of ")
                .hasMessageContaining("\n    -1\n    101");
    }

    @Test
    void runsOneSeedAgain() {
        Matcher seed =
                Pattern.compile("-Dspatio.test.seed=(-?\\d+)").matcher(failure().getMessage());
        assertThat(seed.find()).isTrue();
        List<List<Integer>> runs = new ArrayList<>();
        System.setProperty("spatio.test.seed", seed.group(1));
        try {
            assertThatThrownBy(() ->
                            RandomSequences.check("numbers", Generator.integers(-1000, 1000), 60, BUDGET, actions -> {
                                runs.add(actions);
                                holdsNoLargeAfterNegative(actions);
                            }))
                    .hasMessageContaining("seed " + seed.group(1));
        } finally {
            System.clearProperty("spatio.test.seed");
        }
        assertThatThrownBy(() -> holdsNoLargeAfterNegative(runs.get(0))).isInstanceOf(AssertionError.class);
    }

    @Test
    void goesOnWhileThereIsBudget() {
        int[] runs = {0};
        Throwable failure = catchThrowable(() ->
                RandomSequences.check("numbers", Generator.integers(0, 9), 5, Budget.ofMillis(600_000), actions -> {
                    assertThat(actions).hasSizeBetween(1, 5).allMatch(i -> i >= 0 && i <= 9);
                    assertThat(++runs[0]).isLessThan(50);
                }));

        assertThat(failure).hasMessageContaining("less than");
        assertThat(runs[0]).isGreaterThanOrEqualTo(50);
    }

    @Test
    void runsOnceWithoutBudget() {
        int[] runs = {0};
        RandomSequences.check("numbers", Generator.integers(0, 9), 5, Budget.ofMillis(0), actions -> runs[0]++);

        assertThat(runs[0]).isEqualTo(1);
    }
}
