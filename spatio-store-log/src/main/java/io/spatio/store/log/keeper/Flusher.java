package io.spatio.store.log.keeper;

import io.spatio.spi.StoredDocument;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.PendingErases;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.SegmentEntry;
import io.spatio.store.log.segment.SegmentHeader;
import io.spatio.store.log.table.DocumentFile;
import io.spatio.store.log.table.EraseFile;
import io.spatio.store.log.table.LastTable;
import io.spatio.store.log.view.OpenSegment;
import io.spatio.store.log.wal.CommitLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Seals the head: freeze, force the log up to there, write the segment, name it in the manifest, show it to readers, and
 * only then delete log files. Now and then it writes the last-position table and the pending erases; a log file goes when
 * a segment and they cover it. Everything written shows the moment of the freeze, whatever is erased meanwhile. One thread
 * at a time.
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
    /** The pending erases that the manifest names, where this has written them. */
    private @Nullable PendingErases namedErases;

    /** Files that the manifest does without and that may be there: of before, or of a try that broke off. */
    private final Set<String> obsolete = new LinkedHashSet<>();

    /** Whether a segment was published whose table or whose log's deletion is still to come. */
    private volatile boolean behind;

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

    /**
     * Seals what is in the head, or was left frozen by a flush that broke off.
     *
     * @param withTable whether to write the table whether or not it is due, so that no log is left but what comes after
     */
    void flush(boolean withTable) throws IOException {
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
        // Now, because another freeze may come as soon as this one is published.
        Moment moment = new Moment(catalog.frozenErases(), catalog.documents().cut());
        long last = catalog.frozenSequence();
        log.awaitFile(catalog.nextFile());
        long first = catalog.manifest().state().flushedSequence() + 1;
        Optional<OpenSegment> segment = Optional.empty();
        catalog.settle();
        HeadRows rows = new HeadRows(frozen, order.objects(), last);
        if (last >= first) {
            segment = files.write(new SegmentHeader(catalog.manifest().store(), 0, first, last), rows);
        }
        rows.noteLast();
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
        boolean owed = behind;
        behind = true;
        try {
            if (withTable || owed || isTableDue()) {
                writeTable(moment);
            }
        } finally {
            catalog.written();
        }
        logFiles.deleteCovered(catalog, log);
        behind = false;
    }

    /** Whether the last flush broke off after its segment counted, so that another one has to end its work. Any thread. */
    boolean isBehind() {
        return behind;
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

    /**
     * What goes with the table of a frozen head.
     *
     * @param erases how many erase records the log holds up to there, modulo 2^32
     */
    private record Moment(int erases, SealedDocuments.Cut documents) {}

    /** Writes the table, the documents and the pending erases of what is flushed, and removes those before. */
    private void writeTable(Moment moment) throws IOException {
        catalog.settle();
        Manifest before = catalog.manifest();
        long sequence = before.state().flushedSequence();
        if (sequence == 0) {
            return;
        }
        PendingErases pending = objects.erases().asOf(sequence);
        long replaced = before.state().tableSequence();
        boolean forgotten = false;
        // Under the name of the table that counts no other one is written: what it forgets the manifest would not know.
        if (replaced != sequence) {
            obsolete.add(LastTable.name(sequence)); // until the manifest names it
            LastTable.Written written = writeTable(before, sequence);
            forgotten = written.forgotten() > 0;
            tableEveryBytes = Math.max(TABLE_EVERY_BYTES_MIN, Math.min(written.bytes(), TABLE_EVERY_BYTES_MAX));
        }
        Manifest.Documents documents = writeDocuments(before, sequence, moment.documents);
        Manifest.Erased erased = erased(before, pending, moment.erases);
        publishTable(sequence, forgotten, erased, documents);
        obsolete.remove(LastTable.name(sequence));
        documentsPublished(before.documents(), documents, moment.documents);
        if (replaced != sequence) {
            obsolete.add(LastTable.name(replaced));
        }
        published(before, pending);
        bytesAtTable = log.writtenBytes();
        nanosAtTable = System.nanoTime();
    }

    /** Writes the documents where one has changed since the file that counts, and returns what the manifest is to say. */
    private Manifest.Documents writeDocuments(Manifest before, long sequence, SealedDocuments.Cut cut)
            throws IOException {
        List<StoredDocument> documents = cut.documents();
        if (documents == null || cut.changedSequence() <= before.documents().sequence()) {
            return before.documents();
        }
        obsolete.add(DocumentFile.name(sequence)); // until the manifest names it
        DocumentFile.write(io, directory, before.store(), sequence, documents);
        return new Manifest.Documents(sequence, documents.size());
    }

    private void documentsPublished(Manifest.Documents before, Manifest.Documents named, SealedDocuments.Cut cut) {
        obsolete.remove(DocumentFile.name(named.sequence()));
        if (before.sequence() > 0 && before.sequence() != named.sequence()) {
            obsolete.add(DocumentFile.name(before.sequence()));
        }
        catalog.documents().written(cut);
    }

    private LastTable.Written writeTable(Manifest before, long sequence) throws IOException {
        int limit = objects.limit();
        int[] next = {0};
        return LastTable.write(
                io, directory, before.store(), sequence, horizonMicros.getAsLong(), () -> nextObject(next, limit));
    }

    private void publishTable(long sequence, boolean forgotten, Manifest.Erased erased, Manifest.Documents documents)
            throws IOException {
        catalog.publish(
                manifest -> manifest.withState(new Manifest.State(
                                false,
                                manifest.state().forcedSequence(),
                                manifest.state().flushedSequence(),
                                sequence))
                        .withIncarnations(new Manifest.Incarnations(
                                manifest.incarnations().next(),
                                manifest.incarnations().someForgotten() || forgotten,
                                erased))
                        .withDocuments(documents),
                view -> view);
    }

    /** Writes the erases that still wait up to the table, where some were carried out. */
    void writeErases() throws IOException {
        catalog.settle();
        Manifest before = catalog.manifest();
        PendingErases pending = objects.erases().asOf(before.state().tableSequence());
        Manifest.Erased erased =
                erased(before, pending, before.incarnations().erased().logged());
        catalog.publish(
                manifest -> manifest.withIncarnations(manifest.incarnations().withErased(erased)), view -> view);
        published(before, pending);
    }

    /** Writes erases where they are not those of the file that counts, and returns what the manifest is to say. */
    private Manifest.Erased erased(Manifest before, PendingErases pending, int logged) throws IOException {
        Manifest.Erased present = before.incarnations().erased();
        boolean same = present.generation() > 0
                && (namedErases == null ? pending.isEmpty() && present.entries() == 0 : pending.equals(namedErases));
        if (same) {
            return new Manifest.Erased(
                    present.generation(), present.entries(), present.objects(), present.sinceMicros(), logged);
        }
        long generation = present.generation() + 1;
        obsolete.add(EraseFile.name(generation)); // until the manifest names it
        EraseFile.write(io, directory, before.store(), generation, pending);
        return new Manifest.Erased(generation, pending.entries(), pending.objects(), present.sinceMicros(), logged);
    }

    /** Notes what the manifest names now, and deletes what it does without; what stays then goes the next time. */
    private void published(Manifest before, PendingErases pending) throws IOException {
        namedErases = pending;
        long replaced = before.incarnations().erased().generation();
        long named = catalog.manifest().incarnations().erased().generation();
        obsolete.remove(EraseFile.name(named));
        if (replaced != named) {
            obsolete.add(EraseFile.name(replaced));
        }
        for (String name : List.copyOf(obsolete)) {
            if (io.exists(directory.resolve(name))) {
                io.delete(directory.resolve(name));
            }
            obsolete.remove(name);
        }
    }

    private @Nullable StoredObject nextObject(int[] next, int limit) {
        while (next[0] < limit) {
            StoredObject object = objects.inSlot(next[0]++);
            if (object != null) {
                return object;
            }
        }
        return null;
    }
}
