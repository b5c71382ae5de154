package io.spatio.testkit.history;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Area;
import io.spatio.DeleteOutcome;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Timestamps;
import io.spatio.UpsertOutcome;
import io.spatio.testkit.model.SphereOracle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Hand-written answers beside writes, good and bad. Step n of an object lies n tenths of a degree east of the centre. */
class AnswerCheckTest {
    private static final Position CENTER = Position.of(0, 0);
    private static final Area.Box BOX = Area.box(-1, -1, 1, 1);
    private static final QueryOptions ALL = QueryOptions.ALL;

    private final ClockLog clock = new ClockLog();
    private final List<Call> calls = new ArrayList<>();
    private final CallChecker checker = new CallChecker(List.of("a", "b", "c"));

    @BeforeEach
    void writeAll() {
        upsert("a", 1, 2, 1, UpsertOutcome.CREATED);
        upsert("b", 3, 4, 2, UpsertOutcome.CREATED);
        upsert("c", 5, 6, 3, UpsertOutcome.CREATED);
    }

    private static Position place(int step) {
        return Position.of(step * 0.1, 0);
    }

    private void upsert(String id, long start, long end, int step, UpsertOutcome outcome) {
        Call.Upsert element = new Call.Upsert(id, place(step), Metadata.of("step", step), (long) step, outcome);
        calls.add(new Call(0, start, end, new Call.Upserts(List.of(element))));
    }

    private void move(String id, long start, long end, int step) {
        upsert(id, start, end, step, UpsertOutcome.APPLIED);
    }

    private void query(long start, long end, Question question, boolean truncated, Located... rows) {
        calls.add(new Call(1, start, end, new Call.Query(question, new Answer(List.of(rows), truncated))));
    }

    private static Location row(String id, int step) {
        return new Location(id, place(step), Timestamps.toInstant(step), Metadata.of("step", step));
    }

    private static Neighbor near(String id, int step) {
        return near(id, step, SphereOracle.meters(CENTER, place(step)));
    }

    private static Neighbor near(String id, int step, double meters) {
        return new Neighbor(id, place(step), Timestamps.toInstant(step), Metadata.of("step", step), meters);
    }

    private static Question box(QueryOptions options) {
        return Question.inArea(BOX, options);
    }

    private static Question nearest(int k) {
        return Question.nearest(CENTER, QueryOptions.limit(k));
    }

    private void accept() {
        checker.check(calls, clock);
    }

    private void refuse(String text) {
        assertThatThrownBy(() -> checker.check(calls, clock))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining(text);
    }

    @Test
    void acceptsAllAsTheyAre() {
        query(7, 8, box(ALL), false, row("a", 1), row("b", 2), row("c", 3));
        query(9, 10, nearest(3), false, near("a", 1), near("b", 2), near("c", 3));
        accept();
    }

    @Test
    void refusesAnObjectTwice() {
        query(7, 8, box(ALL.unordered()), false, row("a", 1), row("b", 2), row("c", 3), row("a", 1));
        refuse("\"a\" twice");
    }

    @Test
    void refusesToMissAMoverThatStaysInside() {
        move("a", 8, 11, 5);
        query(7, 12, box(ALL), false, row("b", 2), row("c", 3));
        refuse("no order of the calls on \"a\" explains [7, 12]");
    }

    @Test
    void acceptsEitherOfAMoverThatLeaves() {
        move("a", 8, 11, 50);
        query(7, 12, box(ALL), false, row("b", 2), row("c", 3));
        query(13, 14, box(ALL), false, row("b", 2), row("c", 3));
        accept();
        calls.clear();
        move("b", 18, 21, 50);
        query(17, 22, box(ALL), false, row("b", 2), row("c", 3));
        accept();
    }

    @Test
    void refusesAPlaceThatWasLeftBeforeTheQuery() {
        move("a", 8, 11, 5);
        query(12, 13, box(ALL), false, row("a", 1), row("b", 2), row("c", 3));
        refuse("no order of the calls on \"a\" explains [12, 13]");
    }

    @Test
    void refusesAPlaceThatAnotherAnswerShowsToBeLeft() {
        move("a", 8, 20, 5);
        query(9, 10, box(ALL), false, row("a", 5), row("b", 2), row("c", 3));
        query(11, 12, box(ALL), false, row("a", 1), row("b", 2), row("c", 3));
        refuse("no order of the calls on \"a\" explains [11, 12]");
    }

    @Test
    void refusesATornRow() {
        move("a", 8, 20, 5);
        Location torn = new Location("a", place(5), Timestamps.toInstant(1), Metadata.of("step", 1));
        query(9, 10, box(ALL), false, torn, row("b", 2), row("c", 3));
        refuse("no order of the calls on \"a\" explains [9, 10]");
    }

    @Test
    void refusesWhatWasDeletedBefore() {
        calls.add(new Call(0, 7, 8, new Call.Delete("c", 9L, DeleteOutcome.DELETED)));
        query(9, 10, box(ALL), false, row("a", 1), row("b", 2), row("c", 3));
        refuse("no order of the calls on \"c\" explains [9, 10]");
    }

    @Test
    void refusesWhatNobodyWrote() {
        query(7, 8, box(ALL), false, row("a", 1), row("b", 2), row("c", 3), row("d", 1));
        refuse("\"d\" was never written");
    }

    @Test
    void refusesARowOutside() {
        move("a", 8, 11, 50);
        query(12, 13, box(ALL), false, row("a", 50), row("b", 2), row("c", 3));
        refuse("does not satisfy");
    }

    @Test
    void refusesTheDistanceOfAnotherPlace() {
        query(7, 8, nearest(3), false, near("a", 1), near("b", 2), near("c", 3, 50_000));
        refuse("not the distance");
    }

    @Test
    void refusesDisorder() {
        query(7, 8, nearest(3), false, near("b", 2), near("a", 1), near("c", 3));
        refuse("behind");
    }

    @Test
    void refusesTheWrongKindOfRow() {
        query(7, 8, nearest(3), false, near("a", 1), near("b", 2), row("c", 3));
        refuse("wrong kind");
    }

    @Test
    void aLimitMayCutOffOnlyWhatComesBehind() {
        query(7, 8, box(QueryOptions.limit(2)), true, row("a", 1), row("b", 2));
        accept();
        calls.clear();
        query(9, 10, box(QueryOptions.limit(2)), true, row("a", 1), row("c", 3));
        refuse("no order of the calls on \"b\" explains [9, 10]");
    }

    @Test
    void withoutOrderALimitMayCutOffAny() {
        query(7, 8, box(QueryOptions.limit(1).unordered()), true, row("b", 2));
        accept();
    }

    @Test
    void refusesToKeepQuietAboutWhatTheLimitCutOff() {
        query(7, 8, box(QueryOptions.limit(2)), false, row("a", 1), row("b", 2));
        refuse("no order of the calls on \"c\" explains [7, 8]");
    }

    @Test
    void refusesToSayThereIsMoreWhereNothingIs() {
        query(7, 8, box(QueryOptions.limit(3)), true, row("a", 1), row("b", 2), row("c", 3));
        refuse("no further row");
    }

    @Test
    void acceptsMoreThatWasThereForAMoment() {
        query(7, 8, box(QueryOptions.limit(3)), false, row("a", 1), row("b", 2), row("c", 3));
        move("c", 11, 12, 50);
        query(10, 13, box(QueryOptions.limit(2)), true, row("a", 1), row("b", 2));
        accept();
    }

    @Test
    void judgesWhatASearchForTheNearestSaysOfMore() {
        query(7, 8, nearest(2), true, near("a", 1), near("b", 2));
        query(9, 10, nearest(3), false, near("a", 1), near("b", 2), near("c", 3));
        accept();
        calls.clear();
        query(11, 12, nearest(2), false, near("a", 1), near("b", 2));
        refuse("no order of the calls on \"c\" explains [11, 12]");
    }

    @Test
    void refusesANearestSearchThatSaysThereIsMoreWhereNothingIs() {
        query(7, 8, nearest(3), true, near("a", 1), near("b", 2), near("c", 3));
        refuse("no further row");
    }

    @Test
    void refusesTooMany() {
        query(7, 8, box(QueryOptions.limit(1)), true, row("a", 1), row("b", 2));
        refuse("more rows than the limit");
    }

    @Test
    void refusesToBeCutOffBelowTheLimit() {
        query(7, 8, box(QueryOptions.limit(4)), true, row("a", 1), row("b", 2));
        refuse("below the limit");
    }

    @Test
    void continuesBehindAnId() {
        query(7, 8, box(ALL.after("a")), false, row("b", 2), row("c", 3));
        accept();
        calls.clear();
        query(9, 10, box(ALL.after("a")), false, row("a", 1), row("b", 2), row("c", 3));
        refuse("does not satisfy");
    }

    @Test
    void refusesToMissOneSurelyNearerThanTheLast() {
        move("a", 8, 11, 2);
        query(7, 12, nearest(1), true, near("c", 3));
        refuse("explains [7, 12]");
    }

    @Test
    void acceptsOneThatWasNearerOnlyForAMoment() {
        move("a", 8, 11, 40);
        move("b", 13, 16, 50);
        query(7, 18, nearest(1), true, near("c", 3));
        accept();
    }

    @Test
    void theNearestWithoutOrderAreStillTheNearest() {
        Question question = Question.nearest(CENTER, QueryOptions.limit(2).unordered());
        query(7, 8, question, true, near("b", 2), near("a", 1));
        accept();
        calls.clear();
        query(9, 10, question, true, near("c", 3), near("a", 1));
        refuse("no order of the calls on \"b\" explains [9, 10]");
    }
}
