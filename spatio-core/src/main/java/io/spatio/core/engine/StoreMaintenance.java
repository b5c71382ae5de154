package io.spatio.core.engine;

import static java.util.Objects.requireNonNull;

import io.spatio.Maintenance;
import io.spatio.error.StoreException;
import io.spatio.spi.Compactable;
import io.spatio.spi.Snapshotable;
import io.spatio.spi.Verifiable;
import java.nio.file.Path;

/** Maintenance by the powers that the store has. */
final class StoreMaintenance implements Maintenance {
    private final Engine engine;
    private final NamespaceRegistry registry;
    private final SnapshotTarget snapshots;

    StoreMaintenance(Engine engine, NamespaceRegistry registry, SnapshotTarget snapshots) {
        this.engine = engine;
        this.registry = registry;
        this.snapshots = snapshots;
    }

    private <P> P power(Class<P> power, String verb) {
        if (power.isInstance(engine.store)) {
            return power.cast(engine.store);
        }
        throw new StoreException("store \"" + engine.store.stats().type() + "\" cannot " + verb
                + ": it keeps nothing on disk that could be, or leaves it to others");
    }

    @Override
    public void compact() {
        engine.requireWritable();
        Lifecycle.Caller caller = engine.lifecycle.enter();
        try {
            registry.forgetExpired();
            power(Compactable.class, "compact").compact();
        } finally {
            engine.lifecycle.exit(caller);
        }
    }

    @Override
    public Verification verify() {
        Lifecycle.Caller caller = engine.lifecycle.enter();
        try {
            return power(Verifiable.class, "verify").verify();
        } finally {
            engine.lifecycle.exit(caller);
        }
    }

    @Override
    public void snapshot(Path directory) {
        requireNonNull(directory, "directory");
        Lifecycle.Caller caller = engine.lifecycle.enter();
        try {
            snapshots.write(directory, power(Snapshotable.class, "snapshot")::snapshot);
        } finally {
            engine.lifecycle.exit(caller);
        }
    }
}
