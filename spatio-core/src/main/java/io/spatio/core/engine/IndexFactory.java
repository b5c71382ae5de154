package io.spatio.core.engine;

import io.spatio.spi.SpatialIndex;

/** Makes the spatial index of a namespace, as configured for it. */
public interface IndexFactory {
    /** The provider's name for a namespace. */
    String typeFor(String namespace);

    /** A new, empty index for a namespace. */
    SpatialIndex create(String namespace);
}
