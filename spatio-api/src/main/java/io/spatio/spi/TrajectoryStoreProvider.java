package io.spatio.spi;

import java.util.List;

/**
 * Opens trajectory stores of one kind. Found through {@link java.util.ServiceLoader}, bound by a Guice module, or given to
 * {@link io.spatio.SpatioBuilder#store(TrajectoryStoreProvider)}; its constructor has no side effects. Any thread.
 */
public interface TrajectoryStoreProvider {
    /**
     * The name by which it is configured, {@code [a-z][a-z0-9-]*}: {@code spatio.store.type = <name>}, options below
     * {@code spatio.store.<name>}.
     */
    String name();

    /**
     * Every option it knows. A store that forces to disk calls its policy {@code sync}, with the choices
     * {@code always}, {@code every-second} and {@code never}.
     */
    default List<Option> options() {
        return List.of();
    }

    /** Whether it keeps its events in a directory; one that does not serves databases without a path. */
    default boolean persistent() {
        return true;
    }

    /**
     * Opens or creates a store. The engine has made sure that the directory belongs to a store of this name.
     *
     * @throws io.spatio.error.StoreLockedException when the directory is open already, here or in another process; the
     *     message names the process that holds it
     * @throws io.spatio.error.StoreCorruptException when stored bytes are damaged, unless salvaging
     * @throws io.spatio.error.ConfigurationException when values contradict each other; see {@link Options#error}
     * @throws io.spatio.error.StoreException when it cannot be opened otherwise
     */
    TrajectoryStore open(Options options, StoreContext context);
}
