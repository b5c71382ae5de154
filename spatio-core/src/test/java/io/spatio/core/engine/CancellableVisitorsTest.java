package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.CancelToken;
import io.spatio.Deadline;
import io.spatio.error.CancelledException;
import io.spatio.error.DeadlineExceededException;
import io.spatio.spi.Cancellation;
import io.spatio.spi.NearestVisitor;
import io.spatio.spi.SearchVisitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CancellableVisitorsTest {
    private static final int EVERY = 1024;

    private final CancelToken token = CancelToken.create();
    private final Cancellation cancellation = Cancellation.of(Deadline.NONE, token);
    private int seen;

    /** One of each kind of visitor, as something that is visited once. */
    private Map<String, Runnable> visitors(Cancellation by) {
        SearchVisitor search = CancellableVisitors.search((handle, lon, lat, alt) -> ++seen > 0, by);
        NearestVisitor nearest = CancellableVisitors.nearest((handle, lon, lat, alt) -> ++seen, by);
        Predicate<RowState> rows = CancellableVisitors.rows(row -> ++seen > 0, by);
        RowState row = new RowState();
        return Map.of(
                "search", () -> assertThat(search.visit(1, 0, 0, 0)).isTrue(),
                "nearest", () -> nearest.offer(1, 0, 0, 0),
                "rows", () -> assertThat(rows.test(row)).isTrue());
    }

    private void repeat(int times, Runnable visit) {
        for (int i = 0; i < times; i++) {
            visit.run();
        }
    }

    private void forEachKind(Cancellation by, Consumer<Runnable> check) {
        visitors(by).forEach((kind, visit) -> {
            seen = 0;
            check.accept(visit);
        });
    }

    @Test
    void aSearchThatNobodyEndsGoesWithout() {
        SearchVisitor search = (handle, lon, lat, alt) -> true;
        NearestVisitor nearest = (handle, lon, lat, alt) -> 0;
        Predicate<RowState> rows = row -> true;
        assertThat(CancellableVisitors.search(search, Cancellation.NONE)).isSameAs(search);
        assertThat(CancellableVisitors.nearest(nearest, Cancellation.NONE)).isSameAs(nearest);
        assertThat(CancellableVisitors.rows(rows, Cancellation.NONE)).isSameAs(rows);
    }

    @Test
    void aCancelledSearchEndsAtTheThousandTwentyFourthVisit() {
        token.cancel();
        forEachKind(cancellation, visit -> {
            repeat(EVERY - 1, visit);
            assertThatThrownBy(visit::run).isInstanceOf(CancelledException.class);
            assertThat(seen).as("the visit that looks is not made").isEqualTo(EVERY - 1);
        });
    }

    @Test
    void aDeadlineThatHasPassedEndsItAsWell() {
        forEachKind(Cancellation.of(Deadline.after(Duration.ZERO), CancelToken.NONE), visit -> {
            repeat(EVERY - 1, visit);
            assertThatThrownBy(visit::run).isInstanceOf(DeadlineExceededException.class);
        });
    }

    @Test
    void aSearchThatIsNotEndedSeesEverything() {
        forEachKind(cancellation, visit -> {
            repeat(10 * EVERY + 1, visit);
            assertThat(seen).isEqualTo(10 * EVERY + 1);
        });
    }

    @Test
    void itEndsWithinTheNextThousandTwentyFourVisitsWheneverItIsCancelled() {
        for (int before : new int[] {1, EVERY - 1, EVERY, EVERY + 1, 3 * EVERY - 1, 3 * EVERY}) {
            endsAt(before);
        }
    }

    private void endsAt(int before) {
        for (String kind : List.of("search", "nearest", "rows")) {
            CancelToken late = CancelToken.create();
            Runnable visit = visitors(Cancellation.of(Deadline.NONE, late)).get(kind);
            seen = 0;
            repeat(before, visit);
            late.cancel();
            int end = (before / EVERY + 1) * EVERY;
            repeat(end - 1 - before, visit);
            assertThatThrownBy(visit::run)
                    .as("%s cancelled after %s visits", kind, before)
                    .isInstanceOf(CancelledException.class);
            assertThat(seen).isEqualTo(end - 1);
        }
    }

    @Test
    void whatTheVisitorSaysIsPassedOn() {
        List<Integer> handles = new ArrayList<>();
        SearchVisitor search = CancellableVisitors.search(
                (handle, lon, lat, alt) -> {
                    handles.add(handle);
                    assertThat(new double[] {lon, lat, alt}).containsExactly(1, 2, 3);
                    return handle != 8;
                },
                cancellation);
        assertThat(search.visit(7, 1, 2, 3)).isTrue();
        assertThat(search.visit(8, 1, 2, 3)).isFalse();
        NearestVisitor nearest = CancellableVisitors.nearest(
                (handle, lon, lat, alt) -> 1000 * handle + 100 * lon + 10 * lat + alt, cancellation);
        assertThat(nearest.offer(9, 1, 2, 3)).isEqualTo(9123);
        RowState row = new RowState();
        Predicate<RowState> rows = CancellableVisitors.rows(shown -> shown == row, cancellation);
        assertThat(rows.test(row)).isTrue();
        assertThat(rows.test(new RowState())).isFalse();
        assertThat(handles).containsExactly(7, 8);
    }

    @Test
    void eachSearchCountsItsOwnVisits() {
        token.cancel();
        Runnable one = visitors(cancellation).get("search");
        Runnable other = visitors(cancellation).get("search");
        repeat(EVERY - 1, one);
        repeat(EVERY - 1, other);
        assertThat(seen).isEqualTo(2 * (EVERY - 1));
        assertThatThrownBy(one::run).isInstanceOf(CancelledException.class);
        assertThatThrownBy(other::run).isInstanceOf(CancelledException.class);
    }
}
