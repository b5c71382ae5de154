package io.spatio.store.log;

import io.spatio.Stats;
import io.spatio.spi.EventCursor;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.keeper.Catalog;
import io.spatio.store.log.keeper.Keeper;
import io.spatio.store.log.keeper.LogFiles;
import io.spatio.store.log.view.OpenSegment;
import io.spatio.store.log.view.View;
import io.spatio.store.log.wal.CommitLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what the store consists of. Any thread. */
final class StoreStats {
    private final ObjectTable objects;
    private final Catalog catalog;
    private final CommitLog log;
    private final LogFiles logFiles;
    private final Keeper keeper;

    StoreStats(ObjectTable objects, Catalog catalog, CommitLog log, LogFiles logFiles, Keeper keeper) {
        this.objects = objects;
        this.catalog = catalog;
        this.log = log;
        this.logFiles = logFiles;
        this.keeper = keeper;
    }

    /** Objects that are remembered for their delete alone. */
    private long tombstones() {
        long tombstones = 0;
        try (EventCursor cursor =
                new RecoverCursor(() -> false, objects, catalog::view, log.visibleSequence(), Long.MIN_VALUE)) {
            while (cursor.next()) {
                tombstones += cursor.isDelete() ? 1 : 0;
            }
        }
        return tombstones;
    }

    /** The counts of now, beside what opening found. O(objects), for the tombstones among them. */
    Stats.OfStore take(List<String> recoveryReport, boolean closedCleanBefore) {
        Map<String, Object> details = new LinkedHashMap<>();
        View view = catalog.view();
        long headRecords = view.heads().stream().mapToLong(Head::records).sum();
        long segmentRecords = 0;
        long segmentBytes = 0;
        for (OpenSegment segment : view.segments()) {
            segmentRecords += segment.summary().rows();
            segmentBytes += segment.summary().fileBytes();
        }
        LogFiles.Size size = logFiles.size(log);
        details.put("records", headRecords + segmentRecords);
        details.put("objects", objects.named());
        details.put("tombstones", tombstones());
        details.put("object-slots", objects.limit());
        details.put("pending-erases", objects.erases().count());
        details.put("bytes", size.bytes() + segmentBytes);
        details.put("wal-files", size.files());
        details.put("segments", view.segments().size());
        details.put("segment-bytes", segmentBytes);
        details.put("segment-records", segmentRecords);
        if (segmentRecords > 0) {
            details.put("segment-bytes-per-record", Math.round(100.0 * segmentBytes / segmentRecords) / 100.0);
        }
        details.put("unsealed-records", headRecords);
        details.put("head-bytes", view.heads().stream().mapToLong(Head::bytes).sum());
        details.put("last-sequence", log.lastSequence());
        details.put("durable-sequence", log.durableSequence());
        details.put("cleanly-closed-before", closedCleanBefore);
        details.put("unsynced-bytes", log.unforcedBytes());
        details.put("unsynced-age-ms", log.unforcedAgeNanos() / 1_000_000);
        keeper.problem().ifPresent(problem -> details.put("background-problem", String.valueOf(problem)));
        return Stats.OfStore.of(LogTrajectoryStore.TYPE, details)
                .withHistoryDropped(keeper.droppedRows())
                .withRecovery(recoveryReport);
    }
}
