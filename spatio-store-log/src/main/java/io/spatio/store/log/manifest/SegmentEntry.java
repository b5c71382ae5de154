package io.spatio.store.log.manifest;

import io.spatio.store.log.segment.SegmentSummary;

/**
 * A sealed segment that counts.
 *
 * @param file its name
 * @param bytes its length
 * @param footerCrc its footer's checksum, by which it is told from another
 * @param minSequence the least sequence number of its range
 * @param maxSequence the greatest
 * @param minTimestampMicros the least timestamp in it
 * @param maxTimestampMicros the greatest
 */
public record SegmentEntry(
        String file,
        long bytes,
        int footerCrc,
        long minSequence,
        long maxSequence,
        long minTimestampMicros,
        long maxTimestampMicros) {
    /** The entry of a file. */
    public static SegmentEntry of(String file, SegmentSummary summary) {
        return new SegmentEntry(
                file,
                summary.fileBytes(),
                summary.footerCrc(),
                summary.header().minSequence(),
                summary.header().maxSequence(),
                summary.minTimestampMicros(),
                summary.maxTimestampMicros());
    }

    /** Whether a file is the one that this entry is about. */
    public boolean isAbout(SegmentSummary summary) {
        return equals(of(file, summary));
    }
}
