package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.core.engine.Lifecycle.Caller;
import io.spatio.error.DatabaseClosedException;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final String INSIDE = "close() was called from inside a call of the same database";

    private final Lifecycle lifecycle = new Lifecycle();

    private boolean isOpen() {
        try {
            lifecycle.exit(lifecycle.enter());
            return true;
        } catch (DatabaseClosedException e) {
            return false;
        }
    }

    private void refusesToClose() {
        assertThatThrownBy(lifecycle::requireNotInside)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(INSIDE);
    }

    /** Waits until a closing thread waits, and fails where it comes to its end instead. */
    private void requireThatItWaits(Thread closing) {
        while (LockSupport.getBlocker(closing) != lifecycle) {
            assertThat(closing.getState()).isNotEqualTo(Thread.State.TERMINATED);
            Thread.onSpinWait();
        }
    }

    private Thread closing(AtomicBoolean answer) {
        Thread thread = new Thread(() -> answer.set(lifecycle.close()));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void closesOnce() {
        lifecycle.exit(lifecycle.enter());
        lifecycle.requireOpen();
        assertThat(lifecycle.close()).isTrue();
        assertThat(lifecycle.close()).isFalse();
        assertThat(isOpen()).isFalse();
        assertThatThrownBy(lifecycle::requireOpen)
                .isInstanceOf(DatabaseClosedException.class)
                .hasMessage("Database is closed");
    }

    @Test
    void aRefusedCallIsNotCounted() {
        lifecycle.close();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(lifecycle::enter).isInstanceOf(DatabaseClosedException.class);
        }
        assertThatCode(lifecycle::requireNotInside).doesNotThrowAnyException();
    }

    @Test
    void aThreadInsideACallMayNotCloseHoweverDeepItIs() {
        Caller outer = lifecycle.enter();
        refusesToClose();
        Caller inner = lifecycle.enter();
        refusesToClose();
        lifecycle.exit(inner);
        refusesToClose();
        lifecycle.exit(outer);
        assertThatCode(lifecycle::requireNotInside).doesNotThrowAnyException();
        assertThat(lifecycle.close()).isTrue();
    }

    @Test
    void codeThatRunsBetweenTwoCallsMayNotCloseEither() {
        lifecycle.runOutside(() -> {
            refusesToClose();
            lifecycle.exit(lifecycle.enter());
            refusesToClose();
        });
        assertThatCode(lifecycle::requireNotInside).doesNotThrowAnyException();
    }

    @Test
    void codeThatThrowsLeavesItsThreadOutside() {
        IllegalArgumentException thrown = new IllegalArgumentException("by the user's code");
        assertThatThrownBy(() -> lifecycle.runOutside(() -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThatCode(lifecycle::requireNotInside).doesNotThrowAnyException();
    }

    @Test
    void onlyTheThreadThatIsInsideIsRefused() {
        Caller caller = lifecycle.enter();
        Threads.runAll(List.of(lifecycle::requireNotInside));
        lifecycle.exit(caller);
    }

    @Test
    void beingInsideAnotherDatabaseIsNoHindrance() {
        Caller caller = new Lifecycle().enter();
        assertThat(caller).isNotNull();
        assertThatCode(lifecycle::requireNotInside).doesNotThrowAnyException();
        assertThat(lifecycle.close()).isTrue();
    }

    @Test
    void closeRefusesNewCallsAndWaitsForTheLastThatRuns() throws InterruptedException {
        Caller outer = lifecycle.enter();
        Caller inner = lifecycle.enter();
        AtomicBoolean closed = new AtomicBoolean();
        Thread closing = closing(closed);
        requireThatItWaits(closing);
        assertThatThrownBy(lifecycle::enter).isInstanceOf(DatabaseClosedException.class);
        lifecycle.exit(inner);
        requireThatItWaits(closing);
        assertThat(closed).isFalse();
        lifecycle.exit(outer);
        closing.join();
        assertThat(closed).isTrue();
    }

    @Test
    void aRefusedCallDoesNotEndTheWaitForOneThatRuns() throws InterruptedException {
        Caller caller = lifecycle.enter();
        AtomicBoolean closed = new AtomicBoolean();
        Thread closing = closing(closed);
        requireThatItWaits(closing);
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(lifecycle::enter).isInstanceOf(DatabaseClosedException.class);
        }
        requireThatItWaits(closing);
        refusesToClose();
        lifecycle.exit(caller);
        closing.join();
        assertThat(closed).isTrue();
    }

    @Test
    void whoClosesSecondWaitsAsWell() throws InterruptedException {
        Caller caller = lifecycle.enter();
        AtomicBoolean first = new AtomicBoolean();
        Thread closing = closing(first);
        requireThatItWaits(closing);
        AtomicBoolean second = new AtomicBoolean();
        Thread closingToo = closing(second);
        Thread.State state = closingToo.getState();
        while (state == Thread.State.NEW || state == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
            state = closingToo.getState();
        }
        assertThat(state).isNotEqualTo(Thread.State.TERMINATED);
        lifecycle.exit(caller);
        closing.join();
        closingToo.join();
        assertThat(List.of(first.get(), second.get())).containsExactly(true, false);
    }

    @Test
    void closeDoesNotWaitForCodeThatRunsBetweenTwoCalls() throws InterruptedException {
        CountDownLatch between = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicBoolean refused = new AtomicBoolean();
        Thread user = new Thread(() -> lifecycle.runOutside(() -> {
            between.countDown();
            await(closed);
            refused.set(!isOpen());
        }));
        user.start();
        between.await();
        assertThat(lifecycle.close()).isTrue();
        closed.countDown();
        user.join();
        assertThat(refused).isTrue();
    }

    @Test
    void anInterruptDoesNotEndTheWait() throws InterruptedException {
        Caller caller = lifecycle.enter();
        AtomicBoolean closed = new AtomicBoolean();
        Thread closing = closing(closed);
        requireThatItWaits(closing);
        closing.interrupt();
        requireThatItWaits(closing);
        assertThat(closed).isFalse();
        lifecycle.exit(caller);
        closing.join();
        assertThat(closed).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** More threads than counters; when close returns no call runs, and none begins. */
    @Test
    void noCallRunsOnceCloseHasReturnedToAnybody() {
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(10).start();
        do {
            new Race(40, 3).run();
        } while (budget.remains());
    }

    /** Callers of one database and threads that close it. */
    private static final class Race {
        private final Lifecycle lifecycle = new Lifecycle();
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger closers = new AtomicInteger();
        private volatile boolean closeReturned;
        private final List<Threads.Task> tasks = new ArrayList<>();

        Race(int callers, int closing) {
            for (int i = 0; i < callers; i++) {
                tasks.add(this::callUntilClosed);
            }
            for (int i = 0; i < closing; i++) {
                tasks.add(this::close);
            }
        }

        void run() {
            Threads.runAll(tasks);
            assertThat(closers).hasValue(1);
            assertThat(inside).hasValue(0);
        }

        private void callUntilClosed() {
            while (true) {
                try {
                    Caller outer = lifecycle.enter();
                    inside.incrementAndGet();
                    callAgain();
                    assertThat(closeReturned).as("close returned during a call").isFalse();
                    inside.decrementAndGet();
                    lifecycle.exit(outer);
                } catch (DatabaseClosedException e) {
                    lifecycle.requireNotInside();
                    return;
                }
            }
        }

        /** A call within a call, which closing may refuse. */
        private void callAgain() {
            try {
                Caller inner = lifecycle.enter();
                calls.incrementAndGet();
                lifecycle.exit(inner);
            } catch (DatabaseClosedException expected) {
                calls.incrementAndGet();
            }
        }

        private void close() {
            while (calls.get() < 20_000) {
                Thread.yield();
            }
            if (lifecycle.close()) {
                closers.incrementAndGet();
            }
            closeReturned = true;
            assertThat(inside).as("calls that run when close has returned").hasValue(0);
            assertThatThrownBy(lifecycle::enter).isInstanceOf(DatabaseClosedException.class);
        }
    }
}
