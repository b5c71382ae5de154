/**
 * The write-ahead log: its bytes, the one thread that writes them, and the readers that judge them after a crash.
 *
 * <p>Events are appended to a buffer under one short lock; a writer thread swaps buffers, writes frames, forces them as
 * the policy says, and publishes the sequence number up to which all is durable. A file is written in one run of the
 * store and never appended to in a later one. docs/format/wal.md has the bytes. Read
 * {@link io.spatio.store.log.wal.CommitLog} first, then {@code CommitQueue}, {@code LogWriter} and
 * {@link io.spatio.store.log.wal.WalFormat}.
 */
@NullMarked
package io.spatio.store.log.wal;

import org.jspecify.annotations.NullMarked;
