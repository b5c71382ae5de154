package io.spatio.store.log.keeper;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.head.Erases;
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

    private final Io io;
    private final Catalog catalog;
    private final Supplier<Erases.Snapshot> erases;
    private final Retention retention;
    private final SegmentFiles files;
    private final Set<Path> damaged = new HashSet<>();
    private final AtomicLong droppedRows = new AtomicLong();
    private volatile @Nullable StoreCorruptException damage;

    Compactor(Io io, Path directory, Catalog catalog, Supplier<Erases.Snapshot> erases, Retention retention) {
        this.io = io;
        this.catalog = catalog;
        this.erases = erases;
        this.retention = retention;
        this.files = new SegmentFiles(io, directory);
    }

    /**
     * Does what is due, by the erases that are durable; returns whether it did anything.
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
            merge(due, abandoned);
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
            boolean fits = !damaged.contains(segment.reader().path())
                    && segment.summary().fileBytes() < SEGMENT_MAX_BYTES
                    && (run.isEmpty() || level(run.get(0)) == level(segment));
            if (!fits) {
                run.clear();
            }
            if (!damaged.contains(segment.reader().path()) && segment.summary().fileBytes() < SEGMENT_MAX_BYTES) {
                run.add(0, segment);
            }
            if (run.size() == FAN_IN) {
                return run;
            }
        }
        return List.of();
    }

    private static int level(OpenSegment segment) {
        return segment.summary().header().level();
    }

    /** Merges all, in files of up to 1 GiB, and leaves nothing in them that is erased. */
    void compactAll() throws IOException {
        retain();
        Erases.Snapshot snapshot = erases.get();
        List<OpenSegment> group = new ArrayList<>();
        long bytes = 0;
        for (OpenSegment segment : catalog.view().segments()) {
            long more = segment.summary().fileBytes();
            if (!group.isEmpty() && bytes + more > SEGMENT_MAX_BYTES) {
                mergeIfUseful(group, snapshot);
                group = new ArrayList<>();
                bytes = 0;
            }
            group.add(segment);
            bytes += more;
        }
        mergeIfUseful(group, snapshot);
        forgetDamage();
    }

    private void mergeIfUseful(List<OpenSegment> group, Erases.Snapshot snapshot) throws IOException {
        boolean erased = group.stream()
                .anyMatch(segment -> snapshot.any(
                        (namespace, id, at) -> at > segment.maxSequence() && holds(segment, namespace, id)));
        if (group.size() > 1 || erased) {
            merge(group, () -> false);
        }
    }

    private static boolean holds(OpenSegment segment, String namespace, String objectId) {
        return objectId.isEmpty() || segment.reader().find(namespace, objectId) >= 0;
    }

    /** Damaged inputs are noted: tried again they would fail again, for ever. */
    private void merge(List<OpenSegment> inputs, BooleanSupplier abandoned) throws IOException {
        try {
            mergeReadable(inputs, abandoned);
        } catch (StoreCorruptException e) {
            inputs.forEach(segment -> damaged.add(segment.reader().path()));
            damage = e;
            throw e;
        }
    }

    private void mergeReadable(List<OpenSegment> inputs, BooleanSupplier abandoned) throws IOException {
        catalog.settle();
        OpenSegment first = inputs.get(0);
        OpenSegment last = inputs.get(inputs.size() - 1);
        int level = inputs.stream().mapToInt(Compactor::level).max().orElse(0) + 1;
        SegmentHeader header = new SegmentHeader(
                first.summary().header().storeId(),
                level,
                first.summary().header().minSequence(),
                last.maxSequence());
        Erases.Snapshot erased = erases.get();
        List<SegmentMerger.Input> sources = new ArrayList<>();
        for (OpenSegment input : inputs) {
            sources.add(new SegmentMerger.Input(
                    input.reader().walk(Damage.STRICT),
                    (namespace, objectId) -> erased.keeps(namespace, objectId, input.maxSequence())));
        }
        Optional<OpenSegment> merged;
        try (SegmentMerger merger = new SegmentMerger(sources, timestamp -> true)) {
            merged = files.write(header, writer -> copy(merger, writer, abandoned));
        }
        boolean published = false;
        try {
            publish(inputs, merged.orElse(null));
            published = true;
        } finally {
            if (!published) {
                merged.ifPresent(output -> output.retire(() -> {})); // the file stays: the manifest on disk may name it
            }
        }
        retire(inputs);
    }

    private static void copy(SegmentMerger merger, SegmentWriter writer, BooleanSupplier abandoned) throws IOException {
        while (merger.nextObject()) {
            writer.beginObject(merger.namespace(), merger.objectId());
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
            input.retire(() -> delete(input.reader().path()));
        }
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

    /** A file that cannot be deleted now is deleted at the next open: the manifest does without it. */
    private void delete(Path path) {
        try {
            io.delete(path);
        } catch (IOException e) {
            System.getLogger(Compactor.class.getName())
                    .log(System.Logger.Level.DEBUG, "a file that no longer counts stays for now", e);
        }
    }
}
