/**
 * Checks what those who follow changes are told against what the writes told.
 *
 * <p>{@link io.spatio.testkit.changes.ToldChanges} gathers what every write returned and works out, by sequence, what it did;
 * {@link io.spatio.testkit.changes.Follower} polls one subscription, begins again where it honestly lost something, and keeps what a
 * simple client would know; {@link io.spatio.testkit.changes.ChangesCheck} runs many of both side by side. Read that one first.
 */
@NullMarked
package io.spatio.testkit.changes;

import org.jspecify.annotations.NullMarked;
