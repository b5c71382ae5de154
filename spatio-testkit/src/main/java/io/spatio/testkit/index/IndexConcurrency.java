package io.spatio.testkit.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.spatio.spi.ConcurrentSpatialIndex;
import io.spatio.spi.Region;
import io.spatio.spi.SpatialIndex;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.harness.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Searches beside searches for every index; searches beside changes for a {@link ConcurrentSpatialIndex}. */
public abstract class IndexConcurrency {
    private static final int OBJECTS = 300;
    private static final int MOVERS = 2;
    private static final int READERS = 2;

    private final IndexSource source;

    /** Tests the indexes of a source. */
    protected IndexConcurrency(IndexSource source) {
        this.source = source;
    }

    @Test
    @Spec("answers searches beside each other as if each were alone")
    void searchesBesideSearches() {
        try (ModelledIndex index = new ModelledIndex(source.create())) {
            for (int i = 0; i < 2000; i++) {
                index.insert(Point.of(i % 90 * 4 - 180, i / 90 * 8 - 90));
            }
            Budget.Running running = source.budget().dividedBy(4).start();
            List<Threads.Task> readers = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                int shift = reader * 20;
                readers.add(() -> {
                    do {
                        index.checkSearch(BoxRegion.of(160 - shift, -60, -160 + shift, 60));
                        index.checkNearest(new PlaneMetric(shift, shift), 25);
                        index.checkSearch(Region.EVERYWHERE);
                    } while (running.remains());
                });
            }
            Threads.runAll(readers);
        }
    }

    @Test
    @Spec("calls a publication exactly once, on the calling thread, before the change returns")
    void publishesOnce() {
        ConcurrentSpatialIndex index = concurrent();
        Thread caller = Thread.currentThread();
        int[] calls = {0};
        ConcurrentSpatialIndex.Publication publication = () -> {
            calls[0]++;
            assertSame(caller, Thread.currentThread(), "publication on another thread");
        };
        int expected = 0;
        for (int handle = 0; handle < 2000; handle++) {
            index.insert(handle, handle % 100 * 0.1, Math.floorDiv(handle, 100), Double.NaN, publication);
            assertEquals(++expected, calls[0], "publications by insert");
        }
        for (int handle = 0; handle < 2000; handle++) {
            double far = handle % 2 == 0 ? 0.0001 : 100;
            double lon = handle % 100 * 0.1;
            index.move(
                    handle,
                    lon,
                    Math.floorDiv(handle, 100),
                    Double.NaN,
                    lon + far,
                    Math.floorDiv(handle, 100),
                    Double.NaN,
                    publication);
            assertEquals(++expected, calls[0], "publications by move");
            index.remove(handle, lon + far, Math.floorDiv(handle, 100), Double.NaN, publication);
            assertEquals(++expected, calls[0], "publications by remove");
        }
        index.close();
    }

    @Test
    @Spec("beside movers finds each object at most once and every object that stays inside throughout")
    void searchesBesideMovers() {
        ConcurrentSpatialIndex index = concurrent();
        PublishedRows rows = new PublishedRows(index, OBJECTS);
        Budget.Running running = source.budget().start();
        List<Threads.Task> tasks = new ArrayList<>();
        for (int mover = 0; mover < MOVERS; mover++) {
            int first = mover;
            Random random = new Random(first);
            tasks.add(() -> {
                do {
                    for (int object = first; object < OBJECTS; object += MOVERS) {
                        rows.change(object, random);
                    }
                } while (running.remains());
            });
        }
        for (int reader = 0; reader < READERS; reader++) {
            Random random = new Random(100 + reader);
            tasks.add(() -> {
                do {
                    rows.checkSearch(random);
                    rows.checkNearest(random);
                } while (running.remains());
            });
        }
        Threads.runAll(tasks);
        rows.checkAtRest();
        index.close();
    }

    private ConcurrentSpatialIndex concurrent() {
        SpatialIndex index = source.create();
        Assumptions.assumeTrue(
                index instanceof ConcurrentSpatialIndex,
                "not a ConcurrentSpatialIndex: the engine holds a lock for it");
        return (ConcurrentSpatialIndex) index;
    }
}
