/**
 * The log store: every event in a write-ahead log, recovered to exactly what was promised.
 *
 * <p>An append goes to a buffer and to memory under one short lock; a writer thread brings it to disk as the policy
 * says. Opening reads the log, judges what a crash tore and what is corrupt, and rebuilds memory. docs/adr/0005-log-store.md
 * says why it is built so. Read {@link io.spatio.store.log.LogTrajectoryStoreProvider} first, then
 * {@link io.spatio.store.log.wal.CommitLog} and {@link io.spatio.store.log.recovery.Recovery}.
 */
@NullMarked
package io.spatio.store.log;

import org.jspecify.annotations.NullMarked;
