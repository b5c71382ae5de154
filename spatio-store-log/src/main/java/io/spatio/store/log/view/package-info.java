/**
 * What a reader sees: head, frozen head and sealed segments of one moment, and how they are put together.
 *
 * <p>A {@link io.spatio.store.log.view.View} is immutable and taken by one volatile read; the segments in it are counted,
 * so that none is deleted under a reader. Streams of events are merged by (timestamp, sequence), and of repeated
 * positions the one appended last is kept. Read {@link io.spatio.store.log.view.View} first.
 */
@NullMarked
package io.spatio.store.log.view;

import org.jspecify.annotations.NullMarked;
