package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.QueryOptions;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowFilterTest {
    /** In the order of code points, which is not that of UTF-16: the last two would change places. */
    private static final List<String> IDS = List.of("A", "a", "aa", "b", "\uFFFD", "\uD83D\uDE9A");

    private static RowState row(String id) {
        RowState row = new RowState();
        row.objectId = id;
        return row;
    }

    private static List<String> passing(RowFilter filter, double distance) {
        return IDS.stream().filter(id -> filter.passes(row(id), distance)).toList();
    }

    private static RowFilter byId(QueryOptions options, @Nullable String self) {
        return RowFilter.of(options, self, false);
    }

    private static RowFilter byDistance(QueryOptions options) {
        return RowFilter.of(options, null, true);
    }

    @Test
    void withoutOptionsEverythingPasses() {
        RowFilter filter = byId(QueryOptions.ALL, "a");
        assertThat(filter.passesAll()).isTrue();
        assertThat(filter.needsDistance()).isFalse();
        assertThat(passing(filter, Double.NaN)).isEqualTo(IDS);
        assertThat(filter.skipped()).isZero();
    }

    @Test
    void anAnswerByIdContinuesAfterTheIdInTheOrderOfCodePoints() {
        for (int last = 0; last < IDS.size(); last++) {
            RowFilter filter = byId(QueryOptions.ALL.after(IDS.get(last)), null);
            assertThat(filter.passesAll()).isFalse();
            assertThat(filter.needsDistance()).isFalse();
            assertThat(passing(filter, Double.NaN)).isEqualTo(IDS.subList(last + 1, IDS.size()));
            assertThat(filter.skipped()).isEqualTo(last + 1);
        }
    }

    @Test
    void anAnswerByIdAsksForNoDistanceThoughTheRowBroughtOne() {
        RowFilter filter = byId(QueryOptions.ALL.after(100, "aa"), null);
        assertThat(filter.needsDistance()).isFalse();
        assertThat(passing(filter, Double.NaN)).containsExactlyElementsOf(IDS.subList(3, IDS.size()));
    }

    @Test
    void anAnswerByDistanceContinuesAfterDistanceAndId() {
        RowFilter filter = byDistance(QueryOptions.ALL.after(10, "aa"));
        assertThat(filter.needsDistance()).isTrue();
        assertThat(passing(filter, Math.nextDown(10.0))).isEmpty();
        assertThat(passing(filter, 10)).containsExactlyElementsOf(IDS.subList(3, IDS.size()));
        assertThat(passing(filter, Math.nextUp(10.0))).isEqualTo(IDS);
        assertThat(filter.skipped()).isEqualTo(6 + 3);
    }

    @Test
    void aDistanceOfNoughtIsTheSameWhateverItsSign() {
        assertThat(passing(byDistance(QueryOptions.ALL.after(-0.0, "b")), 0.0))
                .containsExactlyElementsOf(IDS.subList(4, IDS.size()));
    }

    @Test
    void anAnswerByDistanceRefusesAnIdAlone() {
        assertThatThrownBy(() -> byDistance(QueryOptions.ALL.after("truck-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("after=truck-1")
                .hasMessageContaining("distance");
        assertThat(byDistance(QueryOptions.ALL).passesAll()).isTrue();
    }

    @Test
    void theObjectItselfIsLeftOutOnlyWhereThatIsAskedFor() {
        assertThat(byId(QueryOptions.ALL, "b").passesAll()).isTrue();
        assertThat(byId(QueryOptions.ALL.excludeSelf(), null).passesAll()).isTrue();
        RowFilter filter = byId(QueryOptions.ALL.excludeSelf(), "b");
        assertThat(filter.passesAll()).isFalse();
        assertThat(passing(filter, 0)).containsExactly("A", "a", "aa", "\uFFFD", "\uD83D\uDE9A");
        assertThat(filter.skipped()).isEqualTo(1);
    }

    @Test
    void whatIsLeftOutTwiceIsCountedOnce() {
        RowFilter filter = byId(QueryOptions.ALL.excludeSelf().after("aa"), "a");
        assertThat(passing(filter, 0)).containsExactlyElementsOf(IDS.subList(3, IDS.size()));
        assertThat(filter.skipped()).isEqualTo(3);
    }

    @Test
    void countsFromTheBeginningAfterAReset() {
        RowFilter filter = byId(QueryOptions.ALL.after("aa"), null);
        passing(filter, 0);
        filter.reset();
        assertThat(filter.skipped()).isZero();
        passing(filter, 0);
        assertThat(filter.skipped()).isEqualTo(3);
    }

    private record Key(double distance, String id) {}

    /** Whatever the page size, the pages together are the whole answer, each row once. */
    @Test
    void pagesAreTheWholeAnswer() {
        long seed = Seeds.of("RowFilterTest pages");
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(20).start();
        do {
            Random random = new Random(seed);
            List<Key> all = new ArrayList<>();
            for (String id : IDS) {
                for (int i = 0; i < 4; i++) {
                    all.add(new Key(random.nextInt(3), id + i));
                }
            }
            all.sort(Comparator.comparingDouble(Key::distance).thenComparing(Key::id, io.spatio.Identifiers.ORDER));
            assertThat(pages(all, 1 + random.nextInt(6))).as("seed %s", seed).isEqualTo(all);
            seed++;
        } while (budget.remains());
    }

    private static List<Key> pages(List<Key> all, int size) {
        List<Key> read = new ArrayList<>();
        QueryOptions options = QueryOptions.limit(size);
        while (read.size() <= all.size()) {
            RowFilter filter = byDistance(options);
            List<Key> page = all.stream()
                    .filter(key -> filter.passes(row(key.id), key.distance))
                    .limit(size)
                    .toList();
            if (page.isEmpty()) {
                assertThat(filter.skipped()).isEqualTo(all.size());
                return read;
            }
            read.addAll(page);
            Key last = page.get(page.size() - 1);
            options = options.after(last.distance, last.id);
        }
        return read; // rows come again
    }
}
