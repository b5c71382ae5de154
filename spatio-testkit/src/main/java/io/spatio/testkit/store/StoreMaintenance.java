package io.spatio.testkit.store;

import io.spatio.spi.Snapshotable;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import io.spatio.testkit.harness.Spec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Work on a store's files while it is written to. */
public abstract class StoreMaintenance {
    private static final Duration RETENTION = Duration.ofDays(20);

    private final StoreSource source;

    /** Tests the stores of a source. */
    protected StoreMaintenance(StoreSource source) {
        this.source = source;
    }

    @Test
    @Spec(
            "compacts, verifies, syncs, scans, recovers and copies itself beside writers that append, delete, erase and make"
                    + " objects again; each copy is one moment and may be written on")
    void besideWriters() {
        List<Map<String, String>> settings = source.settings();
        Budget budget = source.budget().dividedBy(2 * settings.size());
        source.each(store -> new MaintenanceRun(store, budget, Seeds.of(source.name())).run());
    }

    @Test
    @Spec("does the same while rows fall out of its retention")
    void besideWritersWithRetention() {
        Assumptions.assumeTrue(!source.retention(RETENTION).isEmpty(), "the store has no retention of rows");
        Budget budget = source.budget().dividedBy(4);
        source.retaining(RETENTION, store -> new MaintenanceRun(store, budget, Seeds.of(source.name())).run());
    }

    @Test
    @Spec("makes a copy that holds what it held, of a store that is empty, or all of whose objects are erased")
    void emptyCopies() {
        source.quickPersistent(store -> {
            Assumptions.assumeTrue(store.store() instanceof Snapshotable, "the store is not Snapshotable");
            store.checkSnapshot();
            for (int i = 0; i < 50; i++) {
                store.append(new ModelledStore.Key("fleet", "truck-" + i), i, 1, 1, i, new byte[0]);
            }
            store.eraseNamespace("fleet");
            store.checkSnapshot();
            store.reopen();
            store.checkSnapshot();
            Path copy = io.spatio.testkit.harness.TemporaryDirectories.create(source.directory());
            ((Snapshotable) store.store()).snapshot(copy);
            store.append(new ModelledStore.Key("fleet", "truck-1"), 1, 1, 1, 1, new byte[0]);
            store.erase(new ModelledStore.Key("fleet", "truck-1"));
            try (ModelledStore copied = store.copyIn(copy, new ModelledStore.Held(Map.of(), new ModelDocuments()), 0)) {
                copied.checkAll();
                copied.writeOn();
            }
            store.checkAll();
        });
    }
}
