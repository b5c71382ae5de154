package io.spatio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryOptionsTest {
    @Test
    void defaultsAreEverythingInOrder() {
        assertThat(QueryOptions.ALL).isEqualTo(new QueryOptions(Integer.MAX_VALUE, null, false, false));
        assertThat(QueryOptions.limit(0).limit()).isZero();
    }

    @Test
    void partsCombine() {
        assertThat(QueryOptions.limit(5).after("a").excludeSelf().withLimit(7))
                .isEqualTo(new QueryOptions(7, "a", true, false));
        assertThat(QueryOptions.ALL.unordered().excludeSelf())
                .isEqualTo(new QueryOptions(Integer.MAX_VALUE, null, true, true));
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> QueryOptions.limit(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit -1 is negative: legal is 0 to 2147483647");
        assertThatThrownBy(() -> QueryOptions.ALL.after("")).hasMessageContaining("object id is empty");
        assertThatThrownBy(() -> QueryOptions.ALL.after("a").unordered())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("after=a needs an order: do not ask for unordered");
        assertThatThrownBy(() -> QueryOptions.ALL.unordered().after("a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void resultsAreCopiedAndSayWhetherThereWasMore() {
        List<String> rows = new ArrayList<>(List.of("a", "b"));
        Results<String> results = Results.of(rows, true);
        rows.clear();
        assertThat(results).containsExactly("a", "b");
        assertThat(results.truncated()).isTrue();
        assertThatThrownBy(() -> results.add("c")).isInstanceOf(UnsupportedOperationException.class);
    }
}
