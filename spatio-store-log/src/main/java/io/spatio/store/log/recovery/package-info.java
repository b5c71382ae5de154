/**
 * Opening a store: what its files say, whether damage is a torn tail or corruption, and what is told about it.
 *
 * <p>Recovery yields a prefix of the append order, never a hole, or refuses. What it cuts or puts aside is kept in
 * {@code quarantine/} and reported. Read {@link io.spatio.store.log.recovery.Recovery} first, then
 * {@code LogFilesReplay}.
 */
@NullMarked
package io.spatio.store.log.recovery;

import org.jspecify.annotations.NullMarked;
