package io.spatio.core.engine;

import static java.util.Objects.requireNonNull;

import io.spatio.Changes;
import io.spatio.ChangesRequest;
import io.spatio.Health;
import io.spatio.Identifiers;
import io.spatio.Maintenance;
import io.spatio.Namespace;
import io.spatio.Spatio;
import io.spatio.Stats;
import io.spatio.spi.TrajectoryStore;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The embedded database: hot state in memory, rebuilt at open from a trajectory store.
 *
 * <p>Made by {@code io.spatio.core.wiring} as configured, or by hand from a store and an index factory. It owns the store
 * and closes it. Opening costs O(objects) and what the store's recovery costs.
 */
public final class EmbeddedSpatio implements Spatio {
    private final Engine engine;
    private final NamespaceRegistry registry;
    private final SnapshotTarget snapshots;
    private final ReentrantLock closing = new ReentrantLock();

    /**
     * Recovers the hot state from a store.
     *
     * @param store the open store; closed with the database, also when recovery fails
     * @param indexes makes an index per namespace
     * @param settings the engine's own settings
     * @param snapshots where copies of the database are written
     */
    public EmbeddedSpatio(
            TrajectoryStore store, IndexFactory indexes, EngineSettings settings, SnapshotTarget snapshots) {
        this.engine = new Engine(store, settings);
        this.registry = new NamespaceRegistry(engine, indexes);
        this.snapshots = snapshots;
        try {
            engine.host.over(registry);
            new Recovery(engine, registry).run();
            if (settings.feedWindowBytes() > 0 && !settings.readOnly()) {
                engine.feed.keepWindow();
            }
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    /** The same, telling the settings' metrics listener, if there is one, of every call. */
    public static Spatio open(
            TrajectoryStore store, IndexFactory indexes, EngineSettings settings, SnapshotTarget snapshots) {
        return MeasuredCalls.of(
                Spatio.class, new EmbeddedSpatio(store, indexes, settings, snapshots), settings.meter());
    }

    private void closeAfter(Throwable failure) {
        try {
            registry.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        try {
            engine.store.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private <T> T call(Supplier<T> work) {
        Lifecycle.Caller caller = engine.lifecycle.enter();
        try {
            return work.get();
        } finally {
            engine.lifecycle.exit(caller);
        }
    }

    @Override
    public Namespace namespace(String name) {
        engine.lifecycle.requireOpen();
        return new EmbeddedNamespace(engine, registry, Identifiers.requireNamespace(name));
    }

    @Override
    public List<String> namespaces() {
        return call(() -> List.copyOf(registry.inUse()));
    }

    @Override
    public long sync() {
        return call(engine.store::sync);
    }

    @Override
    public Health health() {
        return call(engine::health);
    }

    @Override
    public Stats stats() {
        return call(() -> Stats.of(engine.counts.toStats(), registry.stats(), engine.store.stats())
                .withChanges(engine.feed.stats()));
    }

    @Override
    public Changes changes(ChangesRequest request) {
        requireNonNull(request, "request");
        return call(() -> engine.feed.follow(request, engine.scratch().changes));
    }

    @Override
    public Maintenance maintenance() {
        engine.lifecycle.requireOpen();
        return new StoreMaintenance(engine, registry, snapshots);
    }

    @Override
    public void close() {
        engine.lifecycle.requireNotInside();
        engine.feed.close(); // so that no poll that waits inside a call is waited for
        closing.lock(); // a second closer returns only when the first is done
        try {
            if (engine.lifecycle.close()) {
                closeParts();
            }
        } finally {
            closing.unlock();
        }
    }

    private void closeParts() {
        try {
            engine.cursors.closeAll();
        } finally {
            try {
                engine.store.close();
            } finally {
                registry.close();
            }
        }
    }
}
