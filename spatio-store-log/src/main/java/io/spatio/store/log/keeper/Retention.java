package io.spatio.store.log.keeper;

import io.spatio.store.log.view.OpenSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Which segments are too old or too much. A segment goes as a whole; the newest stays; current positions stand in the
 * last-position table and stay too. Any thread.
 *
 * @param cutoffMicros segments wholly before this time go
 * @param maxBytes the most bytes of segments, oldest going first
 */
record Retention(LongSupplier cutoffMicros, long maxBytes) {
    List<OpenSegment> dropped(List<OpenSegment> segments) {
        long bytes = 0;
        for (OpenSegment segment : segments) {
            bytes += segment.summary().fileBytes();
        }
        long cutoff = cutoffMicros.getAsLong();
        List<OpenSegment> dropped = new ArrayList<>();
        for (OpenSegment segment : segments.subList(0, Math.max(0, segments.size() - 1))) {
            if (bytes > maxBytes || segment.summary().maxTimestampMicros() < cutoff) {
                dropped.add(segment);
                bytes -= segment.summary().fileBytes();
            }
        }
        return dropped;
    }
}
