package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.TrackOrder;
import io.spatio.error.StoreException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An append that is thrown out of at any allocation or copy has happened whole or not at all; or the store has failed, its
 * reads go on, and what opens again is a prefix of the append order.
 */
final class AppendFaultTest {
    private static final String NAMESPACE = "n";
    private static final String ERASED = "sealed";
    private static final double[] PLACE = {1, 2, 3};
    private static final LogTrajectoryStoreOptions SMALL_HEADS = new LogTrajectoryStoreOptions(
            Durability.NEVER,
            64 << 10,
            16 << 10,
            Optional.empty(),
            Long.MAX_VALUE,
            Duration.ofSeconds(10),
            Duration.ofHours(24));

    /** An append path. */
    private enum Write {
        POSITION,
        POSITION_AFTER_A_FULL_HEAD,
        FIRST_POSITION,
        BATCH,
        BATCH_OF_NEW_OBJECTS,
        BATCH_OF_DELETES_AND_POSITIONS,
        LARGE_BATCH,
        DELETE,
        ERASE,
        ERASE_OF_THE_NAMESPACE,
        PUT_OF_A_DOCUMENT,
        REMOVE_OF_A_DOCUMENT;

        void run(LogTrajectoryStore store, Model model) {
            switch (this) {
                case POSITION, POSITION_AFTER_A_FULL_HEAD ->
                    model.position(store, NAMESPACE, "full", 9, PLACE, new byte[20]);
                case FIRST_POSITION -> model.position(store, NAMESPACE, "new", 9, PLACE, new byte[20]);
                case BATCH -> batch(store, model, List.of("full", "sealed", "full"));
                case BATCH_OF_NEW_OBJECTS -> batch(store, model, List.of("new", "newer", "new"));
                case BATCH_OF_DELETES_AND_POSITIONS ->
                    model.batch(
                            store,
                            NAMESPACE,
                            List.of("new", "full", "new", "full"),
                            new long[] {20, 21, 22, 23},
                            new double[][] {PLACE, null, null, PLACE});
                case LARGE_BATCH -> batch(store, model, Collections.nCopies(40, "full"));
                case DELETE -> model.delete(store, NAMESPACE, "full", 9);
                case ERASE -> store.erase(NAMESPACE, ERASED);
                case ERASE_OF_THE_NAMESPACE -> store.erase(NAMESPACE);
                case PUT_OF_A_DOCUMENT -> model.putDocument(store, "fences", new byte[500]);
                case REMOVE_OF_A_DOCUMENT -> model.removeDocument(store, "fences");
            }
        }

        /** Puts an erase that stands in the log into the model, even where its caller was thrown out of it afterwards. */
        void record(LogTrajectoryStore store, Model model) {
            boolean one = this == ERASE;
            if ((one || this == ERASE_OF_THE_NAMESPACE) && Model.lastSequence(store) > Model.last(model)) {
                model.appended.add(new Model.Event(
                        Model.last(model) + 1, NAMESPACE, one ? ERASED : "", 0, 0, 0, 0, "", false, true));
            }
        }

        private static void batch(LogTrajectoryStore store, Model model, List<String> ids) {
            long[] times = IntStream.range(0, ids.size()).mapToLong(i -> 20 + i).toArray();
            model.batch(
                    store,
                    NAMESPACE,
                    ids,
                    times,
                    Collections.nCopies(ids.size(), PLACE).toArray(new double[0][]));
        }
    }

    /** What became of a write. */
    private enum Outcome {
        WHOLE,
        NOTHING,
        FAILED,
        NOT_REACHED
    }

    /** As often a fault comes: once, or at the next point as well, which is where the first one is dealt with. */
    private static final int MOST_TIMES = 2;

    @ParameterizedTest
    @EnumSource
    void anAppendThatIsThrownOutOfIsWholeOrNothing(Write write) {
        Object outcomes =
                new ChangedStore(FaultPoints::inAppends).call(AppendFaultTest.class, "attempts", write.name());
        System.out.println("AppendFaultTest " + write + " " + outcomes);
        assertThat(String.valueOf(outcomes)).contains(Outcome.NOTHING + "=", Outcome.FAILED + "=");
    }

    /** Tries all writes; runs on classes that have points. */
    static void attemptAll() {
        for (Write write : Write.values()) {
            attempts(write.name());
        }
    }

    /** Tries a write with a fault at one point after the other, until none is left. */
    static String attempts(String write) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (int times = 1; times <= MOST_TIMES; times++) {
            Outcome outcome = attempt(Write.valueOf(write), 1, times);
            // All of the first points; of the many that a large batch repeats for each element, some.
            for (long point = 2; outcome != Outcome.NOT_REACHED; point += 1 + point / 100 * 6) {
                outcomes.merge(outcome, 1, Integer::sum);
                outcome = attempt(Write.valueOf(write), point, times);
            }
        }
        return outcomes.toString();
    }

    private static Outcome attempt(Write write, long point, int times) {
        boolean outOfMemory = times > 1 || point % 2 == 0;
        SimulatedIo disk = new SimulatedIo();
        Model model = new Model();
        LogTrajectoryStore store = Stores.open(disk, SMALL_HEADS, false);
        prepare(store, model);
        while (write == Write.POSITION_AFTER_A_FULL_HEAD && headBytes(store) < SMALL_HEADS.headBytes()) {
            model.position(store, NAMESPACE, "full", 4, PLACE, new byte[1024]);
        }
        long before = Model.last(model);
        Throwable thrown = null;
        FaultPoints.arm(
                point, outOfMemory ? new OutOfMemoryError("injected") : new IllegalStateException("injected"), times);
        try {
            write.run(store, model);
        } catch (RuntimeException | OutOfMemoryError e) {
            thrown = e;
        }
        boolean reached = FaultPoints.disarm();
        write.record(store, model);
        String when = write + " at point " + point + " times " + times;
        Outcome outcome = outcome(store, model, before, thrown, when);
        if (times == 1 && !when.startsWith("ERASE")) {
            assertThat(store.stats().details()).as(when).containsEntry("objects", (long)
                    model.histories().size());
        }
        check(store, model, outcome, when);
        try {
            store.close();
        } catch (StoreException e) {
            assertThat(outcome).as(when).isEqualTo(Outcome.FAILED);
        }
        reopens(disk, model, outcome, when);
        return reached ? outcome : Outcome.NOT_REACHED;
    }

    private static long headBytes(LogTrajectoryStore store) {
        return ((Number) store.stats().details().get("head-bytes")).longValue();
    }

    /** Objects with a full series, with sealed history, and with none. */
    private static void prepare(LogTrajectoryStore store, Model model) {
        model.position(store, NAMESPACE, "sealed", 1, PLACE, new byte[0]);
        try {
            store.flush();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        model.position(store, NAMESPACE, "full", 2, PLACE, new byte[0]);
        model.position(store, NAMESPACE, "full", 3, PLACE, new byte[0]);
        model.position(store, "other", "o", 3, PLACE, new byte[0]);
        model.putDocument(store, "fences", new byte[20]);
    }

    private static Outcome outcome(
            LogTrajectoryStore store, Model model, long before, @Nullable Throwable thrown, String when) {
        if (store.health().state() == Health.State.FAILED) {
            assertThat(thrown).as(when).isNotNull();
            return Outcome.FAILED;
        }
        boolean whole = Model.lastSequence(store) > before;
        assertThat(whole || thrown != null).as(when).isTrue();
        assertThat(Model.last(model)).as(when + ", visible whole").isEqualTo(Model.lastSequence(store));
        return whole ? Outcome.WHOLE : Outcome.NOTHING;
    }

    private static void check(LogTrajectoryStore store, Model model, Outcome outcome, String when) {
        try {
            if (outcome != Outcome.FAILED) {
                model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
                model.position(store, NAMESPACE, "full", 100, PLACE, new byte[0]);
                model.position(store, NAMESPACE, "new", 100, PLACE, new byte[0]);
                model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            } else if (when.startsWith("ERASE")) {
                readsGoOn(store, model);
            } else {
                model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(when + " " + outcome + ": " + e, e);
        }
    }

    /** An erase that broke off may hide what it was about until the store is opened again. */
    private static void readsGoOn(LogTrajectoryStore store, Model model) {
        model.histories().forEach((name, events) -> {
            List<Model.Event> whole =
                    events.stream().map(Model.Event::unnumbered).toList();
            List<Model.Event> read = Model.read(
                    store, name.get(0), name.get(1), Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST);
            assertThat(read).isIn(whole, List.of());
            assertThat(read.isEmpty() && name.get(0).equals("other")).isFalse();
        });
    }

    private static void reopens(SimulatedIo disk, Model model, Outcome outcome, String when) {
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            long last = Model.lastSequence(store);
            assertThat(last).as(when).isLessThanOrEqualTo(Model.last(model));
            if (outcome != Outcome.FAILED) {
                assertThat(last).as(when).isEqualTo(Model.last(model));
            }
            model.prefix(last).check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(when + " " + outcome + ", opened again: " + e, e);
        }
    }
}
