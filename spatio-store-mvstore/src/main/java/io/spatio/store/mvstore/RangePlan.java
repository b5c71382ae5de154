package io.spatio.store.mvstore;

import io.spatio.spi.ScanRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which ranges of an object's time are to be read for a region, and where blocks lie between them that need not be.
 *
 * @param ranges in their order; an empty one tells of a gap at the end
 * @param nextMicros where the plan goes on, null at the end
 */
record RangePlan(List<Range> ranges, @Nullable Long nextMicros) {
    private static final int MAX_BLOCKS = 4_096;

    /** What is asked for. */
    record Query(ScanRequest request, long visibleSequence) {}

    /**
     * A range of time, both ends inclusive.
     *
     * @param afterGap whether positions lie between it and the range before that are not read
     */
    record Range(long fromMicros, long toMicros, boolean afterGap) {
        boolean isEmpty() {
            return fromMicros > toMicros;
        }
    }

    /**
     * What is known of an object from a time on without unpacking anything.
     *
     * @param arriving the timestamps of its events in the tail, ascending
     * @param blocks its next blocks
     */
    record Known(long[] arriving, List<Block> blocks) {
        /** Looks, within a step. */
        static Known of(History history, long fromMicros, long toMicros) {
            // The tail before the blocks, so that no event is missed that is moved meanwhile.
            long[] arriving = history.arriving(fromMicros, toMicros);
            return new Known(arriving, history.blocks(fromMicros, toMicros, MAX_BLOCKS));
        }
    }

    /** Asks the region, which is the caller's own code, about the blocks that were found. */
    static RangePlan of(Known known, Query query, long fromMicros) {
        List<Block> blocks = known.blocks;
        boolean more = blocks.size() == MAX_BLOCKS;
        int end = more ? MAX_BLOCKS - 1 : blocks.size();
        Long next = more ? Long.valueOf(blocks.get(end).key().timestampMicros()) : null;
        if (next != null && next <= fromMicros) {
            return new RangePlan(
                    List.of(new Range(fromMicros, query.request.toMicros(), false)), null); // all of one time
        }
        Builder plan = new Builder(known.arriving, fromMicros);
        for (int i = 0; i < end; i++) {
            query.request.cancellation().check();
            Block block = blocks.get(i);
            boolean apart = (i == 0
                            || blocks.get(i - 1).lastMicros() < block.key().timestampMicros())
                    && (i + 1 == blocks.size()
                            || block.lastMicros() < blocks.get(i + 1).key().timestampMicros());
            if (apart && canSkip(block, query, fromMicros) && !plan.hasArriving(block)) {
                plan.skip(block);
            } else {
                plan.need();
            }
        }
        return new RangePlan(plan.end(next == null ? query.request.toMicros() : next - 1), next);
    }

    private static boolean canSkip(Block block, Query query, long fromMicros) {
        return block.key().timestampMicros() >= fromMicros
                && block.lastMicros() <= query.request.toMicros()
                && block.maxSequence() <= query.visibleSequence
                && !block.box().mayMeet(query.request.region());
    }

    /** Makes ranges of blocks in their order. */
    private static final class Builder {
        private final long[] arriving;
        private final List<Range> ranges = new ArrayList<>();
        private long from;
        private boolean needed;
        private boolean gap;
        private boolean past;

        Builder(long[] arriving, long fromMicros) {
            this.arriving = arriving;
            from = fromMicros;
        }

        private boolean hasArriving(long fromMicros, long toMicros) {
            int at = Arrays.binarySearch(arriving, fromMicros);
            int first = at < 0 ? -at - 1 : at;
            return first < arriving.length && arriving[first] <= toMicros;
        }

        boolean hasArriving(Block block) {
            return hasArriving(block.key().timestampMicros(), block.lastMicros());
        }

        void need() {
            needed = true;
        }

        void skip(Block block) {
            long first = block.key().timestampMicros();
            if (!past && first > from) {
                close(first - 1);
            }
            needed = false;
            gap |= block.positions() > 0;
            past = block.lastMicros() == Long.MAX_VALUE;
            from = past ? from : block.lastMicros() + 1;
        }

        private void close(long to) {
            if (needed || hasArriving(from, to)) {
                ranges.add(new Range(from, to, gap));
                gap = false;
            }
        }

        List<Range> end(long to) {
            if (!past && from <= to) {
                close(to);
            }
            if (gap) {
                ranges.add(new Range(1, 0, true));
            }
            return ranges;
        }
    }
}
