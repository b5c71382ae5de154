package io.spatio.core.engine;

import io.spatio.Identifiers;
import io.spatio.Stats;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The namespaces that were written to, by name. Any thread. */
final class NamespaceRegistry {
    private final ConcurrentHashMap<String, NamespaceParts> namespaces = new ConcurrentHashMap<>();
    private final Engine engine;
    private final IndexFactory indexes;

    NamespaceRegistry(Engine engine, IndexFactory indexes) {
        this.engine = engine;
        this.indexes = indexes;
    }

    @Nullable
    NamespaceParts find(String name) {
        return namespaces.get(name);
    }

    NamespaceParts findOrCreate(String name) {
        return namespaces.computeIfAbsent(
                name,
                absent -> NamespaceParts.of(
                        engine, new HotState(absent, indexes.typeFor(absent), indexes.create(absent))));
    }

    Collection<NamespaceParts> all() {
        return namespaces.values();
    }

    /** The names of those with a current position, in code-point order. */
    List<String> inUse() {
        List<String> names = new ArrayList<>();
        namespaces.forEach((name, parts) -> {
            if (parts.hot().count() > 0) {
                names.add(name);
            }
        });
        names.sort(Identifiers.ORDER);
        return names;
    }

    /** Statistics of those with a current position, by name. */
    List<Stats.OfNamespace> stats() {
        List<Stats.OfNamespace> all = new ArrayList<>();
        for (String name : inUse()) {
            NamespaceParts parts = namespaces.get(name);
            if (parts != null) {
                HotState hot = parts.hot();
                all.add(new Stats.OfNamespace(name, hot.count(), hot.indexType, hot.index.stats()));
            }
        }
        return all;
    }

    void close() {
        for (NamespaceParts parts : all()) {
            parts.hot().index.close();
        }
    }
}
