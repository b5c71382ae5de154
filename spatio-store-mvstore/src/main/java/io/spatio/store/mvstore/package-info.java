/**
 * A trajectory store in one H2 MVStore file: a second implementation of the store contract beside the log, independent
 * and simple, also used as its oracle.
 *
 * <p>Appends get their sequence number in {@code AppendQueue} and are applied, in that order, to the map {@code tail} and
 * {@code Tail} by the one thread of {@code Committer}, which alone writes, commits and forces; between commits its
 * {@code Mover} moves them into packed {@code Block}s by object and time, which {@code History} reads together with the tail.
 * Reads run on threads of {@code Reads}, which no caller can interrupt, because an interrupt
 * closes an MVStore's file for everybody. H2 checksums no page content, so keys and values carry their own CRC32C; the
 * bytes stand in docs/format/mvstore.md. Read {@link io.spatio.store.mvstore.MvTrajectoryStore} first, then
 * {@code Committer}.
 */
@NullMarked
package io.spatio.store.mvstore;

import org.jspecify.annotations.NullMarked;
