package io.spatio.store.log;

import io.spatio.store.log.io.Io;
import io.spatio.store.log.recovery.Erases;
import io.spatio.store.log.wal.CommitLog;
import io.spatio.store.log.wal.FrameReader;
import io.spatio.store.log.wal.WalFiles;
import io.spatio.store.log.wal.WalRewriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;

/** The log files that are closed, and those counted with them. One thread at a time changes them. */
final class LogFiles {
    private final Io io;
    private final Path directory;
    private final Erases erases;

    /** What was there when it was counted last, less what the log had written by then in this run. */
    private volatile Size before;

    /** Counts the files before a log is begun. */
    LogFiles(Io io, Path directory, Erases erases) throws IOException {
        this.io = io;
        this.directory = directory;
        this.erases = erases;
        this.before = count();
    }

    /** How much there is. */
    record Size(long files, long bytes) {}

    /** Without touching the disk. */
    Size size(CommitLog log) {
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

    /**
     * Writes every closed file anew without what is erased. Oldest first: an erase record goes only when all that it
     * covers is gone, so a crash between two files brings nothing back.
     */
    void removeErased(CommitLog log) throws IOException {
        if (erases.isEmpty()) {
            return;
        }
        long current = log.roll();
        Erases.Snapshot snapshot = erases.snapshot();
        log.sync(); // an erase must not be carried out before it is durable itself
        SortedMap<Long, Path> files = WalFiles.list(io, directory);
        WalRewriter rewriter = new WalRewriter(io, directory);
        for (Path path : files.headMap(current).values()) {
            long next = 1 + Long.parseLong(path.getFileName().toString().replaceAll("\\D", ""));
            rewriter.rewrite(path, lastSequenceBefore(directory.resolve(WalFiles.name(next))), snapshot, false);
        }
        erases.carriedOut(snapshot);
        long begun = log.begunFiles();
        long written = log.writtenBytes();
        Size counted = count();
        before = new Size(counted.files - begun, counted.bytes - written);
    }

    private long lastSequenceBefore(Path successor) throws IOException {
        try (FrameReader reader = FrameReader.open(io, successor)) {
            return reader.header().firstSequence() - 1;
        }
    }
}
