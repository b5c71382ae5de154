package io.spatio.testkit.history;

import static io.spatio.DeleteOutcome.ABSENT;
import static io.spatio.DeleteOutcome.DELETED;
import static io.spatio.DeleteOutcome.STALE;
import static io.spatio.UpsertOutcome.APPLIED;
import static io.spatio.UpsertOutcome.CREATED;
import static io.spatio.UpsertOutcome.DUPLICATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.DeleteOutcome;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Timestamps;
import io.spatio.UpsertOutcome;
import io.spatio.testkit.history.Call.Upsert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Hand-written histories of writes and look-ups, good and bad. */
class CallCheckerTest {
    private static final long CLOCK = 100;

    private final ClockLog clock = new ClockLog();
    private final List<Call> calls = new ArrayList<>();
    private final CallChecker checker = new CallChecker(List.of("a", "b"));

    CallCheckerTest() {
        clock.add(-2, -1, CLOCK);
    }

    private static Upsert element(String id, Long micros, int value, UpsertOutcome outcome) {
        return new Upsert(id, Position.of(value, value), Metadata.of("value", value), micros, outcome);
    }

    private void call(int caller, long start, long end, Call.Deed deed) {
        calls.add(new Call(caller, start, end, deed));
    }

    private void upsert(int caller, long start, long end, Long micros, int value, UpsertOutcome outcome) {
        call(caller, start, end, new Call.Upserts(List.of(element("a", micros, value, outcome))));
    }

    private void delete(int caller, long start, long end, Long micros, DeleteOutcome outcome) {
        call(caller, start, end, new Call.Delete("a", micros, outcome));
    }

    private void get(int caller, long start, long end, long micros, int value) {
        Location location =
                new Location("a", Position.of(value, value), Timestamps.toInstant(micros), Metadata.of("value", value));
        call(caller, start, end, new Call.Get("a", Optional.of(location)));
    }

    private void getsNothing(int caller, long start, long end) {
        call(caller, start, end, new Call.Get("a", Optional.empty()));
    }

    private void accept() {
        checker.check(calls, clock);
        calls.clear();
    }

    private void refuse(String text) {
        assertThatThrownBy(() -> checker.check(calls, clock))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining(text);
    }

    @Test
    void acceptsEveryOutcomeInItsPlace() {
        delete(0, 1, 2, null, ABSENT);
        upsert(0, 3, 4, 10L, 1, CREATED);
        upsert(0, 5, 6, 10L, 1, DUPLICATE);
        upsert(0, 7, 8, 9L, 2, UpsertOutcome.STALE);
        upsert(0, 9, 10, 10L, 3, APPLIED);
        get(0, 11, 12, 10, 3);
        delete(0, 13, 14, 9L, STALE);
        delete(0, 15, 16, 12L, DELETED);
        delete(0, 17, 18, 20L, ABSENT);
        getsNothing(0, 19, 20);
        upsert(0, 21, 22, 11L, 4, UpsertOutcome.STALE);
        upsert(0, 23, 24, 12L, 5, CREATED);
        call(0, 25, 26, new Call.Exists("a", true));
        call(0, 27, 28, new Call.Erase("a", true));
        call(0, 29, 30, new Call.Erase("a", false));
        upsert(0, 31, 32, 1L, 6, CREATED);
        accept();
    }

    @Test
    void refusesAReadOfWhatWasReplacedBefore() {
        upsert(0, 1, 2, 10L, 1, CREATED);
        upsert(0, 3, 4, 11L, 2, APPLIED);
        get(1, 5, 6, 10, 1);
        refuse("explains [5, 6]");
    }

    @Test
    void refusesAWriteThatReturnsBeforeItIsVisible() {
        upsert(0, 1, 2, 10L, 1, CREATED);
        getsNothing(1, 3, 4);
        refuse("explains [3, 4]");
    }

    @Test
    void acceptsEitherValueBesideAWriteButNotToGoBack() {
        upsert(0, 1, 2, 10L, 1, CREATED);
        upsert(0, 3, 10, 11L, 2, APPLIED);
        get(1, 4, 5, 10, 1);
        get(1, 6, 7, 11, 2);
        accept();
        upsert(0, 13, 20, 12L, 3, APPLIED);
        get(1, 14, 15, 12, 3);
        get(1, 16, 17, 11, 2);
        refuse("explains [16, 17]");
    }

    @Test
    void letsAWriteTakeEffectBehindALaterRead() {
        upsert(0, 1, 2, 10L, 1, CREATED);
        call(1, 3, 20, new Call.Erase("a", true));
        get(2, 15, 30, 10, 1);
        delete(1, 21, 22, null, ABSENT);
        accept();
    }

    @Test
    void refusesATornPosition() {
        upsert(0, 1, 2, 10L, 1, CREATED);
        upsert(0, 3, 10, 11L, 2, APPLIED);
        get(1, 4, 5, 10, 2);
        refuse("explains [4, 5]");
    }

    @Test
    void refusesTwoThatBothCreate() {
        upsert(0, 1, 10, 10L, 1, CREATED);
        upsert(1, 2, 9, 10L, 2, CREATED);
        refuse("no order");
    }

    @Test
    void refusesTwoThatBothDelete() {
        upsert(0, 1, 2, 10L, 1, CREATED);
        delete(0, 3, 10, null, DELETED);
        delete(1, 4, 9, null, DELETED);
        refuse("no order");
    }

    @Test
    void refusesADeleteThatIsLost() {
        upsert(0, 1, 2, 10L, 1, CREATED);
        upsert(0, 3, 10, 200L, 2, APPLIED);
        delete(1, 4, 5, null, DELETED);
        get(1, 11, 12, 200, 2);
        refuse("explains [11, 12]");
    }

    @Test
    void refusesToApplyWhatIsOlder() {
        upsert(0, 1, 2, 10L, 1, CREATED);
        upsert(0, 3, 4, 9L, 2, APPLIED);
        refuse("explains [3, 4]");
    }

    @Test
    void refusesOlderDataBehindADelete() {
        upsert(0, 1, 2, 500L, 1, CREATED);
        delete(0, 3, 4, null, DELETED); // at 500, which is later than the clock
        upsert(0, 5, 6, 499L, 2, UpsertOutcome.STALE);
        accept();
        upsert(0, 7, 8, 499L, 3, CREATED);
        refuse("explains [7, 8]");
    }

    @Test
    void dropErasesEachObjectAtAMomentOfItsOwn() {
        call(0, 1, 2, new Call.Upserts(List.of(element("a", 10L, 1, CREATED), element("b", 10L, 1, CREATED))));
        call(0, 3, 20, new Call.Drop());
        getsNothing(1, 4, 5);
        call(1, 6, 7, new Call.Exists("b", true));
        call(1, 8, 9, new Call.Exists("b", false));
        accept();
        call(1, 21, 22, new Call.Exists("b", true));
        refuse("explains [21, 22]");
    }

    @Test
    void aBatchIsOneMomentForAnObject() {
        call(
                0,
                1,
                10,
                new Call.Upserts(List.of(
                        element("a", 10L, 1, CREATED),
                        element("b", 10L, 1, CREATED),
                        element("a", 12L, 2, APPLIED),
                        element("a", 11L, 3, UpsertOutcome.STALE))));
        get(1, 2, 3, 12, 2);
        call(1, 4, 5, new Call.Exists("b", false));
        accept();
    }

    @Test
    void refusesToSeeABatchHalfDone() {
        call(0, 1, 10, new Call.Upserts(List.of(element("a", 10L, 1, CREATED), element("a", 12L, 2, APPLIED))));
        get(1, 2, 3, 10, 1);
        refuse("explains [2, 3]");
    }

    @Test
    void aWriteWithoutATimeTakesOneThatTheClockHadMeanwhile() {
        clock.add(4, 5, 150);
        clock.add(8, 9, 90);
        upsert(0, 3, 6, null, 1, CREATED);
        upsert(0, 7, 10, null, 2, APPLIED);
        accept();
        assertThat(checker.states("a")).extracting(ObjectState::micros).containsExactlyInAnyOrder(100L, 150L);
        get(0, 11, 12, 150, 2);
        accept();
        assertThat(checker.states("a")).extracting(ObjectState::micros).containsExactly(150L);
    }

    @Test
    void refusesThatAWriteWithoutATimeIsOlderThanWhatStands() {
        clock.add(4, 5, 90);
        upsert(0, 1, 2, null, 1, CREATED);
        upsert(0, 7, 10, null, 2, UpsertOutcome.STALE);
        refuse("explains [7, 10]");
    }

    @Test
    void refusesATimeThatTheClockNeverHad() {
        upsert(0, 3, 6, null, 1, CREATED);
        get(0, 7, 8, 150, 1);
        clock.add(7, 8, 150);
        refuse("explains [7, 8]");
    }

    @Test
    void refusesCallsOnObjectsItWasNotTold() {
        call(0, 1, 2, new Call.Exists("c", false));
        assertThatThrownBy(() -> checker.check(calls, clock)).isInstanceOf(IllegalArgumentException.class);
    }
}
