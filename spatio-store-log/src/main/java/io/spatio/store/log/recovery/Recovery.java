package io.spatio.store.log.recovery;

import io.spatio.Timestamps;
import io.spatio.error.StoreCorruptException;
import io.spatio.spi.StoreContext;
import io.spatio.store.log.head.Erases;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.EraseEntry;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.manifest.SegmentEntry;
import io.spatio.store.log.table.LastTable;
import io.spatio.store.log.view.OpenSegment;
import io.spatio.store.log.wal.FrameReader;
import io.spatio.store.log.wal.Salts;
import io.spatio.store.log.wal.WalFiles;
import io.spatio.store.log.wal.WalHeader;
import io.spatio.store.log.wal.WalRewriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/**
 * Brings a directory back to a state that is on stable storage and in memory.
 *
 * <p>The witness rule. A crash may tear what was not forced yet, in any order of its pages, so a damaged frame with
 * sequence number s is a torn tail unless something readable states that s was forced: a later frame, a later file (one
 * is begun only when all before is forced), or the manifest. Then everything from s on is cut, kept in quarantine and
 * reported; otherwise forced bytes are damaged, and opening is refused, or goes on with what is readable when salvaging.
 *
 * <p>The last file is then written anew: the page cache may show bytes that a failed force never brought to disk, and
 * nobody may build on those. One thread; run once.
 */
public final class Recovery {
    /** More cannot have been lost, so the manifest is wrong. */
    private static final long MOST_MISSING_FILES = 1_000;

    private final Io io;
    private final Path directory;
    private final boolean salvage;
    private final ManifestFile manifestFile;
    private final Quarantine quarantine;
    private final WalRewriter rewriter;
    private final Sealed sealed;
    private final ObjectTable objects;
    private final Head head;
    private final Erases erases;
    private final LastEvents lastEvents;
    private final NameHashes hashes = new NameHashes();
    private final List<String> report = new ArrayList<>();
    private Replay replay;
    private Manifest manifest = Manifest.create();
    private long nextSequence = 1;
    private boolean recordsLost;

    /** A recovery into memory that is empty. */
    public Recovery(Io io, StoreContext context, ObjectTable objects, Head head, Erases erases) {
        this.io = io;
        this.directory = context.directory();
        this.salvage = context.salvage();
        this.objects = objects;
        this.head = head;
        this.erases = erases;
        this.manifestFile = new ManifestFile(io, directory);
        this.quarantine = new Quarantine(io, directory);
        this.rewriter = new WalRewriter(io, directory);
        this.sealed = new Sealed(io, directory, salvage, quarantine, report);
        this.lastEvents = new LastEvents(
                objects,
                hashes,
                erases,
                Timestamps.toMicrosSaturated(context.clock().instant()));
        this.replay = new Replay(objects, hashes, head, erases, salvage, 0, 0);
    }

    /**
     * Recovers.
     *
     * @throws StoreCorruptException when forced bytes are damaged, unless salvaging
     */
    public Recovered run() throws IOException {
        removeUnfinished();
        SortedMap<Long, Path> files = WalFiles.list(io, directory);
        manifest = readManifest(files);
        sealed.deleteUncounted(manifest);
        for (EraseEntry erase : manifest.erases()) {
            erases.add(erase.namespace(), erase.objectId(), erase.sequence());
            erases.waits(erase.sinceMicros());
        }
        List<OpenSegment> segments = sealed.open(manifest);
        if (salvage) {
            segments = new Mending(io, directory, quarantine, report).mended(segments);
        }
        manifest = manifest.withSegments(segments.stream()
                .map(segment ->
                        SegmentEntry.of(String.valueOf(segment.reader().path().getFileName()), segment.summary()))
                .toList());
        boolean done = false;
        try {
            lastEvents(segments);
            long nextWal = logs(files);
            if (recordsLost) {
                lastEventsOf(segments);
            }
            done = true;
            return new Recovered(manifest, nextSequence - 1, nextWal, segments, report);
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
            refuseUnlessSalvaging(e);
            Path damaged = directory.resolve(LastTable.name(manifest.state().tableSequence()));
            if (io.exists(damaged)) {
                report.add(damaged.getFileName() + " put aside in " + quarantine.copy(damaged, 0));
            }
            lastEventsOf(segments);
        }
    }

    /** Takes the greatest events from the segments, where the table, or log records that it lacks, are lost. */
    private void lastEventsOf(List<OpenSegment> segments) throws IOException {
        lastEvents.readSegments(segments, report);
        Manifest.State state = manifest.state();
        lastEvents.writeTable(io, directory, manifest.store(), state.flushedSequence());
        manifest = manifest.withState(new Manifest.State(
                state.closedClean(), state.forcedSequence(), state.flushedSequence(), state.flushedSequence()));
    }

    /** Replays the log files and returns the number of the next one. */
    private long logs(SortedMap<Long, Path> all) throws IOException {
        Manifest.Wals wals = manifest.wals();
        for (Path obsolete : List.copyOf(all.headMap(wals.first()).values())) {
            io.delete(obsolete);
        }
        Manifest.State state = manifest.state();
        replay = new Replay(objects, hashes, head, erases, salvage, state.tableSequence(), state.flushedSequence());
        nextSequence = state.flushedSequence() + 1;
        SortedMap<Long, Path> files = all.tailMap(wals.first());
        long last = Math.max(wals.last(), files.isEmpty() ? 0 : files.lastKey());
        long missing = last - wals.first() + 1 - files.size();
        if (wals.first() < 0 || last < wals.first() - 1 || missing < 0 || missing > MOST_MISSING_FILES) {
            throw new StoreCorruptException(Manifest.FILE + " names log files " + wals.first() + ".." + last
                    + ", of which " + files.size() + " are there; restore a backup");
        }
        for (long number = wals.first(); number <= last; number++) {
            file(number, files, number == last);
        }
        replay.finish();
        checkEnd();
        if (replay.unattributed() > 0) {
            report.add(replay.unattributed() + " records dropped: the names of their objects were lost with damage");
        }
        return Math.max(last + 1, wals.first());
    }

    private void removeUnfinished() throws IOException {
        for (Path file : io.list(directory)) {
            String name = file.getFileName().toString();
            if (name.equals(Manifest.FILE + ".tmp")
                    || name.matches("(wal-[0-9]+\\.log|seg-[0-9-]+\\.sps|last-[0-9]+\\.tbl)\\.tmp")) {
                io.delete(file);
            }
        }
    }

    private Manifest readManifest(SortedMap<Long, Path> files) throws IOException {
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
            if (!salvage) {
                throw e;
            }
            Path damaged = directory.resolve(Manifest.FILE);
            report.add(e.getMessage() + (io.exists(damaged) ? ", put aside in " + quarantine.copy(damaged, 0) : "")
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
                report.add(e.getMessage());
            }
        }
        return otherwise;
    }

    private void file(long number, SortedMap<Long, Path> files, boolean last) throws IOException {
        Path path = directory.resolve(WalFiles.name(number));
        if (!files.containsKey(number)) {
            refuseUnlessSalvaging(new StoreCorruptException(WalFiles.name(number) + " is missing in " + directory
                    + ": what was appended from sequence " + nextSequence + " on is incomplete"));
            blank(path, number, files);
            return;
        }
        FrameReader reader;
        try {
            reader = FrameReader.open(io, path);
        } catch (StoreCorruptException e) {
            unreadable(path, number, files, last, e);
            return;
        }
        Damage damage;
        try (reader) {
            if (isForeign(reader.header(), number)) {
                foreign(reader, path, number, files);
                return;
            }
            damage = frames(reader, number, path, last);
        }
        damage = cutShort(damage, path, number, files);
        boolean forced = !last
                || (manifest.state().closedClean() && number <= manifest.wals().last());
        if (damage != Damage.NONE || !forced) {
            long end = damage == Damage.SALVAGED ? Math.max(nextSequence - 1, before(number, files)) : nextSequence - 1;
            rewriter.rewrite(path, end, WalRewriter.ALL, damage == Damage.SALVAGED);
            nextSequence = end + 1;
        }
        recordsLost |= damage == Damage.SALVAGED;
    }

    /** Finds that whole frames are gone from a file's end, which the next file or the manifest tell. */
    private Damage cutShort(Damage damage, Path path, long number, SortedMap<Long, Path> files) throws IOException {
        if (!salvage || damage != Damage.NONE || before(number, files) < nextSequence) {
            return damage;
        }
        report.add(path.getFileName() + ": sequences " + nextSequence + ".." + before(number, files)
                + " are lost, the file ends before them");
        return Damage.SALVAGED;
    }

    private boolean isForeign(WalHeader header, long number) {
        return !header.store().equals(manifest.store()) || header.number() != number;
    }

    private void foreign(FrameReader reader, Path path, long number, SortedMap<Long, Path> files) throws IOException {
        WalHeader header = reader.header();
        refuseUnlessSalvaging(new StoreCorruptException(reader.name() + " is file " + header.number() + " of store "
                + header.store() + ", not file " + number + " of store " + manifest.store() + ": was it copied here?"));
        report.add(path.getFileName() + " put aside in " + quarantine.copy(path, 0));
        blank(path, number, files);
    }

    /** What became of a file. */
    private enum Damage {
        NONE,
        TORN,
        SALVAGED
    }

    private void unreadable(
            Path path, long number, SortedMap<Long, Path> files, boolean last, StoreCorruptException cause)
            throws IOException {
        long size;
        try (Io.ReadableFile file = io.open(path)) {
            size = file.size();
        }
        // Frames are written only after the header was forced, so a file cut in its creation is no longer than that.
        boolean begun =
                last && size <= WalHeader.BYTES && number > manifest.wals().last();
        if (!begun) {
            refuseUnlessSalvaging(cause);
        }
        String kept = quarantine.copy(path, 0);
        report.add(path.getFileName() + ": " + size + " bytes "
                + (begun ? "of a file torn at its creation" : "with an unreadable header") + " put aside in " + kept);
        blank(path, number, files);
    }

    /** Puts an empty file where one is lost, which accounts for what its successor says came before. */
    private void blank(Path path, long number, SortedMap<Long, Path> files) throws IOException {
        long before = before(number, files);
        // The first file may begin before what is sealed already.
        boolean first = number == manifest.wals().first() && before > 0;
        long end = first ? before : Math.max(nextSequence - 1, before);
        long begin = Math.min(nextSequence, end + 1);
        if (end >= begin) {
            report.add(path.getFileName() + ": sequences " + begin + ".." + end + " are lost unless they were sealed");
        }
        rewriter.blank(path, new WalHeader(manifest.store(), number, Salts.next(), begin), end);
        nextSequence = end + 1;
        recordsLost |= salvage;
    }

    /**
     * The last sequence number before the next readable file after {@code number}; where there is none, when salvaging,
     * the last one that the manifest knows of, else 0.
     */
    private long before(long number, SortedMap<Long, Path> files) throws IOException {
        for (Map.Entry<Long, Path> later : files.tailMap(number + 1).entrySet()) {
            try (FrameReader reader = FrameReader.open(io, later.getValue())) {
                if (!isForeign(reader.header(), later.getKey())) {
                    return reader.header().firstSequence() - 1;
                }
            } catch (StoreCorruptException e) {
                refuseUnlessSalvaging(e);
            }
        }
        return salvage ? manifest.state().forcedSequence() : 0;
    }

    private Damage frames(FrameReader reader, long number, Path path, boolean last) throws IOException {
        WalHeader header = reader.header();
        boolean first = number == manifest.wals().first();
        if (first && header.firstSequence() <= neededFrom()) {
            nextSequence = header.firstSequence();
        }
        if (header.firstSequence() != nextSequence) {
            refuseUnlessSalvaging(new StoreCorruptException(reader.name() + " begins at sequence "
                    + header.firstSequence() + ", but the files before it end at " + (nextSequence - 1)));
            beginLate(header.firstSequence() - 1);
        }
        replay.beginFile();
        while (reader.next()) {
            reader.records(replay);
        }
        nextSequence = reader.nextSequence();
        return reader.atEnd() ? Damage.NONE : damage(reader, number, path, last);
    }

    /** Nothing before the first file is to be had but what is sealed. */
    private void beginLate(long sealed) {
        Manifest.State state = manifest.state();
        recordsLost = true;
        manifest = manifest.withState(new Manifest.State(
                state.closedClean(),
                state.forcedSequence(),
                Math.max(state.flushedSequence(), sealed),
                state.tableSequence()));
    }

    /** The first sequence number that only log files hold. */
    private long neededFrom() {
        return 1 + Math.min(manifest.state().flushedSequence(), manifest.state().tableSequence());
    }

    private Damage damage(FrameReader reader, long number, Path path, boolean last) throws IOException {
        long offset = reader.offset();
        long bytes = reader.sizeBytes() - offset;
        boolean closed =
                manifest.state().closedClean() && number <= manifest.wals().last();
        long forced = Math.max(manifest.state().forcedSequence(), reader.forcedSequenceBeyond());
        if (last && !closed && forced < nextSequence) {
            String kept = quarantine.copy(path, offset);
            report.add(reader.name() + ": " + bytes + " bytes of a torn tail cut at offset=" + offset + " sequence="
                    + nextSequence + ", kept in " + kept);
            return Damage.TORN;
        }
        long from = nextSequence;
        long recoveredFrom = 0;
        if (!salvage) {
            recoveredFrom = reader.nextBeyondDamage() ? reader.firstSequence() : 0;
            throw new StoreCorruptException(reader.name() + ": offset=" + offset + " sequence=" + from
                    + (recoveredFrom > 0 ? ".." + (recoveredFrom - 1) : " and all after it")
                    + " is damaged, though it was on stable storage"
                    + "; restore a backup, or open with salvage to go on without it");
        }
        String kept = quarantine.copy(path, 0);
        while (reader.nextBeyondDamage()) {
            report.add(reader.name() + ": sequences " + from + ".." + (reader.firstSequence() - 1) + " are lost");
            reader.records(replay);
            while (reader.next()) {
                reader.records(replay);
            }
            from = reader.nextSequence();
        }
        nextSequence = reader.nextSequence();
        report.add(reader.name() + ": damaged at offset=" + offset + " sequence=" + (from) + ", kept in " + kept);
        return Damage.SALVAGED;
    }

    private void checkEnd() {
        long ends = nextSequence - 1;
        boolean wrong = manifest.state().closedClean()
                ? ends != manifest.state().forcedSequence()
                : ends < manifest.state().forcedSequence();
        if (wrong) {
            refuseUnlessSalvaging(new StoreCorruptException(Manifest.FILE + " says that sequence "
                    + manifest.state().forcedSequence() + " was on stable storage, but the log ends at " + ends));
            nextSequence = Math.max(nextSequence, manifest.state().forcedSequence() + 1);
        }
    }

    private void refuseUnlessSalvaging(StoreCorruptException damage) {
        if (!salvage) {
            throw damage;
        }
        report.add(String.valueOf(damage.getMessage()));
    }
}
