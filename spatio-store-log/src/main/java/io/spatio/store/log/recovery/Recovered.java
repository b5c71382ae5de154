package io.spatio.store.log.recovery;

import io.spatio.store.log.manifest.Manifest;
import java.util.List;

/**
 * What recovery found.
 *
 * @param manifest what the files say now
 * @param lastSequence the last sequence number, on stable storage
 * @param nextWal the number of the next log file
 * @param report what is worth telling
 */
public record Recovered(Manifest manifest, long lastSequence, long nextWal, List<String> report) {
    /** Copies the list. */
    public Recovered {
        report = List.copyOf(report);
    }
}
