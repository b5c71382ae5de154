package io.spatio.spi;

import java.util.List;

/**
 * Makes spatial indexes of one kind. Found through {@link java.util.ServiceLoader}, bound by a Guice module, or given to
 * {@link io.spatio.SpatioBuilder#index(SpatialIndexProvider)}; its constructor has no side effects. Any thread.
 */
public interface SpatialIndexProvider {
    /**
     * The name by which it is configured, {@code [a-z][a-z0-9-]*}: {@code spatio.index.type = <name>}, options below
     * {@code spatio.index.<name>}.
     */
    String name();

    /** Every option it knows, with type, default and meaning; unknown keys are refused by this list. */
    default List<Option> options() {
        return List.of();
    }

    /**
     * Makes an empty index for one namespace. An opening also calls it to check the options, and closes what it gets.
     *
     * @param options values of {@link #options}, defaults included
     * @throws io.spatio.error.ConfigurationException when values contradict each other; see {@link Options#error}
     */
    SpatialIndex create(Options options, IndexContext context);
}
