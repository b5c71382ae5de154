package io.spatio.store.log.keeper;

import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.wal.CommitLog;
import io.spatio.store.log.wal.FrameReader;
import io.spatio.store.log.wal.WalFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;

/** The log files that are closed, and how much there is of all. One thread at a time changes them. */
public final class LogFiles {
    private final Io io;
    private final Path directory;
    /** What was there when it was counted last, less what the log had written by then in this run. */
    private volatile Size before;

    /** Counts the files before a log is begun. */
    public LogFiles(Io io, Path directory) throws IOException {
        this.io = io;
        this.directory = directory;
        this.before = count();
    }

    /** How much there is. */
    public record Size(long files, long bytes) {}

    /** Without touching the disk. */
    public Size size(CommitLog log) {
        Size counted = before;
        return new Size(counted.files + log.begunFiles(), counted.bytes + log.writtenBytes());
    }

    private Size count() throws IOException {
        SortedMap<Long, Path> files = WalFiles.list(io, directory);
        long bytes = 0;
        for (Path path : files.values()) {
            try (Io.ReadableFile file = io.open(path)) {
                bytes += file.size();
            }
        }
        return new Size(files.size(), bytes);
    }

    private void recount(CommitLog log) throws IOException {
        long begun = log.begunFiles();
        long written = log.writtenBytes();
        Size counted = count();
        before = new Size(counted.files - begun, counted.bytes - written);
    }

    /** Deletes what segments and table cover, once the manifest does without it. */
    void deleteCovered(Catalog catalog, CommitLog log) throws IOException {
        Manifest manifest = catalog.manifest();
        long covered =
                Math.min(manifest.state().flushedSequence(), manifest.state().tableSequence());
        long first = manifest.wals().first();
        // A later one may be there already, with no header yet.
        SortedMap<Long, Path> files = WalFiles.list(io, directory).headMap(log.openFile() + 1);
        for (long number : files.tailMap(first).keySet()) {
            if (files.containsKey(number + 1) && lastSequenceBefore(number + 1) <= covered) {
                first = number + 1;
            }
        }
        if (first != manifest.wals().first()) {
            Manifest.Wals kept = new Manifest.Wals(first, manifest.wals().last());
            catalog.publish(present -> present.withWals(kept), view -> view);
        }
        SortedMap<Long, Path> obsolete = files.headMap(first); // with those of which a deletion failed before
        if (obsolete.isEmpty()) {
            return;
        }
        for (Path file : obsolete.values()) {
            io.delete(file);
        }
        recount(log);
    }

    /** The last sequence number in the files before one. */
    private long lastSequenceBefore(long number) throws IOException {
        try (FrameReader reader = FrameReader.open(io, directory.resolve(WalFiles.name(number)))) {
            return reader.header().firstSequence() - 1;
        }
    }
}
