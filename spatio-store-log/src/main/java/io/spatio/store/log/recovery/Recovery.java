package io.spatio.store.log.recovery;

import io.spatio.Timestamps;
import io.spatio.error.StoreCorruptException;
import io.spatio.spi.StoreContext;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.SegmentEntry;
import io.spatio.store.log.table.DocumentFile;
import io.spatio.store.log.table.LastTable;
import io.spatio.store.log.view.OpenSegment;
import io.spatio.store.log.wal.WalFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * Brings a directory back to a state that is on stable storage and in memory.
 *
 * <p>First the manifest ({@link ManifestSearch}), then what is sealed ({@link Sealed}, {@link Mending}), the greatest
 * event of every object ({@link LastEvents}), and last the log files ({@link LogFilesReplay}, with the rule that tells a
 * torn tail from corruption). One thread; run once.
 */
public final class Recovery {
    private final Io io;
    private final Path directory;
    private final Findings findings;
    private final ManifestSearch search;
    private final Sealed sealed;
    private final ObjectTable objects;
    private final Head head;
    private final ErasesSearch erases;
    private final LastEvents lastEvents;
    private final NameHashes hashes = new NameHashes();
    private final DocumentsFound documents = new DocumentsFound();
    private Manifest manifest = Manifest.create();

    /** A recovery into memory that is empty. */
    public Recovery(Io io, StoreContext context, ObjectTable objects, Head head) {
        this.io = io;
        this.directory = context.directory();
        this.findings = new Findings(
                context.salvage(),
                context.acceptUnerased(),
                context.readOnly(),
                new Quarantine(io, directory, context.readOnly()));
        this.sealed = new Sealed(io, directory, findings);
        this.erases = new ErasesSearch(io, directory, objects, findings);
        this.search = new ManifestSearch(io, directory, sealed, erases, findings);
        this.objects = objects;
        this.head = head;
        this.lastEvents = new LastEvents(
                objects, hashes, Timestamps.toMicrosSaturated(context.clock().instant()));
    }

    /**
     * Recovers.
     *
     * @throws StoreCorruptException when forced bytes are damaged, unless salvaging
     */
    public Recovered run() throws IOException {
        search.removeUnfinished();
        SortedMap<Long, Path> files = WalFiles.list(io, directory);
        manifest = search.read(files);
        sealed.deleteUncounted(manifest);
        manifest = erases.read(manifest);
        manifest = DocumentsSearch.read(io, directory, manifest, documents, findings);
        objects.given(manifest.incarnations().next() - 1);
        List<OpenSegment> segments = sealed.open(manifest);
        if (findings.isSalvage()) {
            segments = new Mending(io, directory, findings).mended(segments);
        }
        segments.forEach(segment -> objects.given(segment.summary().maxIncarnation()));
        manifest = manifest.withSegments(segments.stream()
                .map(segment ->
                        SegmentEntry.of(String.valueOf(segment.reader().path().getFileName()), segment.summary()))
                .toList());
        boolean done = false;
        try {
            lastEvents(segments);
            LogFilesReplay logs = replay(files);
            manifest = logs.manifest();
            if (logs.areRecordsLost()) {
                lastEventsOf(segments);
            }
            if (logs.areRecordsLost() || logs.lacksDocuments()) {
                documents.tellInDoubt(findings);
            }
            if (findings.isSalvage()) {
                writeDocuments(logs.next().firstSequence() - 1);
            }
            if (!objects.erases().isEmpty()) {
                objects.erases().waits(manifest.incarnations().erased().sinceMicros());
            }
            done = true;
            return new Recovered(manifest, logs.next(), segments, documents, findings.report());
        } finally {
            if (!done) {
                segments.forEach(segment -> segment.reader().close());
            }
        }
    }

    private void lastEvents(List<OpenSegment> segments) throws IOException {
        try {
            lastEvents.readTable(io, directory, manifest);
        } catch (StoreCorruptException e) {
            Path damaged = directory.resolve(LastTable.name(manifest.state().tableSequence()));
            boolean there = io.exists(damaged);
            if (there || !findings.isRebuilt()) {
                findings.refuseUnlessSalvaging(e);
            } else { // nobody knows whether there ever was one
                findings.tell("no table of greatest events covers what is sealed: it is made from the segments");
            }
            if (there) {
                findings.tell(damaged.getFileName() + " put aside in " + findings.putAside(damaged, 0));
            }
            lastEventsOf(segments);
        }
    }

    /** Takes the greatest events from the segments, where the table, or log records that it lacks, are lost. */
    private void lastEventsOf(List<OpenSegment> segments) throws IOException {
        lastEvents.readSegments(segments, findings);
        Manifest.State state = manifest.state();
        lastEvents.writeTable(io, directory, manifest.store(), state.flushedSequence());
        manifest = manifest.withState(new Manifest.State(
                        state.closedClean(), state.forcedSequence(), state.flushedSequence(), state.flushedSequence()))
                .withIncarnations(new Manifest.Incarnations(
                        objects.nextIncarnation(), true, manifest.incarnations().erased()));
    }

    /** A salvage may have made a table that covers log files, which are needed for their documents as long as no file holds those. */
    private void writeDocuments(long sequence) throws IOException {
        if (documents.changedSequence() > manifest.documents().sequence()) {
            DocumentFile.write(io, directory, manifest.store(), sequence, documents.all());
            manifest = manifest.withDocuments(
                    new Manifest.Documents(sequence, documents.all().size()));
        }
    }

    /** Replays the log files that count, and deletes those before. */
    private LogFilesReplay replay(SortedMap<Long, Path> all) throws IOException {
        for (Path obsolete : List.copyOf(all.headMap(manifest.wals().first()).values())) {
            io.delete(obsolete);
        }
        Replay.Target target = new Replay.Target(objects, hashes, head, documents);
        Replay replay = new Replay(target, findings.isSalvage(), manifest);
        LogFilesFound found = new LogFilesFound(io, manifest, all, findings);
        LogFilesReplay logs = new LogFilesReplay(io, directory, manifest, found, replay, findings);
        logs.run();
        return logs;
    }
}
