package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.wal.FrameReader;
import io.spatio.store.log.wal.Salts;
import io.spatio.store.log.wal.WalFiles;
import io.spatio.store.log.wal.WalHeader;
import io.spatio.store.log.wal.WalRewriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Replays the log files into memory and brings them to a state that is on stable storage.
 *
 * <p>The witness rule. A crash may tear what was not forced yet, in any order of its pages, so a damaged frame with
 * sequence number s is a torn tail unless something readable states that s was forced: a later frame, a later file (one
 * is begun only when all before is forced), or the manifest. Then everything from s on is cut, kept in quarantine and
 * reported; otherwise forced bytes are damaged, and opening is refused, or goes on with what is readable when salvaging.
 *
 * <p>The last file is then rewritten: the page cache may show bytes that a failed force never brought to disk, and
 * nobody may build on those. One thread; run once.
 */
final class LogFilesReplay {
    private final Io io;
    private final Path directory;
    private final WalRewriter rewriter;
    private final LogFilesFound files;
    private final Replay replay;
    private final Findings findings;
    private Manifest manifest;
    private long nextSequence;
    private boolean recordsLost;
    /** How many erase records the log holds up to here, modulo 2^32, where it says so. */
    private int erases;

    LogFilesReplay(Io io, Path directory, Manifest manifest, LogFilesFound files, Replay replay, Findings findings) {
        this.io = io;
        this.directory = directory;
        this.rewriter = new WalRewriter(io, directory);
        this.manifest = manifest;
        this.files = files;
        this.replay = replay;
        this.findings = findings;
        this.nextSequence = manifest.state().flushedSequence() + 1;
        this.erases = manifest.incarnations().erased().logged();
    }

    /**
     * Replays all files.
     *
     * @throws StoreCorruptException when forced bytes are damaged, unless salvaging
     */
    void run() throws IOException {
        for (long number = manifest.wals().first(); number <= files.last(); number++) {
            file(number, number == files.last());
        }
        replay.finish();
        checkEnd();
        if (replay.unattributed() > 0) {
            findings.tell(replay.unattributed() + " records dropped: the names of their objects were lost with damage");
        }
    }

    /** The manifest, with what the files say of sealed history that it did not know. */
    Manifest manifest() {
        return manifest;
    }

    /** The header of the next file. */
    WalHeader next() {
        long number = Math.max(files.last() + 1, manifest.wals().first());
        return new WalHeader(manifest.store(), number, Salts.next(), nextSequence, erases);
    }

    /** Whether records that were on stable storage are gone. */
    boolean areRecordsLost() {
        return recordsLost;
    }

    private void file(long number, boolean last) throws IOException {
        Path path = directory.resolve(WalFiles.name(number));
        if (!files.isThere(number)) {
            findings.refuseUnlessSalvaging(new StoreCorruptException(WalFiles.name(number) + " is missing in "
                    + directory + ": what was appended from sequence " + nextSequence + " on is incomplete"));
            blank(path, number);
            return;
        }
        FrameReader reader;
        try {
            reader = FrameReader.open(io, path);
        } catch (StoreCorruptException e) {
            unreadable(path, number, last, e);
            return;
        }
        Damage damage;
        try (reader) {
            if (files.isForeign(reader.header(), number)) {
                foreign(reader, path, number);
                return;
            }
            damage = frames(reader, number, path, last);
        }
        damage = cutShort(damage, path, number);
        // Who only reads builds nothing on the file, so it may as well be unforced.
        boolean forced = !last
                || findings.isReadOnly()
                || (manifest.state().closedClean() && number <= manifest.wals().last());
        if (damage != Damage.NONE || !forced) {
            long end = damage == Damage.SALVAGED ? Math.max(nextSequence - 1, files.before(number)) : nextSequence - 1;
            rewriter.rewrite(path, end, damage == Damage.SALVAGED);
            nextSequence = end + 1;
        }
        recordsLost |= damage == Damage.SALVAGED;
    }

    /** Finds that whole frames are gone from a file's end, which the next file or the manifest tell. */
    private Damage cutShort(Damage damage, Path path, long number) throws IOException {
        if (!findings.isSalvage() || damage != Damage.NONE || files.before(number) < nextSequence) {
            return damage;
        }
        findings.tell(path.getFileName() + ": sequences " + nextSequence + ".." + files.before(number)
                + " are lost, the file ends before them");
        requireNoErasesLost(path, files.erasesBefore(number, erases));
        return Damage.SALVAGED;
    }

    /** Erase records that are lost with damage bring back what they erased: that is not done unasked. */
    private void requireNoErasesLost(Path path, int total) {
        int lost = total - erases;
        erases = total;
        if (lost > 0) {
            findings.refuseUnlessUnerasedIsAccepted(
                    new StoreCorruptException(path.getFileName() + ": " + lost + " erases are lost with damage"),
                    "objects of " + lost + " erases");
        }
    }

    private void foreign(FrameReader reader, Path path, long number) throws IOException {
        WalHeader header = reader.header();
        findings.refuseUnlessSalvaging(
                new StoreCorruptException(reader.name() + " is file " + header.number() + " of store " + header.store()
                        + ", not file " + number + " of store " + manifest.store() + ": was it copied here?"));
        findings.tell(path.getFileName() + " put aside in " + findings.putAside(path, 0));
        blank(path, number);
    }

    private void unreadable(Path path, long number, boolean last, StoreCorruptException cause) throws IOException {
        long size;
        try (Io.ReadableFile file = io.open(path)) {
            size = file.size();
        }
        // Frames are written only after the header was forced, so a file cut in its creation is no longer than that.
        boolean begun =
                last && size <= WalHeader.BYTES && number > manifest.wals().last();
        if (!begun) {
            findings.refuseUnlessSalvaging(cause);
        }
        String kept = findings.putAside(path, 0);
        findings.tell(path.getFileName() + ": " + size + " bytes "
                + (begun ? "of a file torn at its creation" : "with an unreadable header") + " put aside in " + kept);
        blank(path, number);
    }

    /** Puts an empty file where one is lost, which accounts for what its successor says came before. */
    private void blank(Path path, long number) throws IOException {
        long before = files.before(number);
        // The first file may begin before what is sealed already.
        boolean first = number == manifest.wals().first() && before > 0;
        long end = first ? before : Math.max(nextSequence - 1, before);
        long begin = Math.min(nextSequence, end + 1);
        if (end >= begin) {
            findings.tell(
                    path.getFileName() + ": sequences " + begin + ".." + end + " are lost unless they were sealed");
        }
        requireNoErasesLost(path, files.erasesBefore(number, erases));
        rewriter.blank(path, new WalHeader(manifest.store(), number, Salts.next(), begin, erases), end);
        nextSequence = end + 1;
        recordsLost |= findings.isSalvage();
    }

    private Damage frames(FrameReader reader, long number, Path path, boolean last) throws IOException {
        WalHeader header = reader.header();
        boolean first = number == manifest.wals().first();
        if (first && header.firstSequence() <= neededFrom()) {
            nextSequence = header.firstSequence();
        }
        if (header.firstSequence() != nextSequence) {
            findings.refuseUnlessSalvaging(new StoreCorruptException(reader.name() + " begins at sequence "
                    + header.firstSequence() + ", but the files before it end at " + (nextSequence - 1)));
            beginLate(header.firstSequence() - 1);
        }
        replay.beginFile();
        erases = header.erases();
        while (reader.next()) {
            reader.records(replay);
            erases = reader.erases();
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
        long forced = Math.max(forcedSequence(), reader.forcedSequenceBeyond());
        if (last && !closed && forced < nextSequence) {
            String kept = findings.putAside(path, offset);
            findings.tell(reader.name() + ": " + bytes + " bytes of a torn tail cut at offset=" + offset + " sequence="
                    + nextSequence + ", kept in " + kept);
            return Damage.TORN;
        }
        long from = nextSequence;
        long recoveredFrom = 0;
        if (!findings.isSalvage()) {
            recoveredFrom = reader.nextBeyondDamage() ? reader.firstSequence() : 0;
            throw new StoreCorruptException(reader.name() + ": offset=" + offset + " sequence=" + from
                    + (recoveredFrom > 0 ? ".." + (recoveredFrom - 1) : " and all after it")
                    + " is damaged, though it was on stable storage"
                    + "; restore a backup, or open with salvage to go on without it");
        }
        int stated = erases + reader.erasesBeyond(erases);
        int readBefore = replay.erasesRead();
        int erasesUpTo = erases;
        String kept = findings.putAside(path, 0);
        while (reader.nextBeyondDamage()) {
            findings.tell(reader.name() + ": sequences " + from + ".." + (reader.firstSequence() - 1) + " are lost");
            if (reader.areErasesLost(erasesUpTo)) {
                replay.beginFile(); // what was erased left its number to another object
            }
            reader.records(replay);
            erasesUpTo = reader.erases();
            while (reader.next()) {
                reader.records(replay);
                erasesUpTo = reader.erases();
            }
            from = reader.nextSequence();
        }
        erases += replay.erasesRead() - readBefore;
        requireNoErasesLost(path, stated);
        nextSequence = reader.nextSequence();
        findings.tell(reader.name() + ": damaged at offset=" + offset + " sequence=" + (from) + ", kept in " + kept);
        return Damage.SALVAGED;
    }

    private void checkEnd() {
        long ends = nextSequence - 1;
        long forced = forcedSequence();
        if (manifest.state().closedClean() ? ends != forced : ends < forced) {
            findings.refuseUnlessSalvaging(new StoreCorruptException(Manifest.FILE + " says that sequence " + forced
                    + " was on stable storage, but the log ends at " + ends));
            nextSequence = Math.max(nextSequence, forced + 1);
        }
    }

    /** The last sequence number that the manifest says was on stable storage; nothing is sealed before it is. */
    private long forcedSequence() {
        return Math.max(manifest.state().forcedSequence(), manifest.state().flushedSequence());
    }

    /** What became of a file. */
    private enum Damage {
        NONE,
        TORN,
        SALVAGED
    }
}
