package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.Results;
import io.spatio.Spatio;
import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a call of a warm database leaves for the collector, its answer included: the least of ten laps, as a lap may have
 * grown a table. The bounds are what was measured and a tenth; metadata, positions and ids are made before.
 */
class AllocationTest {
    private static final int WARM_UP = 50_000;
    private static final int LAPS = 10;
    private static final int CALLS = 1_000;
    private static final int GROUPS = 1_000;
    private static final int GROUP = 10;
    /** Holds one object of a group, and all of it. */
    private static final double ONE_METERS = 1;

    private static final double GROUP_METERS = 150;

    private final Spatio db = Spatio.builder().index("geohash").build();
    private final Namespace fleet = db.namespace("fleet");
    private final String[] ids =
            IntStream.range(0, GROUPS * GROUP).mapToObj(i -> "object-" + i).toArray(String[]::new);
    private final Position[] places =
            IntStream.range(0, GROUPS * GROUP).mapToObj(AllocationTest::place).toArray(Position[]::new);

    private @Nullable Object last;

    /** Groups are kilometres apart, their objects eleven metres. */
    private static Position place(int i) {
        int group = i / GROUP;
        return Position.of(group * 0.1, i % GROUP * 0.0001);
    }

    @BeforeEach
    void fill() {
        for (int i = 0; i < ids.length; i++) {
            fleet.upsert(ids[i], places[i]);
        }
    }

    @AfterEach
    void close() {
        db.close();
    }

    private long bytes(IntFunction<?> call) {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "the JVM counts no allocated bytes");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            last = call.apply(i);
        }
        long least = Long.MAX_VALUE;
        for (int lap = 0; lap < LAPS; lap++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < CALLS; i++) {
                last = call.apply(i);
            }
            least = Math.min(
                    least,
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        assertThat(last).isNotNull();
        return least / CALLS;
    }

    @Test
    void upsert() {
        String[] fresh = IntStream.range(0, WARM_UP + LAPS * CALLS)
                .mapToObj(i -> "fresh-" + i)
                .toArray(String[]::new);
        int[] next = {0};
        assertThat(bytes(i -> fleet.upsert(fresh[next[0]], places[next[0]++ % places.length])))
                .isLessThanOrEqualTo(90);
    }

    @Test
    void update() {
        Metadata metadata = Metadata.of("driver", "Ann");
        assertThat(bytes(i -> fleet.upsert(ids[i % ids.length], places[(i + 1) % places.length], metadata)))
                .isLessThanOrEqualTo(125);
    }

    @Test
    void get() {
        assertThat(bytes(i -> fleet.get(ids[i % ids.length]))).isLessThanOrEqualTo(212);
    }

    @Test
    void radiusOfOne() {
        assertThat(bytes(i -> read(fleet.queryRadius(places[i % places.length], ONE_METERS, GROUP), 1)))
                .isLessThanOrEqualTo(1_030);
    }

    @Test
    void radiusOfTen() {
        assertThat(bytes(i -> read(fleet.queryRadius(places[i % places.length], GROUP_METERS, GROUP), GROUP)))
                .isLessThanOrEqualTo(2_560);
    }

    @Test
    void nearestTen() {
        assertThat(bytes(i -> read(fleet.knn(places[i % places.length], GROUP), GROUP)))
                .isLessThanOrEqualTo(2_540);
    }

    /** Reads an answer to its end. */
    private static Results<Neighbor> read(Results<Neighbor> results, int size) {
        int read = 0;
        for (Neighbor row : results) {
            read += row.distanceMeters() <= GROUP_METERS ? 1 : 0;
        }
        if (read != size) {
            throw new AssertionError("found " + read + " rows, not " + size);
        }
        return results;
    }
}
