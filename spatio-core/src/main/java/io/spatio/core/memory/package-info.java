/**
 * The trajectory store without a disk: history in memory, bounded, oldest first, never a current position.
 *
 * <p>It serves databases without a path and is registered as {@code memory}. It promises no durability: closing ends it.
 * A {@code Series} holds one object's events; the store keeps the one append order over all of them and evicts by it. Read
 * {@link io.spatio.core.memory.MemoryTrajectoryStoreProvider} first, then {@code MemoryTrajectoryStore}.
 */
@NullMarked
package io.spatio.core.memory;

import org.jspecify.annotations.NullMarked;
