package io.spatio.spi;

import java.util.List;
import java.util.Set;

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
     * Refuses values that are out of range or contradict each other. Called before {@link #open}, and before a directory is
     * made or touched; a provider that has no say here has it in {@code open}.
     *
     * @throws io.spatio.error.ConfigurationException when values contradict each other; see {@link Options#error}
     */
    default void check(Options options) {}

    /**
     * Whether files of these names are what a store of this kind keeps, and nothing else does. By it a salvage finds the store
     * of a directory whose file {@code SPATIO} is lost; without it such a directory can only be put back from a snapshot.
     *
     * @param fileNames the names of all files and directories there but the engine's own
     */
    default boolean recognizes(Set<String> fileNames) {
        return false;
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
