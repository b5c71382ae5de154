package io.spatio.store.log.recovery;

import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.view.OpenSegment;
import io.spatio.store.log.wal.WalHeader;
import java.util.List;

/**
 * What recovery found.
 *
 * @param manifest what the files say now
 * @param next the header of the next log file
 * @param segments the sealed history, open
 * @param documents the documents
 * @param report what is worth telling
 */
public record Recovered(
        Manifest manifest, WalHeader next, List<OpenSegment> segments, DocumentsFound documents, List<String> report) {
    /** Copies the lists. */
    public Recovered {
        segments = List.copyOf(segments);
        report = List.copyOf(report);
    }

    /** The last sequence number, on stable storage. */
    public long lastSequence() {
        return next.firstSequence() - 1;
    }
}
