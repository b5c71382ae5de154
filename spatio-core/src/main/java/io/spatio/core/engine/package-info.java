/**
 * The engine: one row per object, an id map to find it, a spatial index to search it, a trajectory store behind it.
 *
 * <p>A write locks its object's row, appends to the store, waits as the durability policy asks, then moves index and row
 * together. A read takes no lock: rows carry sequence locks. The store's append is the only thing namespaces share. The
 * engine names no index and no store. Read {@link io.spatio.core.engine.EmbeddedSpatio}, then {@code HotState}.
 */
@NullMarked
package io.spatio.core.engine;

import org.jspecify.annotations.NullMarked;
