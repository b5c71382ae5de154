/**
 * The embedded engine of Spatio: hot state, configuration and wiring.
 *
 * <p>{@link io.spatio.core.engine} holds the engine, with plain constructors; {@link io.spatio.core.memory} the trajectory
 * store without a disk; {@link io.spatio.core.config} turns files, environment and builder calls into checked settings;
 * {@link io.spatio.core.wiring} alone knows Guice and joins them. Read {@link io.spatio.core.engine.EmbeddedSpatio} first.
 */
@NullMarked
package io.spatio.core;

import org.jspecify.annotations.NullMarked;
