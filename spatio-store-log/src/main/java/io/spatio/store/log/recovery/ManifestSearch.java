package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.wal.FrameReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/** Finds out which store a directory is and which files belong to it. One thread; used once. */
final class ManifestSearch {
    private final Io io;
    private final Path directory;
    private final ManifestFile manifestFile;
    private final Sealed sealed;
    private final Findings findings;

    ManifestSearch(Io io, Path directory, Sealed sealed, Findings findings) {
        this.io = io;
        this.directory = directory;
        this.manifestFile = new ManifestFile(io, directory);
        this.sealed = sealed;
        this.findings = findings;
    }

    /** Deletes files whose writing broke off. */
    void removeUnfinished() throws IOException {
        for (Path file : io.list(directory)) {
            String name = file.getFileName().toString();
            if (name.equals(Manifest.FILE + ".tmp")
                    || name.matches("(wal-[0-9]+\\.log|seg-[0-9-]+\\.sps|last-[0-9]+\\.tbl)\\.tmp")) {
                io.delete(file);
            }
        }
    }

    /** Reads the manifest, creates that of a new store, or when salvaging rebuilds a lost one from the files there are. */
    Manifest read(SortedMap<Long, Path> files) throws IOException {
        try {
            Optional<Manifest> read = manifestFile.read();
            if (read.isPresent()) {
                return read.get();
            }
            if (files.isEmpty()) {
                Manifest created = Manifest.create();
                manifestFile.write(created);
                return created;
            }
            throw new StoreCorruptException(Manifest.FILE + " is missing in " + directory + ", but there are "
                    + files.size() + " log files; open with salvage to rebuild it");
        } catch (StoreCorruptException e) {
            if (!findings.isSalvage()) {
                throw e;
            }
            Path damaged = directory.resolve(Manifest.FILE);
            findings.tell(e.getMessage() + (io.exists(damaged) ? ", put aside in " + findings.putAside(damaged, 0) : "")
                    + "; erases that waited for a compaction are forgotten with it");
            Manifest lost = Manifest.create();
            lost = new Manifest(identity(files, lost.store()), lost.wals(), lost.state(), List.of(), List.of());
            return sealed.rebuild(lost.withWals(new Manifest.Wals(files.isEmpty() ? 1 : files.firstKey(), 0)));
        }
    }

    private UUID identity(SortedMap<Long, Path> files, UUID otherwise) throws IOException {
        for (Path file : files.values()) {
            try (FrameReader reader = FrameReader.open(io, file)) {
                return reader.header().store();
            } catch (StoreCorruptException e) {
                findings.tell(e);
            }
        }
        return otherwise;
    }
}
