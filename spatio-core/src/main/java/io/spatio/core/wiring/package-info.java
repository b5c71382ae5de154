/**
 * Joins settings, providers and engine, with Guice, in the one package that knows it.
 *
 * <p>{@link io.spatio.core.wiring.SpatioModule} is installed in a user's Guice application to inject {@link io.spatio.Spatio};
 * {@link io.spatio.core.wiring.WiredSpatioProvider} serves {@link io.spatio.Spatio#open} through
 * {@link java.util.ServiceLoader} with the same module. Read {@link io.spatio.core.wiring.SpatioModule} first.
 */
@NullMarked
package io.spatio.core.wiring;

import org.jspecify.annotations.NullMarked;
