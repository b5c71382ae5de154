package io.spatio.testkit.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.spi.SpatialIndex;
import io.spatio.testkit.harness.Spec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an index may cost while it holds nothing. */
public abstract class IndexFootprint {
    private static final int INDEXES = 10_000;
    private static final long MAX_BYTES = 1024;

    private final IndexSource source;

    /** Tests the indexes of a source. */
    protected IndexFootprint(IndexSource source) {
        this.source = source;
    }

    @Test
    @Spec("costs under 1 KiB while empty: 100,000 namespaces are legal")
    void emptyIndexIsSmall() {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3 && least >= MAX_BYTES; attempt++) {
            long before = usedBytes();
            List<SpatialIndex> indexes = new ArrayList<>(INDEXES);
            for (int i = 0; i < INDEXES; i++) {
                indexes.add(source.create());
            }
            least = Math.min(least, (usedBytes() - before) / INDEXES);
            assertEquals(INDEXES, indexes.size());
            indexes.forEach(SpatialIndex::close);
        }
        long bytes = least;
        assertTrue(bytes < MAX_BYTES, () -> "an empty index costs " + bytes + " bytes, the most is " + MAX_BYTES);
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
