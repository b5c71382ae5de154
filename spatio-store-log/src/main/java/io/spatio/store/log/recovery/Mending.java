package io.spatio.store.log.recovery;

import io.spatio.Maintenance;
import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.keeper.SegmentFiles;
import io.spatio.store.log.segment.SegmentHeader;
import io.spatio.store.log.segment.SegmentMerger;
import io.spatio.store.log.segment.SegmentReader;
import io.spatio.store.log.segment.TrackSource;
import io.spatio.store.log.view.OpenSegment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rewrites segments in which something is damaged, with the rows that are readable, so that what a salvage leaves opens
 * and reads without one. The damaged file is copied to quarantine; it goes when the manifest does without it. One thread.
 */
final class Mending {
    private final SegmentFiles files;
    private final Findings findings;

    Mending(Io io, Path directory, Findings findings) {
        this.files = new SegmentFiles(io, directory);
        this.findings = findings;
    }

    /** The segments with damaged ones replaced, or left out where nothing in them is readable. O(bytes). */
    List<OpenSegment> mended(List<OpenSegment> segments) throws IOException {
        List<OpenSegment> mended = new ArrayList<>();
        for (OpenSegment segment : segments) {
            Maintenance.Verification found = segment.reader().verify();
            if (found.problems().isEmpty()) {
                mended.add(segment);
            } else {
                found.problems().forEach(problem -> findings.tell(Findings.withoutAdvice(problem)));
                mend(segment).ifPresent(mended::add);
            }
        }
        return mended;
    }

    private Optional<OpenSegment> mend(OpenSegment segment) throws IOException {
        SegmentReader reader = segment.reader();
        long rows = segment.summary().rows();
        String kept = findings.putAside(reader.path(), 0);
        SegmentHeader old = segment.summary().header();
        SegmentHeader header =
                new SegmentHeader(old.storeId(), old.level() + 1, old.minSequence(), segment.maxSequence());
        Optional<OpenSegment> mended = Optional.empty();
        try (TrackSource readable = reader.walk(damage -> {})) {
            mended = files.write(header, writer -> SegmentMerger.copy(readable, writer));
        } catch (StoreCorruptException e) {
            findings.tell(e); // its names are lost, and with them all its rows
        }
        reader.close();
        long left = mended.map(written -> written.summary().rows()).orElse(0L);
        findings.tell(reader.path().getFileName() + ": " + (rows - left) + " of " + rows + " rows are lost, times "
                + segment.summary().minTimestampMicros() + ".."
                + segment.summary().maxTimestampMicros()
                + " µs since 1970 are incomplete without them; put aside in " + kept);
        return mended;
    }
}
