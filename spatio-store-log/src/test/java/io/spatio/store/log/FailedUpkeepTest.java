package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.error.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random work on a store whose flushes, merges and compactions fail at random calls and are tried again, until the power
 * goes: a failed one never ends writing, and what it left half done harms neither the next one nor the next opening.
 */
final class FailedUpkeepTest {
    private static final List<String> NAMESPACES = List.of("a", "b");

    @ParameterizedTest
    @EnumSource(Durability.class)
    void neverEndsWritingNorHarmsTheNextOpening(Durability sync) {
        try (Loop loop = Loop.begin("FailedUpkeepTest " + sync, 0.5)) {
            while (loop.goesOn()) {
                run(sync, loop.random(), loop::count);
            }
        }
    }

    /** The same for some rounds. */
    static void runs(int rounds) {
        Random random = new Random(7);
        for (int i = 0; i < rounds; i++) {
            run(Durability.NEVER, random, (what, number) -> {});
        }
    }

    private static void run(Durability sync, Random random, BiConsumer<String, Long> counts) {
        SimulatedIo disk = new SimulatedIo();
        AilingDisk ailing = new AilingDisk(disk, new Random(random.nextLong()));
        CrashTest.Run run = new CrashTest.Run();
        try (LogTrajectoryStore store = Stores.open(ailing, sync)) {
            ailing.ailing = true;
            for (int i = 20 + random.nextInt(60); i >= 0; i--) {
                step(store, run, random);
                assertThat(store.health().state()).isNotEqualTo(Health.State.FAILED);
            }
            store.sync();
            run.durable = Model.last(run.model);
            run.model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            assertThat(ailing.replaced()).as("replaced though in doubt").isEmpty();
            disk.powerCutAt(disk.calls() + 1 + random.nextInt(60), random.nextBoolean());
            for (int i = 0; i < 30 && !disk.isOff(); i++) {
                step(store, run, random);
            }
            ailing.ailing = false;
        } catch (StoreException e) {
            assertThat(disk.isOff()).as(() -> "the store failed: " + e).isTrue();
        }
        for (SimulatedIo.Survival survival : SimulatedIo.Survival.values()) {
            CrashTest.verify(disk.after(survival, random), sync, run, "upkeep failed, then cut, " + survival);
            counts.accept("recoveries", 2L);
        }
        counts.accept("failed-calls", ailing.failed);
    }

    private static void step(LogTrajectoryStore store, CrashTest.Run run, Random random) {
        String namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
        String id = "object-" + random.nextInt(4);
        switch (random.nextInt(16)) {
            case 0 -> run.model.erase(store, namespace, id);
            case 1 -> run.model.delete(store, namespace, id, Stores.time(random));
            case 2 -> upkeep(store, store::compact);
            case 3, 4, 5 -> upkeep(store, store::flush);
            case 6 -> upkeep(store, store::keep);
            case 7 -> {
                store.sync();
                run.durable = Model.last(run.model);
            }
            default ->
                run.model.position(
                        store, namespace, id, Stores.time(random), Stores.place(random), Stores.metadata(random));
        }
    }

    /** Upkeep that a caller asks for. */
    private interface Upkeep {
        void run() throws IOException;
    }

    private static void upkeep(LogTrajectoryStore store, Upkeep upkeep) {
        try {
            upkeep.run();
        } catch (IOException | StoreException e) {
            if (store.health().state() == Health.State.FAILED) {
                throw new StoreException("failed with " + e, e);
            }
        }
    }
}
