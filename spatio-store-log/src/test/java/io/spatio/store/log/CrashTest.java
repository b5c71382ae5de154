package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.error.StoreException;
import io.spatio.spi.ReadRequest;
import io.spatio.store.log.io.Io;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fixed workload, broken off at every call to the disk in turn. */
final class CrashTest {
    private static final String NAMESPACE = "n";

    /** What a run got acknowledged. */
    static final class Run {
        final Model model = new Model();
        long durable;
        boolean failedSeen;
    }

    /** What stands between the store and the disk. */
    interface Fault {
        /** The disk as the store uses it. */
        Io around(SimulatedIo disk);
    }

    private static Run work(SimulatedIo io, Durability sync) {
        return work(io, disk -> disk, sync);
    }

    /** Two openings with everything that touches files; stops at the first refusal. */
    static Run work(SimulatedIo io, Fault fault, Durability sync) {
        Run run = new Run();
        for (int opening = 0; opening < 2; opening++) {
            LogTrajectoryStore store;
            try {
                store = Stores.open(fault.around(io), sync);
            } catch (StoreException e) {
                return run;
            }
            try {
                steps(store, run, opening);
            } catch (StoreException e) {
                run.failedSeen = store.health().state() == Health.State.FAILED;
                io.suspend(true);
                readsGoOn(store, run);
                io.suspend(false);
            }
            try {
                store.close();
                if (!run.failedSeen) {
                    run.durable = Model.last(run.model);
                }
            } catch (StoreException e) {
                return run;
            }
            if (run.failedSeen) {
                return run;
            }
        }
        return run;
    }

    private static void steps(LogTrajectoryStore store, Run run, int opening) {
        double[] place = {1, 2, Double.NaN};
        for (int i = 0; i < 4; i++) {
            run.model.position(store, NAMESPACE, "o" + i % 3, 10 * opening + i, place, new byte[200]);
            acknowledge(store, run);
        }
        run.model.batch(
                store, NAMESPACE, List.of("x", "y", "x"), new long[] {1, 2, 3}, new double[][] {place, place, place});
        run.model.putDocument(store, "fences", new byte[300 + opening]);
        run.model.putDocument(store, "watch", new byte[0]);
        acknowledge(store, run);
        flush(store);
        run.model.putDocument(store, "fences", new byte[20]);
        run.model.removeDocument(store, "watch");
        run.model.delete(store, NAMESPACE, "o0", 5);
        run.model.erase(store, NAMESPACE, "o1");
        acknowledge(store, run);
        flush(store);
        store.compact();
        run.model.putDocument(store, "after", new byte[7]);
        run.model.position(store, NAMESPACE, "o1", 50, place, new byte[0]);
        acknowledge(store, run);
    }

    private static void flush(LogTrajectoryStore store) {
        try {
            store.flush();
        } catch (IOException e) {
            throw new StoreException("flush: " + e, e);
        }
    }

    private static void acknowledge(LogTrajectoryStore store, Run run) {
        assertThat(store.sync()).isGreaterThanOrEqualTo(Model.last(run.model));
        run.durable = Model.last(run.model);
    }

    private static void readsGoOn(LogTrajectoryStore store, Run run) {
        assertThat(store.health().state()).isNotEqualTo(Health.State.READ_ONLY_FULL);
        run.model.prefix(run.durable).histories().forEach((key, events) -> {
            assertThat(store.read(ReadRequest.of(key.get(0), key.get(1)).withRange(0, 1)))
                    .isNotNull();
        });
    }

    /** Opens strictly: all acknowledged is there, in a prefix of what was appended, and it takes writes again. */
    static void verify(SimulatedIo io, Durability sync, Run run, String when) {
        long last;
        long readOnlyLast = readOnly(io, sync, run, when);
        try (LogTrajectoryStore store = Stores.open(io, sync)) {
            last = ((Number) store.stats().details().get("last-sequence")).longValue();
            assertThat(last).as(when).isGreaterThanOrEqualTo(run.durable);
            assertThat(last).as(when + ", as who only reads sees it").isEqualTo(readOnlyLast);
            run.model.prefix(last).check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            assertThat(StoreAppends.position(store, NAMESPACE, "after", 1, 1, 1, 1, new byte[0]))
                    .isGreaterThan(last);
            store.sync();
        } catch (StoreException | AssertionError e) {
            throw new AssertionError(when + ": " + e, e);
        }
        try (LogTrajectoryStore store = Stores.open(io, sync)) {
            assertThat(((Number) store.stats().details().get("last-sequence")).longValue())
                    .as(when)
                    .isEqualTo(last + 1);
        }
    }

    /** Opens for reading alone: the same is there, and no byte of the directory changes. */
    private static long readOnly(SimulatedIo io, Durability sync, Run run, String when) {
        try {
            Map<Path, String> before = io.contents();
            long last;
            try (LogTrajectoryStore store = Stores.openReadOnly(new NoWrites(io), sync)) {
                last = Model.lastSequence(store);
                assertThat(store.health().state()).isEqualTo(Health.State.READ_ONLY);
                run.model.prefix(last).check(store, Long.MIN_VALUE, Long.MAX_VALUE);
                assertThat(store.verify().problems()).isEmpty();
            }
            assertThat(io.contents()).isEqualTo(before);
            return last;
        } catch (StoreException | AssertionError e) {
            throw new AssertionError(when + ", read-only: " + e, e);
        }
    }

    /** Something broken off at one call. */
    private interface Attempt {
        void at(long call, Loop loop);
    }

    /** Every call in an order of a seed, as many as the budget allows. */
    private static void everyCall(String name, Durability sync, Attempt attempt) {
        SimulatedIo undisturbed = new SimulatedIo();
        work(undisturbed, sync);
        List<Long> calls = new ArrayList<>();
        for (long call = 1; call <= undisturbed.calls(); call++) {
            calls.add(call);
        }
        try (Loop loop = Loop.begin("CrashTest " + name + " " + sync, 1)) {
            Collections.shuffle(calls, loop.random());
            for (int i = 0; i < calls.size() && loop.goesOn(); i++) {
                attempt.at(calls.get(i), loop);
            }
        }
    }

    /** A power cut at every few calls. */
    static void cuts(int step) {
        SimulatedIo undisturbed = new SimulatedIo();
        work(undisturbed, Durability.ALWAYS);
        for (long call = 1; call <= undisturbed.calls(); call += step) {
            SimulatedIo io = new SimulatedIo();
            io.powerCutAt(call, true);
            Run run = work(io, Durability.ALWAYS);
            verify(
                    io.after(SimulatedIo.Survival.EVERYTHING, new Random(call)),
                    Durability.ALWAYS,
                    run,
                    "cut at " + call);
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void powerCutAtEveryCall(Durability sync) {
        everyCall("power-cut", sync, (call, loop) -> {
            for (boolean tear : new boolean[] {false, true}) {
                SimulatedIo io = new SimulatedIo();
                io.powerCutAt(call, tear);
                Run run = work(io, sync);
                loop.count(tear ? "torn" : "power-cuts", 1);
                loop.count("acknowledged-checked", run.durable);
                for (SimulatedIo.Survival survival : SimulatedIo.Survival.values()) {
                    for (int seed = 0; seed < (survival == SimulatedIo.Survival.RANDOM ? 4 : 1); seed++) {
                        SimulatedIo after = io.after(survival, loop.random());
                        verify(after, sync, run, "call " + call + " " + survival + " tear=" + tear);
                        loop.count("recoveries", 2);
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void failureOfEveryCall(Durability sync) {
        everyCall("failed-call", sync, (call, loop) -> {
            for (boolean always : new boolean[] {false, true}) {
                SimulatedIo io = new SimulatedIo();
                io.failAt(call, always);
                Run run = work(io, sync);
                io.heal();
                verify(io.copy(), sync, run, "failed call " + call + " always=" + always);
                SimulatedIo dropped = io.after(SimulatedIo.Survival.NOTHING, new Random(1));
                verify(dropped, sync, run, "failed call " + call + " always=" + always + ", then power cut");
                loop.count(always ? "failing-for-ever" : "failed-calls", 1);
                loop.count("acknowledged-checked", run.durable);
                loop.count("recoveries", 4);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void powerCutDuringRecovery(Durability sync) {
        SimulatedIo crashed = new SimulatedIo();
        crashed.powerCutAt(60, true);
        Run run = work(crashed, sync);
        List<Long> cuts = new ArrayList<>();
        boolean cut = true;
        for (long call = 1; cut; call++) {
            SimulatedIo io = crashed.after(SimulatedIo.Survival.EVERYTHING, new Random(call));
            io.powerCutAt(call, call % 2 == 0);
            try (LogTrajectoryStore store = Stores.open(io, sync)) {
                assertThat(store.health().state()).isNotNull();
            } catch (StoreException e) {
                cuts.add(call);
            }
            cut = io.isOff();
            verify(io.after(SimulatedIo.Survival.NOTHING, new Random(call)), sync, run, "recovery cut at " + call);
            verify(io.after(SimulatedIo.Survival.RANDOM, new Random(call)), sync, run, "recovery cut at " + call);
        }
        assertThat(cuts).isNotEmpty();
    }
}
