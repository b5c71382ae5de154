package io.spatio.core.engine;

import static java.util.Objects.requireNonNull;

import io.spatio.Maintenance;
import io.spatio.error.StoreException;
import io.spatio.spi.Compactable;
import io.spatio.spi.Snapshotable;
import io.spatio.spi.Verifiable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Maintenance by the powers that the store has. */
final class StoreMaintenance implements Maintenance {
    private final Engine engine;
    private final NamespaceRegistry registry;
    private final Consumer<Path> snapshotMarker;

    StoreMaintenance(Engine engine, NamespaceRegistry registry, Consumer<Path> snapshotMarker) {
        this.engine = engine;
        this.registry = registry;
        this.snapshotMarker = snapshotMarker;
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
            Snapshotable store = power(Snapshotable.class, "snapshot");
            prepare(directory);
            store.snapshot(directory);
            snapshotMarker.accept(directory);
        } finally {
            engine.lifecycle.exit(caller);
        }
    }

    private static void prepare(Path directory) {
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new IllegalArgumentException(
                            "directory " + directory + " is not empty: give an empty or absent one for a snapshot");
                }
            }
        } catch (IOException e) {
            throw new StoreException("cannot prepare directory " + directory + " for a snapshot", e);
        }
    }
}
