/**
 * Tells those who follow changes what the writes of the engine did: once, in sequence order, and only what is visible.
 *
 * <p>{@link io.spatio.core.changes.WriterSlot} is what a write knows of this, {@link io.spatio.core.changes.ChangeFeed} merges what the
 * slots hold up to the watermark, {@link io.spatio.core.changes.Subscription} is a user's cursor. The engine uses this package and
 * is known to it only as a {@link io.spatio.core.changes.FeedHost}. Read {@code ChangeFeed} first.
 */
@NullMarked
package io.spatio.core.changes;

import org.jspecify.annotations.NullMarked;
