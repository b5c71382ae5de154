package io.spatio.store.log.keeper;

import io.spatio.error.StoreException;
import io.spatio.store.log.head.PendingErases;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.table.DocumentFile;
import io.spatio.store.log.table.EraseFile;
import io.spatio.store.log.table.LastTable;
import io.spatio.store.log.view.Lease;
import io.spatio.store.log.view.OpenSegment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Copies one moment of a store into an empty directory: its files are linked, and its manifest comes last. One thread. */
final class Snapshot {
    private final Io io;
    private final Path directory;
    private final Path target;

    Snapshot(Io io, Path directory, Path target) {
        this.io = io;
        this.directory = directory;
        this.target = target;
    }

    /** Files of a snapshot that broke off are no obstacle. */
    void requireEmpty() throws IOException {
        io.createDirectories(target);
        List<Path> present = new ArrayList<>(io.list(target));
        present.removeIf(path -> !path.getFileName()
                .toString()
                .matches("(seg-.*\\.sps|last-.*\\.tbl|erased-.*\\.ers|documents-.*\\.doc|MANIFEST)"));
        if (!present.isEmpty()) {
            throw new StoreException("a snapshot needs an empty directory: " + target + " holds " + present);
        }
    }

    /** Links the table and the documents, which the next ones would replace; gives the lease back where that fails. */
    void table(Catalog.Cut cut) throws IOException {
        boolean done = false;
        try {
            long sequence = cut.manifest().state().tableSequence();
            if (sequence > 0) {
                io.link(directory.resolve(LastTable.name(sequence)), target.resolve(LastTable.name(sequence)));
            }
            long documents = cut.manifest().documents().sequence();
            if (documents > 0) {
                io.link(directory.resolve(DocumentFile.name(documents)), target.resolve(DocumentFile.name(documents)));
            }
            done = true;
        } finally {
            if (!done) {
                cut.lease().close();
            }
        }
    }

    /** Links the segments, gives the lease back, and writes the rest. */
    void rest(Catalog.Cut cut, PendingErases erased) throws IOException {
        try (Lease lease = cut.lease()) {
            for (OpenSegment segment : lease.view().segments()) {
                Path file = segment.reader().path();
                io.link(file, target.resolve(file.getFileName()));
            }
        }
        Manifest manifest = cut.manifest();
        long sequence = manifest.state().flushedSequence();
        long generation = 0;
        if (sequence > 0) {
            generation = 1;
            EraseFile.write(io, target, manifest.store(), generation, erased);
        }
        io.forceDirectory(target);
        Manifest.Erased own = manifest.incarnations().erased();
        new ManifestFile(io, target)
                .write(manifest.withWals(new Manifest.Wals(1, 0))
                        .withState(new Manifest.State(true, sequence, sequence, sequence))
                        .withIncarnations(manifest.incarnations()
                                .withErased(new Manifest.Erased(
                                        generation,
                                        erased.entries(),
                                        erased.objects(),
                                        own.sinceMicros(),
                                        own.logged()))));
    }
}
