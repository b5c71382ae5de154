/**
 * Work on files behind the readers' and writers' backs: sealing the head, tables, merging, retention, erasing, copies.
 *
 * <p>{@link io.spatio.store.log.keeper.Catalog} holds the present view and the manifest and changes both in one order:
 * manifest on disk first, then what readers see, then files that no longer count. Flushes and merges each have a lock of
 * their own, so neither waits for the other's I/O. Read {@link io.spatio.store.log.keeper.Catalog} first, then
 * {@link io.spatio.store.log.keeper.Flusher} and {@link io.spatio.store.log.keeper.Compactor}.
 */
@NullMarked
package io.spatio.store.log.keeper;

import org.jspecify.annotations.NullMarked;
