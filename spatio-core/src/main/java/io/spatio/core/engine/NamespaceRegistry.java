package io.spatio.core.engine;

import io.spatio.Identifiers;
import io.spatio.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The namespaces that hold objects, deleted ones included, by name. Any thread. */
final class NamespaceRegistry {
    private final ConcurrentHashMap<String, NamespaceParts> namespaces = new ConcurrentHashMap<>();
    private final Engine engine;
    private final IndexFactory indexes;
    private final RetiredIndexes retired = new RetiredIndexes();

    NamespaceRegistry(Engine engine, IndexFactory indexes) {
        this.engine = engine;
        this.indexes = indexes;
    }

    @Nullable
    NamespaceParts find(String name) {
        NamespaceParts known = namespaces.get(name);
        return known == null || known.hot().isRetired() ? null : known;
    }

    NamespaceParts findOrCreate(String name) {
        while (true) {
            NamespaceParts known = namespaces.computeIfAbsent(name, this::create);
            if (!known.hot().isRetired()) {
                return known;
            }
            forget(name, known);
        }
    }

    private NamespaceParts create(String name) {
        return NamespaceParts.of(
                engine, new HotState(name, indexes.typeFor(name), indexes.create(name), engine.settings.meter()));
    }

    /** Forgets a namespace without objects, deleted ones included; says whether it did, or somebody before. */
    boolean forgetIfEmpty(String name, NamespaceParts parts) {
        boolean retired = parts.hot().retireIfEmpty();
        if (retired) {
            forget(name, parts);
        }
        return retired;
    }

    private void forget(String name, NamespaceParts parts) {
        if (namespaces.remove(name, parts)) {
            retired.add(parts.hot().index);
        }
    }

    /** How many namespaces take up memory. */
    int size() {
        return namespaces.size();
    }

    /** Frees the rows of objects that are forgotten, and namespaces that hold no other. O(n). */
    void forgetExpired() {
        namespaces.forEach((name, parts) -> {
            parts.writer().forgetExpired();
            forgetIfEmpty(name, parts);
        });
    }

    /** The hot states of one namespace, or, with null, of all. */
    List<HotState> states(@Nullable String name) {
        List<HotState> states = new ArrayList<>();
        if (name == null) {
            namespaces.values().forEach(parts -> states.add(parts.hot()));
        } else {
            NamespaceParts parts = find(name);
            if (parts != null) {
                states.add(parts.hot());
            }
        }
        return states;
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
                all.add(Stats.OfNamespace.of(name, hot.count(), hot.indexType, hot.index.stats()));
            }
        }
        return all;
    }

    /** Lets go of everything, to make room. */
    void clear() {
        namespaces.values().forEach(parts -> retired.add(parts.hot().index));
        namespaces.clear();
    }

    void close() {
        for (NamespaceParts parts : namespaces.values()) {
            parts.hot().index.close();
        }
        retired.closeAll();
    }
}
