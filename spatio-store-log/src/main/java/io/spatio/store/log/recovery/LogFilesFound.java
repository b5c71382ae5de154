package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.wal.FrameReader;
import io.spatio.store.log.wal.WalHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;

/** The log files that a manifest needs and those that are there. One thread. */
final class LogFilesFound {
    /** More cannot have been lost, so the manifest is wrong. */
    private static final long MOST_MISSING_FILES = 1_000;

    private final Io io;
    private final Manifest manifest;
    private final Findings findings;
    private final SortedMap<Long, Path> files;
    private final long last;

    /**
     * Counts the files.
     *
     * @throws StoreCorruptException when more are missing than can have been lost
     */
    LogFilesFound(Io io, Manifest manifest, SortedMap<Long, Path> all, Findings findings) {
        this.io = io;
        this.manifest = manifest;
        this.findings = findings;
        Manifest.Wals wals = manifest.wals();
        files = all.tailMap(wals.first());
        last = Math.max(wals.last(), files.isEmpty() ? 0 : files.lastKey());
        long missing = last - wals.first() + 1 - files.size();
        if (wals.first() < 0 || last < wals.first() - 1 || missing < 0 || missing > MOST_MISSING_FILES) {
            throw new StoreCorruptException(Manifest.FILE + " names log files " + wals.first() + ".." + last
                    + ", of which " + files.size() + " are there; restore a backup");
        }
    }

    /** The number of the last one. */
    long last() {
        return last;
    }

    boolean isThere(long number) {
        return files.containsKey(number);
    }

    /** Whether a file is not what its name says: of another store, or another number. */
    boolean isForeign(WalHeader header, long number) {
        return !header.store().equals(manifest.store()) || header.number() != number;
    }

    /**
     * The last sequence number before the next readable file after {@code number}; where there is none, when salvaging,
     * the last one that the manifest knows of, else 0.
     */
    long before(long number) throws IOException {
        for (Map.Entry<Long, Path> later : files.tailMap(number + 1).entrySet()) {
            try (FrameReader reader = FrameReader.open(io, later.getValue())) {
                if (!isForeign(reader.header(), later.getKey())) {
                    return reader.header().firstSequence() - 1;
                }
            } catch (StoreCorruptException e) {
                findings.refuseUnlessSalvaging(e);
            }
        }
        return findings.isSalvage() ? manifest.state().forcedSequence() : 0;
    }

    /** How many erase records the log holds before the next readable file after {@code number}; else what is given. */
    int erasesBefore(long number, int otherwise) throws IOException {
        for (Map.Entry<Long, Path> later : files.tailMap(number + 1).entrySet()) {
            try (FrameReader reader = FrameReader.open(io, later.getValue())) {
                if (!isForeign(reader.header(), later.getKey())) {
                    return reader.header().erases();
                }
            } catch (StoreCorruptException e) {
                findings.refuseUnlessSalvaging(e);
            }
        }
        return otherwise;
    }
}
