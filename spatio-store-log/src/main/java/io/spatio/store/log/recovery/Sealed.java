package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import io.spatio.error.UnsupportedFormatException;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.SegmentEntry;
import io.spatio.store.log.segment.SegmentReader;
import io.spatio.store.log.table.DocumentFile;
import io.spatio.store.log.table.EraseFile;
import io.spatio.store.log.table.LastTable;
import io.spatio.store.log.view.OpenSegment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens the sealed files that a manifest names, or finds them where it is lost. One thread; used once. */
final class Sealed {
    private static final Pattern SEGMENT = Pattern.compile("seg-[0-9]+-[0-9]+-[0-9]+\\.sps");
    private static final Pattern TABLE = Pattern.compile("last-([0-9]{1,18})\\.tbl");

    private final Io io;
    private final Path directory;
    private final Findings findings;
    private final Set<Path> putAside = new HashSet<>();

    Sealed(Io io, Path directory, Findings findings) {
        this.io = io;
        this.directory = directory;
        this.findings = findings;
    }

    /** Opens all that a manifest names; a lost one is refused, or told when salvaging. */
    List<OpenSegment> open(Manifest manifest) throws IOException {
        List<OpenSegment> segments = new ArrayList<>();
        boolean done = false;
        try {
            for (SegmentEntry entry : manifest.segments()) {
                open(entry, segments);
            }
            done = true;
            return segments;
        } finally {
            if (!done) {
                segments.forEach(segment -> segment.reader().close());
            }
        }
    }

    private void open(SegmentEntry entry, List<OpenSegment> segments) throws IOException {
        Path path = directory.resolve(entry.file());
        try {
            if (!io.exists(path)) {
                throw new StoreCorruptException(entry.file() + " is missing in " + directory);
            }
            SegmentReader reader = SegmentReader.open(io, path);
            if (!entry.isAbout(reader.summary())) {
                reader.close();
                throw new StoreCorruptException(entry.file() + " is not the file that the manifest names");
            }
            segments.add(new OpenSegment(reader));
        } catch (StoreCorruptException e) {
            String lost = Findings.said(e) + "; sequences " + entry.minSequence() + ".." + entry.maxSequence()
                    + ", times " + entry.minTimestampMicros() + ".." + entry.maxTimestampMicros()
                    + " µs since 1970 are incomplete without it";
            if (!findings.isSalvage()) {
                throw new StoreCorruptException(lost + "; restore a backup, or open with salvage", e);
            }
            findings.tell(lost + (io.exists(path) ? ", put aside in " + findings.putAside(path, 0) : ""));
        }
    }

    /** All sealed files, whether or not they count. */
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : io.list(directory)) {
            String name = path.getFileName().toString();
            if (SEGMENT.matcher(name).matches()
                    || TABLE.matcher(name).matches()
                    || ErasesSearch.isErases(name)
                    || DocumentsSearch.isDocuments(name)) {
                files.add(path);
            }
        }
        return files;
    }

    /**
     * Deletes sealed files that do not count: left by a flush or merge that broke off, or not deleted after one. Where the
     * manifest was rebuilt, nobody knows that a file does not count, so it is put aside before.
     */
    void deleteUncounted(Manifest manifest) throws IOException {
        Set<String> counted = new HashSet<>();
        manifest.segments().forEach(entry -> counted.add(entry.file()));
        counted.add(LastTable.name(manifest.state().tableSequence()));
        counted.add(EraseFile.name(manifest.incarnations().erased().generation()));
        counted.add(DocumentFile.name(manifest.documents().sequence()));
        for (Path path : files()) {
            if (!counted.contains(path.getFileName().toString())) {
                if (findings.isRebuilt() && !putAside.contains(path)) {
                    findings.tell(path.getFileName() + " does not count beside the others, put aside in "
                            + findings.putAside(path, 0));
                }
                io.delete(path);
            }
        }
    }

    /**
     * Rebuilds a manifest from what there is: of files whose ranges overlap, the widest.
     *
     * @param loggedFrom the first sequence number in the log files, which hold what a table lacks; {@link Long#MAX_VALUE}
     *     without them. Where no table reaches so far, only one of all that is sealed has the greatest event of every object
     */
    Manifest rebuild(Manifest lost, long loggedFrom) throws IOException {
        List<SegmentEntry> found = new ArrayList<>();
        long table = 0;
        long objects = 0;
        Manifest rebuilt = lost;
        for (Path path : files()) {
            String name = path.getFileName().toString();
            Matcher matcher = TABLE.matcher(name);
            if (matcher.matches()) {
                table = Math.max(table, Long.parseLong(matcher.group(1)));
            }
            if (SEGMENT.matcher(name).matches()) {
                try (SegmentReader reader = SegmentReader.open(io, path)) {
                    found.add(SegmentEntry.of(name, reader.summary()));
                    objects += reader.summary().objects();
                    rebuilt = rebuilt.withStore(reader.summary().header().storeId());
                } catch (StoreCorruptException | UnsupportedFormatException e) {
                    findings.tell(Findings.withoutAdvice(String.valueOf(e.getMessage())) + ", put aside in "
                            + findings.putAside(path, 0));
                    putAside.add(path);
                }
            }
        }
        findings.rebuilt(objects);
        List<SegmentEntry> kept = widest(found);
        long flushed = kept.isEmpty() ? 0 : kept.get(kept.size() - 1).maxSequence();
        if (table < loggedFrom - 1) {
            flushed = Math.max(flushed, table);
            table = flushed;
        }
        return (found.isEmpty() ? ofStore(rebuilt, table) : rebuilt)
                .withSegments(kept)
                // A file of documents is written when all of the log before it is on stable storage.
                .withState(new Manifest.State(false, lost.documents().sequence(), flushed, Math.min(table, flushed)));
    }

    /** Takes the store's identity from the table, where no segment tells it. */
    private Manifest ofStore(Manifest rebuilt, long table) throws IOException {
        UUID store = LastTable.store(io, directory, table).orElse(rebuilt.store());
        return rebuilt.withStore(store);
    }

    private static List<SegmentEntry> widest(List<SegmentEntry> found) {
        found.sort(Comparator.comparingLong(SegmentEntry::minSequence)
                .thenComparing(
                        Comparator.comparingLong(SegmentEntry::maxSequence).reversed()));
        List<SegmentEntry> kept = new ArrayList<>();
        long end = 0;
        for (SegmentEntry entry : found) {
            if (entry.maxSequence() > end) {
                kept.add(entry);
                end = entry.maxSequence();
            }
        }
        return kept;
    }
}
