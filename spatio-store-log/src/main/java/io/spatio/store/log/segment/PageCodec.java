package io.spatio.store.log.segment;

import io.spatio.error.UnsupportedFormatException;
import io.spatio.store.log.codec.ByteSink;
import io.spatio.store.log.codec.ByteSource;
import io.spatio.store.log.codec.DoubleColumn;
import io.spatio.store.log.codec.FlagColumn;
import io.spatio.store.log.codec.IntegerColumn;
import io.spatio.store.log.codec.Runs;
import io.spatio.store.log.codec.TimestampColumn;

/** Turns a {@link Page} into the bytes of a page's body and back. One thread at a time. */
final class PageCodec {
    private final IntegerColumn integers = new IntegerColumn();
    private final TimestampColumn timestamps = new TimestampColumn();
    private final DoubleColumn doubles = new DoubleColumn();
    private final Runs single = new Runs();
    private long[] lengths = new long[0];

    private final long firstSequence;

    /** Of a segment whose rows have sequence numbers from the given one on. */
    PageCodec(long firstSequence) {
        this.firstSequence = firstSequence;
    }

    void encode(Page page, ByteSink sink) {
        Runs runs = page.runs;
        sink.writeVarint(page.rows());
        sink.writeVarint(page.firstObject);
        sink.writeVarint(runs.count());
        if (runs.count() > 1) {
            encodeRuns(runs, sink);
        }
        FlagColumn.encode(page.deletes, page.rows(), sink); // the kinds: positions and deletes
        timestamps.encode(page.timestamps, runs, sink);
        doubles.encode(page.lons, runs, sink);
        doubles.encode(page.lats, runs, sink);
        FlagColumn.encode(page.withAlt, page.rows(), sink);
        if (hasAny(page.withAlt, page.rows())) {
            doubles.encode(page.alts, runs, sink);
        }
        page.metadata.encode(sink);
        page.ties.encode(page.rows(), firstSequence, sink);
    }

    void decode(ByteSource source, Page page) {
        page.clear();
        int rows = source.readCount(1, SegmentFormat.PAGE_MOST_ROWS);
        page.firstObject = source.readCount(0, Integer.MAX_VALUE - rows);
        int runCount = source.readCount(1, rows);
        page.reserve(rows);
        decodeRuns(source, page.runs, rows, runCount);
        decodeKinds(source, page.deletes, rows);
        timestamps.decode(source, page.timestamps, page.runs);
        doubles.decode(source, page.lons, page.runs);
        doubles.decode(source, page.lats, page.runs);
        if (FlagColumn.decode(source, page.withAlt, rows)) {
            doubles.decode(source, page.alts, page.runs);
        }
        int mostMetadata = rows == 1 ? SegmentFormat.ROW_MOST_METADATA : SegmentFormat.PAGE_MOST_METADATA;
        page.metadata.decode(source, rows, mostMetadata);
        page.ties.decode(source, rows, firstSequence);
        source.expectEnd();
    }

    /** Flags as long as there are two kinds of events; with more, a coding of its own that is reserved. */
    private static void decodeKinds(ByteSource source, boolean[] deletes, int rows) {
        int coding = source.array()[source.position()] & 0xFF;
        if (coding > FlagColumn.MIXED) {
            throw new UnsupportedFormatException("a page has events of kinds that this version does not read: coding="
                    + coding + "; open it with a newer version");
        }
        FlagColumn.decode(source, deletes, rows);
    }

    private static boolean hasAny(boolean[] flags, int rows) {
        for (int i = 0; i < rows; i++) {
            if (flags[i]) {
                return true;
            }
        }
        return false;
    }

    private void encodeRuns(Runs runs, ByteSink sink) {
        prepareLengths(runs.count());
        for (int run = 0; run < runs.count(); run++) {
            lengths[run] = (long) runs.start(run + 1) - runs.start(run) - 1;
        }
        integers.encode(lengths, single, sink);
    }

    private void decodeRuns(ByteSource source, Runs runs, int rows, int runCount) {
        if (runCount == 1) {
            runs.add(rows);
            return;
        }
        prepareLengths(runCount);
        integers.decode(source, lengths, single);
        for (int run = 0; run < runCount; run++) {
            // Each run still to come needs a row.
            if (lengths[run] < 0 || lengths[run] >= rows - runs.rows() - (runCount - run - 1)) {
                throw ByteSource.damaged("the runs of objects do not fit the page");
            }
            runs.add((int) lengths[run] + 1);
        }
        if (runs.rows() != rows) {
            throw ByteSource.damaged("the runs of objects do not fill the page");
        }
    }

    private void prepareLengths(int count) {
        if (lengths.length < count) {
            lengths = new long[count];
        }
        single.clear();
        single.add(count);
    }
}
