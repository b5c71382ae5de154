/**
 * Sealed segments: immutable files of history, sorted by namespace, object, timestamp and sequence.
 *
 * <p>A segment is written once from front to back ({@link io.spatio.store.log.segment.SegmentWriter}), forced, renamed
 * into place by its owner and never changed after; it is read by {@link io.spatio.store.log.segment.SegmentReader}. Rows
 * stand in pages of about 512 as lossless columns; a page index says what each page is about, so that a reader decodes
 * only what it must, and every byte is under a CRC32C, so that damage is told, never answered. History that lies over
 * several segments and the head is put together from {@link io.spatio.store.log.segment.Track}s by
 * {@link io.spatio.store.log.segment.Tracks}, and whole files by
 * {@link io.spatio.store.log.segment.SegmentMerger}. Read {@link io.spatio.store.log.segment.SegmentReader} first; the
 * bytes are in docs/format/segment.md.
 */
@NullMarked
package io.spatio.store.log.segment;

import org.jspecify.annotations.NullMarked;
