package io.spatio.store.log.keeper;

import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.SegmentEntry;
import io.spatio.store.log.segment.SegmentHeader;
import io.spatio.store.log.table.LastTable;
import io.spatio.store.log.view.OpenSegment;
import io.spatio.store.log.wal.CommitLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Seals the head: freeze, force the log up to there, write the segment, name it in the manifest, show it to readers, and
 * only then delete log files. Now and then it writes the last-position table; a log file goes when both a segment and the
 * table cover it. One thread at a time.
 */
final class Flusher {
    /**
     * A table is due when as much was logged since the last one as that one had bytes, within these bounds: writing tables
     * then costs no more than the log, and an opening after a kill replays no more than it reads of the table.
     */
    private static final long TABLE_EVERY_BYTES_MIN = 64L << 20;

    private static final long TABLE_EVERY_BYTES_MAX = 256L << 20;
    private static final long TABLE_EVERY_NANOS = 600_000_000_000L;

    private final Io io;
    private final Path directory;
    private final CommitLog log;
    private final Catalog catalog;
    private final ObjectTable objects;
    private final ObjectOrder order;
    private final SegmentFiles files;
    private final LogFiles logFiles;
    private final LongSupplier horizonMicros;
    private long tableEveryBytes = TABLE_EVERY_BYTES_MIN;
    private long bytesAtTable;
    private long nanosAtTable = System.nanoTime();

    Flusher(
            Io io,
            Path directory,
            CommitLog log,
            Catalog catalog,
            ObjectTable objects,
            LogFiles logFiles,
            LongSupplier horizonMicros) {
        this.io = io;
        this.directory = directory;
        this.log = log;
        this.catalog = catalog;
        this.objects = objects;
        this.order = new ObjectOrder(objects);
        this.files = new SegmentFiles(io, directory);
        this.logFiles = logFiles;
        this.horizonMicros = horizonMicros;
    }

    /** Seals what is in the head, or was left frozen by a flush that broke off. */
    void flush() throws IOException {
        log.lock();
        try {
            catalog.freeze();
        } finally {
            log.unlock();
        }
        Head frozen = catalog.view().frozen();
        if (frozen == null) {
            throw new IllegalStateException("nothing is frozen");
        }
        long last = catalog.frozenSequence();
        log.roll();
        long first = catalog.manifest().state().flushedSequence() + 1;
        Optional<OpenSegment> segment = Optional.empty();
        catalog.settle();
        HeadRows rows = new HeadRows(frozen, order.objects(), last);
        if (last >= first) {
            segment = files.write(new SegmentHeader(catalog.manifest().store(), 0, first, last), rows);
        }
        rows.noteLast();
        catalog.forceErases();
        boolean published = false;
        try {
            publish(segment.orElse(null), Math.max(last, first - 1));
            published = true;
        } finally {
            if (!published) {
                segment.ifPresent(unread -> unread.retire(() -> {}));
            }
        }
        log.signalRoom();
        if (isTableDue()) {
            writeTable();
        }
        logFiles.deleteCovered(catalog, log);
    }

    private void publish(@Nullable OpenSegment segment, long flushed) throws IOException {
        catalog.publish(
                manifest -> {
                    List<SegmentEntry> entries = new ArrayList<>(manifest.segments());
                    if (segment != null) {
                        entries.add(SegmentEntry.of(
                                String.valueOf(segment.reader().path().getFileName()), segment.summary()));
                    }
                    Manifest.State state = manifest.state();
                    return manifest.withSegments(entries)
                            .withState(
                                    new Manifest.State(false, state.forcedSequence(), flushed, state.tableSequence()));
                },
                view -> {
                    List<OpenSegment> segments = new ArrayList<>(view.segments());
                    if (segment != null) {
                        segments.add(segment);
                    }
                    return view.with(null, segments);
                });
    }

    private boolean isTableDue() {
        return log.writtenBytes() - bytesAtTable >= tableEveryBytes
                || System.nanoTime() - nanosAtTable >= TABLE_EVERY_NANOS;
    }

    /** Writes the table of what is flushed, and removes the one before. */
    void writeTable() throws IOException {
        Manifest before = catalog.manifest();
        long sequence = before.state().flushedSequence();
        int limit = objects.limit();
        int[] next = {0};
        long bytes = LastTable.write(
                io, directory, before.store(), sequence, horizonMicros.getAsLong(), () -> nextObject(next, limit));
        catalog.forceErases();
        catalog.publish(
                manifest -> manifest.withState(new Manifest.State(
                        false,
                        manifest.state().forcedSequence(),
                        manifest.state().flushedSequence(),
                        sequence)),
                view -> view);
        long replaced = before.state().tableSequence();
        if (replaced != sequence && io.exists(directory.resolve(LastTable.name(replaced)))) {
            io.delete(directory.resolve(LastTable.name(replaced)));
        }
        tableEveryBytes = Math.max(TABLE_EVERY_BYTES_MIN, Math.min(bytes, TABLE_EVERY_BYTES_MAX));
        bytesAtTable = log.writtenBytes();
        nanosAtTable = System.nanoTime();
    }

    private @Nullable StoredObject nextObject(int[] next, int limit) {
        while (next[0] < limit) {
            StoredObject object = objects.get(next[0]++);
            if (object != null) {
                return object;
            }
        }
        return null;
    }
}
