package io.spatio.core.engine;

import static java.util.Objects.requireNonNull;

import io.spatio.Identifiers;
import io.spatio.Stats.Operation;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way into one namespace: every call of a user is counted here as long as it runs, and finds the hot state, which comes
 * into being with the first write. Any thread.
 */
final class NamespaceAccess {
    final Engine engine;
    final String name;
    private final NamespaceRegistry registry;
    private volatile @Nullable NamespaceParts parts;

    NamespaceAccess(Engine engine, NamespaceRegistry registry, String name) {
        this.engine = engine;
        this.registry = registry;
        this.name = name;
    }

    /** What works on the namespace; null where nothing was ever written. */
    @Nullable
    NamespaceParts find() {
        NamespaceParts known = parts;
        if (known == null || known.hot().isRetired()) {
            known = registry.find(name);
            parts = known;
        }
        return known;
    }

    /** The same for a write. */
    NamespaceParts findOrCreate() {
        NamespaceParts known = parts;
        if (known == null || known.hot().isRetired()) {
            known = registry.findOrCreate(name);
            parts = known;
        }
        return known;
    }

    /** Runs a question that needs no hot state, or what looks for it itself. */
    <T> T call(Supplier<T> work) {
        Lifecycle.Caller caller = engine.lifecycle.enter();
        try {
            return work.get();
        } finally {
            engine.lifecycle.exit(caller);
        }
    }

    /** A write on the hot state, which says by null that the state has retired meanwhile. */
    interface Write<T> {
        @Nullable
        T on(NamespaceParts parts);
    }

    /** Runs a write. A namespace in which it leaves nothing, or which it came to for nothing, is forgotten. */
    <T> T write(Write<T> work) {
        return call(() -> {
            try {
                while (true) {
                    T done = work.on(findOrCreate());
                    if (done != null) {
                        return done;
                    }
                }
            } finally {
                forgetIfEmpty();
            }
        });
    }

    /** Lets go of the hot state if it holds nothing. */
    void forgetIfEmpty() {
        NamespaceParts known = parts;
        if (known != null && registry.forgetIfEmpty(name, known)) {
            parts = null;
        }
    }

    /** Runs a question on the hot state; an unknown namespace is empty. */
    <T> T ask(T empty, Function<NamespaceParts, T> question) {
        return call(() -> {
            NamespaceParts known = find();
            return known == null ? empty : question.apply(known);
        });
    }

    /** The same, counted as a query. */
    <T> T query(T empty, Function<NamespaceParts, T> question) {
        engine.counts.count(Operation.QUERIES);
        return ask(empty, question);
    }

    /**
     * Copies the current position of an object, if it has one. Only a miss checks the id: what cannot be an id was never
     * stored, so a hit needs no check.
     */
    static boolean read(@Nullable NamespaceParts known, String objectId, RowState into) {
        requireNonNull(objectId, "objectId");
        boolean present = known != null && known.hot().readPresent(objectId, into);
        if (!present) {
            Identifiers.requireObjectId(objectId);
        }
        return present;
    }
}
