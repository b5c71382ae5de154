package io.spatio.spi;

import io.spatio.Spatio;

/** Opens databases; found through {@link java.util.ServiceLoader} by {@link io.spatio.SpatioBuilder}. */
public interface SpatioProvider {
    /** Opens the database that a builder asks for. */
    Spatio open(OpenRequest request);
}
