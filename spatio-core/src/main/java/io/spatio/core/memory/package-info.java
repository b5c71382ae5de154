/**
 * The trajectory store without a disk: history in memory, bounded, oldest first, never a current position.
 *
 * <p>It serves databases without a path and is registered as {@code memory}. It promises no durability: closing ends it. A
 * {@code MemoryTrajectoryStore} gives sequences and holds the one lock. Below it an {@code ObjectLedger} knows names and
 * numbers, and a {@code MemoryHistory} knows numbers and events: a {@code HistoryRing} of all events in append order, each
 * object's spine through it, and a {@code SideList} of what came equal or late. A {@code MemoryCursor} walks over objects; a
 * {@code TrackReader} reads one of them, block by block. Read {@link io.spatio.core.memory.MemoryTrajectoryStoreProvider}
 * first, then {@code MemoryHistory}.
 */
@NullMarked
package io.spatio.core.memory;

import org.jspecify.annotations.NullMarked;
