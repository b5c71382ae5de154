package io.spatio.store.log.keeper;

import io.spatio.Maintenance;
import io.spatio.error.StoreException;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.table.DocumentFile;
import io.spatio.store.log.table.EraseFile;
import io.spatio.store.log.table.LastTable;
import io.spatio.store.log.wal.FrameReader;
import io.spatio.store.log.wal.WalFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Adds up what a verification reads. One thread. */
final class Verification {
    private final List<String> problems = new ArrayList<>();
    private long files;
    private long bytes;
    private long records;

    void add(Maintenance.Verification part) {
        files += part.files();
        bytes += part.bytes();
        records += part.records();
        problems.addAll(part.problems());
    }

    void manifest(ManifestFile file) throws IOException {
        files++;
        try {
            if (file.read().isEmpty()) {
                problems.add(Manifest.FILE + " is missing");
            }
        } catch (StoreException e) {
            problem(e);
        }
    }

    void table(Io io, Path directory, UUID store, long sequence) throws IOException {
        files++;
        try {
            LastTable.read(io, directory, store, sequence, (namespace, objectId, incarnation, event) -> {});
        } catch (StoreException e) {
            problem(e);
        }
    }

    void erases(Io io, Path directory, UUID store, long generation) throws IOException {
        files++;
        StoreException damage = EraseFile.read(io, directory, store, generation).damage();
        if (damage != null) {
            problem(damage);
        }
    }

    void documents(Io io, Path directory, Manifest manifest) throws IOException {
        Manifest.Documents named = manifest.documents();
        if (named.sequence() > 0) {
            DocumentFile.Content content =
                    DocumentFile.read(io, directory, manifest.store(), named.sequence(), named.count());
            files++;
            bytes += content.bytes();
            records += content.documents().size();
            problems.addAll(content.damage());
        }
    }

    /** The log files before the one that is written. */
    void logs(Io io, Path directory, long current) throws IOException {
        for (Path path : WalFiles.list(io, directory).headMap(current).values()) {
            try (FrameReader reader = FrameReader.open(io, path)) {
                files++;
                bytes += reader.sizeBytes();
                while (reader.next()) {
                    records += reader.count();
                }
                if (!reader.atEnd()) {
                    problems.add(reader.name() + ": damaged at offset=" + reader.offset() + " sequence="
                            + reader.nextSequence());
                }
            } catch (StoreException e) {
                problem(e);
            }
        }
    }

    private void problem(StoreException e) {
        problems.add(String.valueOf(e.getMessage()));
    }

    Maintenance.Verification done() {
        return new Maintenance.Verification(files, bytes, records, problems);
    }
}
