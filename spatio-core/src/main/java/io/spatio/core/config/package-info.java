/**
 * Settings: from builder calls, system properties, environment, a HOCON file and defaults to checked values with origins.
 *
 * <p>{@link io.spatio.core.config.KnownKeys} lists what may be set, built from the options that the providers on hand
 * declare; {@link io.spatio.core.config.Settings} holds what is set and where it came from. An unknown key is an error with
 * the nearest known one. Read {@link io.spatio.core.config.Settings} first.
 */
@NullMarked
package io.spatio.core.config;

import org.jspecify.annotations.NullMarked;
