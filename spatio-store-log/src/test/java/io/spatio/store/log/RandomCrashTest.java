package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.error.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random work on one store that crashes again and again: what each crash leaves is what the next opening goes on with. */
final class RandomCrashTest {
    private static final List<String> NAMESPACES = List.of("a", "b");
    private static final int CRASHES = 4;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void aChainOfCrashesLosesNothingAcknowledged(Durability sync) {
        try (Loop loop = Loop.begin("RandomCrashTest " + sync, 0.5)) {
            while (loop.goesOn()) {
                chain(sync, loop);
            }
        }
    }

    private static void chain(Durability sync, Loop loop) {
        Random random = loop.random();
        SimulatedIo disk = new SimulatedIo();
        CrashTest.Run run = new CrashTest.Run();
        for (int crash = 0; crash < CRASHES; crash++) {
            long call = 1 + (long) Math.exp(random.nextDouble() * Math.log(500));
            boolean tear = random.nextBoolean();
            boolean cut = random.nextBoolean();
            if (cut) {
                disk.powerCutAt(call, tear);
            } else {
                disk.failAt(call, tear);
            }
            work(disk, sync, run, random);
            disk.heal();
            String when = (cut ? "cut at " : "failed at ") + call + " tear or always=" + tear;
            loop.count(cut ? "power-cuts" : "failed-calls", 1);
            loop.count(cut ? "torn" : "failing-for-ever", tear ? 1 : 0);
            loop.count("acknowledged-checked", run.durable);
            for (SimulatedIo.Survival survival : SimulatedIo.Survival.values()) {
                CrashTest.verify(disk.after(survival, random), sync, run, when + " " + survival);
                loop.count("recoveries", 2);
            }
            SimulatedIo.Survival[] survivals = SimulatedIo.Survival.values();
            disk = disk.after(survivals[random.nextInt(survivals.length)], random);
        }
    }

    private static void work(SimulatedIo disk, Durability sync, CrashTest.Run run, Random random) {
        LogTrajectoryStore store;
        try {
            store = Stores.open(disk, sync);
        } catch (StoreException e) {
            return;
        }
        boolean refused = false;
        try {
            began(store, run);
            for (int i = random.nextInt(60); i >= 0; i--) {
                step(store, run, random);
            }
        } catch (StoreException e) {
            refused = true;
            disk.suspend(true);
            readsGoOn(store, sync, run);
            disk.suspend(false);
        }
        try {
            store.close();
            run.durable = refused ? run.durable : Model.last(run.model);
        } catch (StoreException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    /** What recovery found is seen from here on, so it may not be lost any more. */
    private static void began(LogTrajectoryStore store, CrashTest.Run run) {
        long last = Model.lastSequence(store);
        assertThat(last).isGreaterThanOrEqualTo(run.durable);
        run.model.appended.removeIf(event -> event.sequence() > last);
        run.durable = last;
    }

    /** Where accepted is visible, a store that has failed answers with all it accepted. */
    private static void readsGoOn(LogTrajectoryStore store, Durability sync, CrashTest.Run run) {
        if (store.health().state() == Health.State.FAILED && sync != Durability.ALWAYS) {
            run.model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    private static void step(LogTrajectoryStore store, CrashTest.Run run, Random random) {
        String namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
        String id = "object-" + random.nextInt(4);
        String key = "document-" + random.nextInt(3);
        switch (random.nextInt(24)) {
            case 0 -> run.model.erase(store, namespace, id);
            case 1 -> run.model.delete(store, namespace, id, Stores.time(random));
            case 2 -> store.compact();
            case 3, 4 -> flush(store);
            case 5, 6, 7 -> batch(store, run.model, namespace, random);
            case 8, 9, 10 -> {
                store.sync();
                run.durable = Model.last(run.model);
            }
            case 11, 12 ->
                run.model.putDocument(store, key, new byte[random.nextInt(random.nextInt(20) == 0 ? 80_000 : 300)]);
            case 13 -> run.model.removeDocument(store, key);
            default ->
                run.model.position(
                        store, namespace, id, Stores.time(random), Stores.place(random), Stores.metadata(random));
        }
    }

    private static void batch(LogTrajectoryStore store, Model model, String namespace, Random random) {
        int size = 1 + random.nextInt(20);
        List<String> ids = new ArrayList<>();
        long[] times = new long[size];
        double @Nullable [][] places = new double[size][];
        for (int i = 0; i < size; i++) {
            ids.add("object-" + random.nextInt(4));
            times[i] = Stores.time(random);
            places[i] = random.nextInt(6) == 0 ? null : Stores.place(random);
        }
        model.batch(store, namespace, ids, times, places);
    }

    private static void flush(LogTrajectoryStore store) {
        try {
            store.flush();
        } catch (IOException e) {
            throw new StoreException("flush: " + e, e);
        }
    }
}
