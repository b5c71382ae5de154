package io.spatio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.error.CancelledException;
import io.spatio.error.DeadlineExceededException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryOptionsTest {
    @Test
    void defaultsAreEverythingInOrder() {
        QueryOptions all = QueryOptions.ALL;
        assertThat(all.limit()).isEqualTo(Integer.MAX_VALUE);
        assertThat(all.afterObjectId()).isNull();
        assertThat(all.afterDistanceMeters()).isNaN();
        assertThat(all.excludingSelf() || all.inAnyOrder()).isFalse();
        assertThat(all.deadline()).isSameAs(Deadline.NONE);
        assertThat(all.cancelToken()).isSameAs(CancelToken.NONE);
        assertThat(QueryOptions.limit(0).limit()).isZero();
    }

    @Test
    void partsCombine() {
        QueryOptions options = QueryOptions.limit(5).after("a").excludeSelf().withLimit(7);
        assertThat(options).isEqualTo(QueryOptions.limit(7).excludeSelf().after("a"));
        assertThat(options).isNotEqualTo(QueryOptions.limit(7).after("a"));
        assertThat(options).hasToString("QueryOptions[limit=7, after=a, excludeSelf]");
        assertThat(QueryOptions.ALL.unordered().excludeSelf().inAnyOrder()).isTrue();
        CancelToken token = CancelToken.create();
        assertThat(QueryOptions.ALL.withCancelToken(token).withLimit(1).cancelToken())
                .isSameAs(token);
    }

    @Test
    void continuesAfterTheKeyOfARow() {
        Position here = Position.of(1, 2);
        QueryOptions byDistance = QueryOptions.ALL.after(new Neighbor("a", here, Instant.EPOCH, Metadata.NONE, 12.5));
        assertThat(byDistance.afterObjectId()).isEqualTo("a");
        assertThat(byDistance.afterDistanceMeters()).isEqualTo(12.5);
        assertThat(QueryOptions.ALL.after(new Location("a", here, Instant.EPOCH, Metadata.NONE)))
                .isEqualTo(QueryOptions.ALL.after("a"));
        HistoryOptions history = HistoryOptions.limit(3).after(Instant.EPOCH, 7);
        assertThat(history.after(new TrackPoint(Instant.EPOCH, here, Metadata.NONE, 7)))
                .isEqualTo(history);
        assertThat(history.order()).isEqualTo(TrackOrder.NEWEST_FIRST);
    }

    @Test
    void deadlinesPassAndTokensAreCancelled() {
        assertThat(Deadline.after(Duration.ofSeconds(-5)).isPast()).isTrue();
        assertThat(Deadline.after(Duration.ofDays(400_000)).isPast()).isFalse();
        assertThatThrownBy(
                        () -> Deadline.after(Duration.ofSeconds(Long.MIN_VALUE)).check())
                .isInstanceOf(DeadlineExceededException.class);
        assertThatThrownBy(() -> Deadline.after(Duration.ZERO).check()).isInstanceOf(DeadlineExceededException.class);
        assertThat(Deadline.NONE.isPast()).isFalse();
        CancelToken token = CancelToken.create();
        token.check();
        token.cancel();
        assertThatThrownBy(token::check).isInstanceOf(CancelledException.class);
        assertThatThrownBy(CancelToken.NONE::cancel).isInstanceOf(UnsupportedOperationException.class);
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
