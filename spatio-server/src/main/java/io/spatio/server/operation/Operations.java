package io.spatio.server.operation;

import io.spatio.Spatio;
import java.util.Collection;
import java.util.Map;

/** Every operation on one database, by the name of its method. Immutable; any thread. */
public final class Operations {
    private final Map<String, Operation> byName;

    /** The operations on a database, with bounds of one answer. */
    public Operations(Spatio database, Limits limits) {
        Registry registry = new Registry();
        new Writes(database).addTo(registry);
        new Lookups(database, limits).addTo(registry);
        new Positions(database, limits).addTo(registry);
        new Histories(database, limits).addTo(registry);
        new Measures(database).addTo(registry);
        new Administration(database, limits).addTo(registry);
        byName = registry.all();
    }

    /** All of them. */
    public Collection<Operation> all() {
        return byName.values();
    }

    /**
     * The operation of a method.
     *
     * @throws IllegalArgumentException where there is none
     */
    public Operation of(String name) {
        Operation operation = byName.get(name);
        if (operation == null) {
            throw new IllegalArgumentException("there is no operation " + name);
        }
        return operation;
    }
}
