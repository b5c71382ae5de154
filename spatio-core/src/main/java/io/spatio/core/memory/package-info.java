/**
 * The trajectory store without a disk: history in memory, bounded, oldest first, never a current position.
 *
 * <p>It serves databases without a path and is registered as {@code memory}. It promises no durability: closing ends it.
 * A {@code HistoryRing} holds all events in their one append order, each chained to its object's previous one; an
 * {@code ObjectLedger} knows where each object's chain begins and which of its events is the greatest. Read
 * {@link io.spatio.core.memory.MemoryTrajectoryStoreProvider} first, then {@code MemoryHistory}.
 */
@NullMarked
package io.spatio.core.memory;

import org.jspecify.annotations.NullMarked;
