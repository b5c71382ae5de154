/**
 * The events in memory: one series of primitive rows per object, in the order in which they were appended.
 *
 * <p>One thread at a time appends, under the log's lock; any number read without a lock, each a prefix of the append
 * order that it chose. Order by time and the collapse of repeats are made by the reader, and only where an object's
 * events came out of order or twice. Read {@link io.spatio.store.log.head.Series} first, then
 * {@link io.spatio.store.log.head.ObjectTable}.
 */
@NullMarked
package io.spatio.store.log.head;

import org.jspecify.annotations.NullMarked;
