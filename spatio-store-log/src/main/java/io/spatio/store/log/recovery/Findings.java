package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong in a directory: refused, or when salvaging told, with the damaged bytes put aside. One thread. */
final class Findings {
    private final boolean salvage;
    private final boolean readOnly;
    private final Quarantine quarantine;
    private final List<String> report = new ArrayList<>();

    Findings(boolean salvage, boolean readOnly, Quarantine quarantine) {
        this.salvage = salvage;
        this.readOnly = readOnly;
        this.quarantine = quarantine;
    }

    boolean isSalvage() {
        return salvage;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    /** Goes on only when salvaging. */
    void refuseUnlessSalvaging(StoreCorruptException damage) {
        if (!salvage) {
            throw damage;
        }
        tell(damage);
    }

    void tell(StoreCorruptException damage) {
        tell(String.valueOf(damage.getMessage()));
    }

    void tell(String finding) {
        report.add(finding);
    }

    /** Copies a file from an offset on to quarantine, and returns where to, as it is told. */
    String putAside(Path file, long offset) throws IOException {
        return quarantine.copy(file, offset);
    }

    /** All that was told. */
    List<String> report() {
        return List.copyOf(report);
    }
}
