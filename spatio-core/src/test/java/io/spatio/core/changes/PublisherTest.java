package io.spatio.core.changes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Change;
import io.spatio.Changes;
import io.spatio.ChangesRequest;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.error.ChangesLostException;
import io.spatio.error.DatabaseClosedException;
import io.spatio.testkit.harness.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pushed changes")
class PublisherTest {
    private static final String END = "end";

    private final Spatio database = Spatio.memory();
    private final Changes changes = database.changes(ChangesRequest.ALL);
    private final ExecutorService executor = Executors.newFixedThreadPool(3);

    @AfterEach
    void close() {
        executor.shutdownNow();
        changes.close();
        database.close();
    }

    private void upsert(int number) {
        database.upsert("fleet", "o" + number, Position.of(number % 180, 1), Metadata.NONE);
    }

    private void upsertTo(int end) {
        for (int i = 0; i < end; i++) {
            upsert(i);
        }
    }

    /** Records what it is told, and that no two calls of it overlap. */
    private static class Recorder implements Flow.Subscriber<Change> {
        final BlockingQueue<Object> signals = new LinkedBlockingQueue<>();
        final List<String> overlaps = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger inside = new AtomicInteger();
        Flow.@Nullable Subscription subscription;

        Flow.Subscription subscription() {
            return requireNonNull(subscription, "subscription");
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Change change) {
            signal(change);
        }

        @Override
        public void onError(Throwable failure) {
            signal(failure);
        }

        @Override
        public void onComplete() {
            signal(END);
        }

        void signal(Object signal) {
            if (inside.incrementAndGet() != 1) {
                overlaps.add("beside another: " + signal);
            }
            signals.add(signal);
            inside.decrementAndGet();
        }

        Object next() throws InterruptedException {
            return requireNonNull(signals.poll(20, TimeUnit.SECONDS), "nothing was signalled for 20 seconds");
        }

        List<String> nextIds(int count) throws InterruptedException {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ids.add(((Change) next()).objectId().orElseThrow());
            }
            return ids;
        }
    }

    private <R extends Recorder> R subscribed(R recorder) {
        changes.publisher(executor).subscribe(recorder);
        return recorder;
    }

    /** Nothing more is signalled: what was asked of the executor is over. */
    private void requireSilence(Recorder recorder) throws InterruptedException {
        executor.shutdown();
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(recorder.signals).isEmpty();
        assertThat(recorder.overlaps).isEmpty();
    }

    @Test
    void comeInOrderAndNoMoreThanWereAskedFor() throws InterruptedException {
        Recorder recorder = subscribed(new Recorder());
        upsertTo(5);

        recorder.subscription().request(2);
        assertThat(recorder.nextIds(2)).containsExactly("o0", "o1");
        recorder.subscription().request(1);
        recorder.subscription().request(1);
        assertThat(recorder.nextIds(2)).containsExactly("o2", "o3");

        requireSilence(recorder);
    }

    @Test
    void areSignalledOneAtATimeHoweverManyAsk() throws InterruptedException {
        int askers = 4;
        int each = 500;
        Recorder recorder = subscribed(new Recorder());
        List<Threads.Task> tasks = new ArrayList<>();
        tasks.add(() -> upsertTo(askers * each));
        for (int i = 0; i < askers; i++) {
            tasks.add(() -> {
                for (int n = 0; n < each; n++) {
                    recorder.subscription().request(1);
                }
            });
        }
        Threads.runAll(tasks);

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < askers * each; i++) {
            expected.add("o" + i);
        }
        assertThat(recorder.nextIds(askers * each)).isEqualTo(expected);
        requireSilence(recorder);
    }

    @Test
    void areWaitedForAndAddUpToNoLimit() throws InterruptedException {
        Recorder recorder = subscribed(new Recorder());
        recorder.subscription().request(Long.MAX_VALUE);
        recorder.subscription().request(Long.MAX_VALUE);

        upsertTo(3);

        assertThat(recorder.nextIds(3)).containsExactly("o0", "o1", "o2");
    }

    @Test
    void comeAfterOnSubscribeHasReturned() throws InterruptedException {
        upsertTo(1);
        Recorder recorder = subscribed(new Recorder() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                super.onSubscribe(given);
                inside.incrementAndGet();
                given.request(1);
                for (int i = 0; i < 1000; i++) {
                    Thread.yield();
                }
                inside.decrementAndGet();
            }
        });

        assertThat(recorder.nextIds(1)).containsExactly("o0");
        requireSilence(recorder);
    }

    @Test
    void endWithCancelWhichClosesTheSubscription() throws InterruptedException {
        upsertTo(9);
        Recorder recorder = subscribed(new Recorder() {
            @Override
            public void onNext(Change change) {
                super.onNext(change);
                if (change.objectId().orElseThrow().equals("o2")) {
                    subscription().cancel();
                    subscription().cancel();
                    subscription().request(1);
                }
            }
        });
        recorder.subscription().request(Long.MAX_VALUE);

        assertThat(recorder.nextIds(3)).containsExactly("o0", "o1", "o2");
        requireSilence(recorder);
        assertThatThrownBy(() -> changes.poll(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        assertThat(database.stats().changes().subscribers()).isZero();
    }

    @Test
    void endWithCancelWhileTheyAreWaitedFor() throws InterruptedException {
        Recorder recorder = subscribed(new Recorder());
        recorder.subscription().request(1);

        recorder.subscription().cancel();

        requireSilence(recorder);
    }

    @Test
    void failWhereFewerThanOneAreAskedFor() throws InterruptedException {
        upsertTo(3);
        Recorder recorder = subscribed(new Recorder());

        recorder.subscription().request(0);
        recorder.subscription().request(1);

        assertThat(recorder.next()).isInstanceOf(IllegalArgumentException.class);
        requireSilence(recorder);
        assertThat(database.stats().changes().subscribers()).isZero();
    }

    @Test
    void completeOnceWhenTheSubscriptionIsClosed() throws InterruptedException {
        Recorder recorder = subscribed(new Recorder());
        recorder.subscription().request(5);
        upsertTo(1);
        assertThat(recorder.nextIds(1)).containsExactly("o0");

        changes.close();

        assertThat(recorder.next()).isEqualTo(END);
        recorder.subscription().request(1);
        requireSilence(recorder);
    }

    @Test
    void completeWhenMoreAreAskedForOfAClosedSubscription() throws InterruptedException {
        Recorder recorder = subscribed(new Recorder());
        changes.close();

        recorder.subscription().request(1);

        assertThat(recorder.next()).isEqualTo(END);
        requireSilence(recorder);
    }

    @Test
    void failOnceWhenTheDatabaseIsClosed() throws InterruptedException {
        Recorder recorder = subscribed(new Recorder());
        recorder.subscription().request(5);

        database.close();

        assertThat(recorder.next()).isInstanceOf(DatabaseClosedException.class);
        recorder.subscription().request(1);
        requireSilence(recorder);
    }

    @Test
    void failOnceWhenChangesAreLost() throws InterruptedException {
        Recorder recorder = new Recorder();
        Changes one = database.changes(ChangesRequest.ALL.keepingAll(1));
        one.publisher(executor).subscribe(recorder);
        upsertTo(2);

        recorder.subscription().request(5);

        assertThat(recorder.next()).isInstanceOf(ChangesLostException.class);
        requireSilence(recorder);
    }

    @Test
    void failWhereTheExecutorTakesNoTask() throws InterruptedException {
        Recorder recorder = new Recorder();
        changes.publisher(task -> {
                    throw new RejectedExecutionException("full");
                })
                .subscribe(recorder);

        recorder.subscription().request(1);
        recorder.subscription().request(1);

        assertThat(recorder.next()).isInstanceOf(IllegalStateException.class);
        requireSilence(recorder);
    }

    @Test
    void refuseASecondSubscriberAndServeTheFirst() throws InterruptedException {
        Flow.Publisher<Change> publisher = changes.publisher(executor);
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        publisher.subscribe(first);
        publisher.subscribe(second);
        upsertTo(1);

        second.subscription().request(1);
        first.subscription().request(1);

        assertThat(second.next()).isInstanceOf(IllegalStateException.class);
        assertThat(first.nextIds(1)).containsExactly("o0");
        requireSilence(first);
        requireSilence(second);
    }

    @Test
    void endWithASubscriberThatThrows() throws InterruptedException {
        upsertTo(3);
        CountDownLatch thrown = new CountDownLatch(1);
        Recorder recorder = new Recorder() {
            @Override
            public void onNext(Change change) {
                super.onNext(change);
                throw new IllegalStateException("the subscriber's fault");
            }
        };
        changes.publisher(task -> executor.execute(() -> {
                    try {
                        task.run();
                    } catch (IllegalStateException e) {
                        thrown.countDown();
                    }
                }))
                .subscribe(recorder);

        recorder.subscription().request(5);

        assertThat(recorder.nextIds(1)).containsExactly("o0");
        assertThat(thrown.await(20, TimeUnit.SECONDS)).isTrue();
        requireSilence(recorder);
        assertThat(database.stats().changes().subscribers()).isZero();
    }

    @Test
    void needNoStackForEachRequest() throws InterruptedException {
        int count = 20_000;
        upsertTo(count);
        Recorder recorder = new Recorder() {
            private int seen;

            @Override
            public void onNext(Change change) {
                super.onNext(change);
                seen++;
                if (seen < count) {
                    subscription().request(1);
                }
            }
        };
        changes.publisher(Runnable::run).subscribe(recorder);

        recorder.subscription().request(1); // in this thread

        assertThat(recorder.signals).hasSize(count);
        assertThat(recorder.overlaps).isEmpty();
    }
}
