package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.wal.FrameReader;
import io.spatio.store.log.wal.WalHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/** Finds out which store a directory is and which files belong to it. One thread; used once. */
final class ManifestSearch {
    private final Io io;
    private final Path directory;
    private final ManifestFile manifestFile;
    private final Sealed sealed;
    private final ErasesSearch erases;
    private final Findings findings;

    ManifestSearch(Io io, Path directory, Sealed sealed, ErasesSearch erases, Findings findings) {
        this.io = io;
        this.directory = directory;
        this.manifestFile = new ManifestFile(io, directory);
        this.sealed = sealed;
        this.erases = erases;
        this.findings = findings;
    }

    /** Deletes files whose writing broke off. */
    void removeUnfinished() throws IOException {
        for (Path file : io.list(directory)) {
            String name = file.getFileName().toString();
            if (name.equals(Manifest.FILE + ".tmp")
                    || name.matches(
                            "(wal-[0-9]+\\.log|seg-[0-9-]+\\.sps|last-[0-9]+\\.tbl|erased-[0-9]+\\.ers|documents-[0-9]+\\.doc)\\.tmp")) {
                io.delete(file);
            }
        }
    }

    /**
     * Reads the manifest, creates that of a new store, or when salvaging rebuilds a lost one from the files there are. A
     * directory is a new store's only where it holds no file of one: a copy gets its manifest last and has no log files, so
     * one that was cut off holds sealed files alone.
     */
    Manifest read(SortedMap<Long, Path> files) throws IOException {
        try {
            Optional<Manifest> read = manifestFile.read();
            if (read.isPresent()) {
                return read.get();
            }
            int present = files.size() + sealed.files().size();
            if (present == 0) {
                Manifest created = Manifest.create();
                manifestFile.write(created);
                return created;
            }
            throw new StoreCorruptException(Manifest.FILE + " is missing in " + directory + ", which holds " + present
                    + " other files of a store: it was lost, or this is a copy that was cut off; copy again, restore a"
                    + " backup, or open with salvage to read what is there");
        } catch (StoreCorruptException e) {
            if (!findings.isSalvage()) {
                throw e;
            }
            Path damaged = directory.resolve(Manifest.FILE);
            findings.tell(
                    Findings.said(e) + (io.exists(damaged) ? ", put aside in " + findings.putAside(damaged, 0) : "")
                            + "; it is rebuilt from the other files");
            Manifest created = Manifest.create();
            Optional<WalHeader> first = first(files);
            Manifest lost = created.withStore(first.map(WalHeader::store).orElse(created.store()))
                    .withWals(new Manifest.Wals(files.isEmpty() ? 1 : files.firstKey(), 0))
                    .withDocuments(DocumentsSearch.find(io, directory));
            return erases.find(
                    sealed.rebuild(
                            lost,
                            files.isEmpty()
                                    ? Long.MAX_VALUE
                                    : first.map(WalHeader::firstSequence).orElse(1L)),
                    first.map(WalHeader::firstSequence).orElse(0L));
        }
    }

    /** The first header that is readable. */
    private Optional<WalHeader> first(SortedMap<Long, Path> files) throws IOException {
        for (Path file : files.values()) {
            try (FrameReader reader = FrameReader.open(io, file)) {
                return Optional.of(reader.header());
            } catch (StoreCorruptException e) {
                findings.tell(e);
            }
        }
        return Optional.empty();
    }
}
