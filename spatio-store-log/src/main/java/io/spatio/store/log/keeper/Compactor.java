package io.spatio.store.log.keeper;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.head.PendingErases;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.SegmentEntry;
import io.spatio.store.log.segment.Damage;
import io.spatio.store.log.segment.SegmentHeader;
import io.spatio.store.log.segment.SegmentMerger;
import io.spatio.store.log.segment.SegmentWriter;
import io.spatio.store.log.segment.Track;
import io.spatio.store.log.view.OpenSegment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Merges neighbouring segments, size-tiered: eight of one level become one of the next, up to 1 GiB; and removes what
 * retention or an erase took. Neighbours in append order only, so that of two segments that hold one timestamp of an
 * object one always lies wholly before the other. One thread at a time.
 */
final class Compactor {
    private static final int FAN_IN = 8;
    private static final long SEGMENT_MAX_BYTES = 1L << 30;
    /** So that the names of a merged segment are no more than a reader takes. */
    private static final long NAMES_MAX_BYTES = 1L << 30;

    private final Io io;
    private final Catalog catalog;
    private final Supplier<PendingErases> erases;
    private final Retention retention;
    private final SegmentFiles files;
    private final Set<Path> damaged = new HashSet<>();
    private final AtomicLong droppedRows = new AtomicLong();
    private volatile @Nullable StoreCorruptException damage;

    /** How many files that merges and retention replaced wait for their readers. */
    private final AtomicInteger lingering = new AtomicInteger();

    /** Files that no manifest names and that may be there: what broke off, or could not be deleted. */
    private final Set<Path> leftovers = ConcurrentHashMap.newKeySet();

    Compactor(Io io, Path directory, Catalog catalog, Supplier<PendingErases> erases, Retention retention) {
        this.io = io;
        this.catalog = catalog;
        this.erases = erases;
        this.retention = retention;
        this.files = new SegmentFiles(io, directory);
    }

    /**
     * Does what is due, by the erases up to what is sealed; returns whether it did anything.
     *
     * @param abandoned whether to give a merge up, asked before every row
     */
    boolean compactWhatIsDue(BooleanSupplier abandoned) throws IOException {
        boolean dropped = retain();
        List<OpenSegment> due = due(catalog.view().segments());
        if (due.isEmpty()) {
            return dropped;
        }
        try {
            merge(due, abandoned, erases.get());
        } catch (MergeAbandonedException e) {
            return false;
        } catch (StoreCorruptException e) {
            System.getLogger(Compactor.class.getName())
                    .log(System.Logger.Level.WARNING, "segments are left unmerged: {0}", e.getMessage());
        }
        return true;
    }

    /** What keeps segments from being merged until they are verified. Any thread. */
    Optional<Throwable> damage() {
        return Optional.ofNullable(damage);
    }

    /** Lets damaged segments be tried again. */
    void forgetDamage() {
        damaged.clear();
        damage = null;
    }

    private List<OpenSegment> due(List<OpenSegment> segments) {
        List<OpenSegment> run = new ArrayList<>();
        for (int i = segments.size() - 1; i >= 0; i--) {
            OpenSegment segment = segments.get(i);
            boolean mergeable = !damaged.contains(segment.reader().path())
                    && segment.summary().fileBytes() < SEGMENT_MAX_BYTES;
            if (!mergeable || (!run.isEmpty() && level(run.get(0)) != level(segment))) {
                run.clear();
            }
            if (mergeable) {
                run.add(0, segment);
            }
            if (run.size() == FAN_IN) {
                return nameBytes(run) <= NAMES_MAX_BYTES ? run : List.of();
            }
        }
        return List.of();
    }

    private static long nameBytes(List<OpenSegment> segments) {
        return segments.stream()
                .mapToLong(segment -> segment.reader().nameBytes())
                .sum();
    }

    private static int level(OpenSegment segment) {
        return segment.summary().header().level();
    }

    /**
     * Merges all, in files of up to 1 GiB, and leaves nothing in them that was erased before.
     *
     * @param stop whether to begin no further merge
     * @return whether all is done
     */
    boolean compactAll(BooleanSupplier stop) throws IOException {
        retain();
        List<OpenSegment> group = new ArrayList<>();
        long bytes = 0;
        for (OpenSegment segment : catalog.view().segments()) {
            long more = segment.summary().fileBytes();
            if (!group.isEmpty() && bytes + more > SEGMENT_MAX_BYTES) {
                if (stop.getAsBoolean()) {
                    return false;
                }
                mergeIfUseful(group);
                group = new ArrayList<>();
                bytes = 0;
            }
            group.add(segment);
            bytes += more;
        }
        if (stop.getAsBoolean()) {
            return false;
        }
        mergeIfUseful(group);
        sweep();
        forgetDamage();
        return true;
    }

    private void mergeIfUseful(List<OpenSegment> group) throws IOException {
        PendingErases erased = erases.get();
        boolean useful = group.size() > 1
                || (!erased.isEmpty()
                        && group.stream().anyMatch(segment -> segment.reader()
                                .anyObject((namespace, incarnation) -> !erased.keeps(namespace, incarnation))));
        if (useful) {
            merge(group, () -> false, erased);
        }
    }

    /** Damaged inputs are noted: tried again they would fail again, for ever. */
    private void merge(List<OpenSegment> inputs, BooleanSupplier abandoned, PendingErases erased) throws IOException {
        try {
            mergeReadable(inputs, abandoned, erased);
        } catch (StoreCorruptException e) {
            inputs.forEach(segment -> damaged.add(segment.reader().path()));
            damage = e;
            throw e;
        }
    }

    /**
     * Merges neighbours.
     *
     * @param erased the erases of a moment after everything in the inputs: of two objects of one id, both of which the
     *     output would take for one, the earlier has ended before the later began
     */
    private void mergeReadable(List<OpenSegment> inputs, BooleanSupplier abandoned, PendingErases erased)
            throws IOException {
        catalog.settle();
        OpenSegment first = inputs.get(0);
        OpenSegment last = inputs.get(inputs.size() - 1);
        int level = inputs.stream().mapToInt(Compactor::level).max().orElse(0) + 1;
        SegmentHeader header = new SegmentHeader(
                first.summary().header().storeId(),
                level,
                first.summary().header().minSequence(),
                last.maxSequence());
        List<SegmentMerger.Input> sources = new ArrayList<>();
        for (OpenSegment input : inputs) {
            sources.add(new SegmentMerger.Input(input.reader().walk(Damage.STRICT), erased::keeps));
        }
        Path path = files.path(header);
        leftovers.remove(path);
        Optional<OpenSegment> merged = Optional.empty();
        boolean published = false;
        try {
            try (SegmentMerger merger = new SegmentMerger(sources)) {
                merged = files.write(header, writer -> copy(merger, writer, abandoned));
            }
            publish(inputs, merged.orElse(null));
            published = true;
        } finally {
            if (!published) {
                leftovers.add(path); // and stays for now: the manifest on disk may name it
                merged.ifPresent(output -> output.retire(() -> {}));
            }
        }
        retire(inputs);
    }

    private static void copy(SegmentMerger merger, SegmentWriter writer, BooleanSupplier abandoned) throws IOException {
        while (merger.nextObject()) {
            writer.beginObject(merger.namespace(), merger.objectId(), merger.incarnation());
            Track track = merger.track();
            while (track.next()) {
                if (abandoned.getAsBoolean()) {
                    throw new MergeAbandonedException();
                }
                writer.add(track);
            }
        }
    }

    private boolean retain() throws IOException {
        List<OpenSegment> dropped = retention.dropped(catalog.view().segments());
        if (!dropped.isEmpty()) {
            publish(dropped, null);
            retire(dropped);
            dropped.forEach(segment -> droppedRows.addAndGet(segment.summary().rows()));
        }
        return !dropped.isEmpty();
    }

    /** How many rows went with segments that retention took. Any thread. */
    long droppedRows() {
        return droppedRows.get();
    }

    private void publish(List<OpenSegment> inputs, @Nullable OpenSegment output) throws IOException {
        catalog.publish(
                manifest -> {
                    List<OpenSegment> left = replaced(catalog.view().segments(), inputs, output);
                    List<SegmentEntry> entries = new ArrayList<>();
                    for (OpenSegment segment : left) {
                        entries.add(SegmentEntry.of(
                                String.valueOf(segment.reader().path().getFileName()), segment.summary()));
                    }
                    return manifest.withSegments(entries);
                },
                view -> view.with(view.frozen(), replaced(view.segments(), inputs, output)));
    }

    private void retire(List<OpenSegment> inputs) {
        for (OpenSegment input : inputs) {
            lingering.incrementAndGet();
            input.retire(() -> delete(input.reader().path()));
        }
    }

    /** Deletes what was left. */
    private void sweep() throws IOException {
        if (leftovers.isEmpty()) {
            return;
        }
        catalog.settle();
        for (Path path : leftovers) {
            if (io.exists(path)) {
                io.delete(path);
            }
            leftovers.remove(path);
        }
    }

    /** Whether all files that merges and retention replaced are deleted: none is being read any more. Any thread. */
    boolean isRid() {
        return lingering.get() == 0 && leftovers.isEmpty();
    }

    private static List<OpenSegment> replaced(
            List<OpenSegment> segments, List<OpenSegment> inputs, @Nullable OpenSegment output) {
        List<OpenSegment> left = new ArrayList<>(segments);
        int at = left.indexOf(inputs.get(0));
        left.removeAll(inputs);
        if (output != null) {
            left.add(at, output);
        }
        return left;
    }

    /** A file that cannot be deleted now is deleted by a compaction or the next opening: the manifest does without it. */
    private void delete(Path path) {
        try {
            io.delete(path);
        } catch (IOException e) {
            leftovers.add(path);
            System.getLogger(Compactor.class.getName())
                    .log(System.Logger.Level.DEBUG, "a file that no longer counts stays for now", e);
        } finally {
            lingering.decrementAndGet();
        }
    }
}
