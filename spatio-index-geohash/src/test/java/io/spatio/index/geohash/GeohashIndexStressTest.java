package io.spatio.index.geohash;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes and searches at the same time, sized by operations and not by time. */
class GeohashIndexStressTest {
    private static final int WRITERS = 2;
    private static final int READERS = 2;

    /**
     * From all in one cell, through some cells and tiles, to a tile per place; the spread 1e-9 lies within one cell. Those
     * that follow the objects have tiles of about as many objects as make them split and merge all the time.
     */
    @ParameterizedTest
    @CsvSource({
        "12, 1, 40, false",
        "22, 1, 300, false",
        "26, 1, 300, false",
        "32, 1, 300, false",
        "44, 1, 60, false",
        "32, 1e-9, 40, false",
        "2, 1, 40, false",
        "18, 1, 60, true",
        "20, 1, 100, true",
        "22, 1, 300, true",
        "25, 1, 600, true",
        "32, 1e-9, 200, true"
    })
    void findsEveryMoverOnce(int bits, double spread, int size, boolean fitting) throws Exception {
        GeohashIndex index = new GeohashIndex(new GeohashIndexOptions(bits, fitting));
        Fleet fleet = new Fleet(index, size, spread);
        for (int handle = 0; handle < size; handle++) {
            fleet.insert(handle);
        }
        long moves = 100_000L * Integer.getInteger("spatio.test.budget", 5) / 5;
        readWhileWriting(
                WRITERS,
                number -> {
                    Random random = new Random(number);
                    for (long i = 0; i < moves; i++) {
                        fleet.move(random.nextInt(size / WRITERS) * WRITERS + number);
                    }
                },
                (reader, round) -> search(index, fleet, reader + round));
        for (int i = 0; i < 4; i++) {
            assertThat(search(index, fleet, i)).isTrue();
        }
        GridInvariants.check(index.grid());
    }

    /** Objects come into a small place, so that cells are fitted to them again and again while they move. */
    @ParameterizedTest
    @CsvSource({"1", "1e-2", "1e-4"})
    void findsEveryMoverOnceWhileCellsAreFitted(double spread) throws Exception {
        int size = 6000;
        GeohashIndex index = new GeohashIndex(GeohashIndexOptions.defaults());
        Fleet fleet = new Fleet(index, size, spread);
        readWhileWriting(
                WRITERS,
                number -> {
                    Random random = new Random(number);
                    for (int own = 0; own < size / WRITERS; own++) {
                        fleet.insert(own * WRITERS + number);
                        for (int i = 0; i < 4; i++) {
                            fleet.move(random.nextInt(own + 1) * WRITERS + number);
                        }
                    }
                },
                (reader, round) -> search(index, fleet, reader + round));
        for (int i = 0; i < 4; i++) {
            assertThat(search(index, fleet, i)).isTrue();
        }
        assertThat(index.size()).isEqualTo(size);
        GridInvariants.check(index.grid());
    }

    /** All objects of one thread go into one tile and out again, so that it splits and merges beside those who search it. */
    @Test
    void findsEveryMoverOnceWhileTilesSplitAndMerge() throws Exception {
        int size = 400;
        int places = 40;
        GeohashIndex index = new GeohashIndex(new GeohashIndexOptions(28, true));
        int[] published = new int[size];
        for (int handle = 0; handle < size; handle++) {
            index.insert(handle, crowdLon(handle, 0), 1, 0);
        }
        int tours = 20 * Integer.getInteger("spatio.test.budget", 5);
        readWhileWriting(
                WRITERS,
                number -> {
                    for (int tour = 0; tour < tours; tour++) {
                        for (int handle = number; handle < size; handle += WRITERS) {
                            int step = published[handle];
                            index.move(
                                    handle, crowdLon(handle, step), 1, step, crowdLon(handle, step + 1), 1, step + 1);
                            published[handle] = step + 1;
                        }
                    }
                },
                (reader, round) -> seesAllInCrowd(index, size, (reader + round) % places));
        assertThat(seesAllInCrowd(index, size, 0)).isTrue();
        GridInvariants.check(index.grid());
    }

    /** In a small place at even steps, spread over 40 degrees at odd ones. */
    private static double crowdLon(int handle, int step) {
        return (step & 1) == 0 ? 1 + handle * 2e-5 : 2 + handle * 0.1;
    }

    private static boolean seesAllInCrowd(GeohashIndex index, int size, int place) {
        boolean[] seen = new boolean[size];
        boolean done = index.search(Boxes.of(0.9, 0.9, 50, 1.1), (handle, lon, lat, alt) -> {
            assertThat(seen[handle]).isFalse();
            assertThat(lon).isEqualTo(crowdLon(handle, (int) alt));
            seen[handle] = true;
            return true;
        });
        boolean[] offered = new boolean[size];
        boolean nearestDone = index.nearest(new DegreeMetric(1 + place * 2e-4, 1), (handle, lon, lat, alt) -> {
            assertThat(offered[handle]).isFalse();
            assertThat(lon).isEqualTo(crowdLon(handle, (int) alt));
            offered[handle] = true;
            return Double.POSITIVE_INFINITY;
        });
        for (int handle = 0; handle < size; handle++) {
            assertThat(seen[handle] || !done).isTrue();
            assertThat(offered[handle] || !nearestDone).isTrue();
        }
        return done && nearestDone;
    }

    private static boolean search(GeohashIndex index, Fleet fleet, int kind) {
        Sighting sighting = new Sighting(fleet);
        boolean done;
        if (kind % 4 == 3) {
            done = index.nearest(new DegreeMetric(1.3, 1.2), (handle, lon, lat, alt) -> {
                sighting.see(handle, lon, lat, alt);
                return Double.POSITIVE_INFINITY;
            });
        } else {
            Region region = kind % 4 == 0
                    ? Region.EVERYWHERE
                    : kind % 4 == 1
                            ? Boxes.of(0, 0, 3, 3)
                            : new Boxes(List.of(
                                    new LonLatBox(0.5, 0, 1.3, 2),
                                    new LonLatBox(Math.nextUp(1.3), 0, 1.6, 2),
                                    new LonLatBox(Math.nextUp(1.6), 0, 3, 2)));
            done = index.search(region, (handle, lon, lat, alt) -> {
                sighting.see(handle, lon, lat, alt);
                return true;
            });
        }
        if (done) {
            sighting.checkComplete();
        }
        return done;
    }

    /** Objects that come and go, in tiles that come and go, beside objects that stay where they are. */
    @Test
    void keepsWhatStaysWhileOthersComeAndGo() throws Exception {
        GeohashIndex index = new GeohashIndex(new GeohashIndexOptions(36));
        int staying = 50;
        for (int handle = 0; handle < staying; handle++) {
            index.insert(handle, 1 + handle * 0.01, 1.5, 7);
        }
        long changes = 20_000L * Integer.getInteger("spatio.test.budget", 5) / 5;
        readWhileWriting(
                WRITERS,
                writer -> {
                    int handle = staying + writer;
                    for (int i = 0; i < changes; i++) {
                        double lon = 1 + (i * 31 + handle) % 997 * 1e-3;
                        double lat = 1 + i % 991 * 1e-3;
                        index.insert(handle, lon, lat, Double.NaN);
                        index.move(handle, lon, lat, Double.NaN, lat, lon, 3);
                        index.remove(handle, lat, lon, 3);
                    }
                },
                (reader, round) -> countStaying(index, staying));
        assertThat(countStaying(index, staying)).isTrue();
        assertThat(index.size()).isEqualTo(staying);
        GridInvariants.check(index.grid());
    }

    private static boolean countStaying(GeohashIndex index, int staying) {
        int[] seen = new int[staying + WRITERS];
        boolean done = index.search(Boxes.of(0.9, 0.9, 2.1, 2.1), (handle, lon, lat, alt) -> {
            seen[handle]++;
            assertThat(handle < staying ? alt == 7 : alt == 3 || Double.isNaN(alt))
                    .isTrue();
            return true;
        });
        for (int handle = 0; done && handle < seen.length; handle++) {
            assertThat(seen[handle]).isBetween(handle < staying ? 1 : 0, 1);
        }
        return done;
    }

    /** One object that keeps entering tiles which nobody has seen, and rests between, so that searches come to an end. */
    @Test
    void followsAnObjectIntoNewTiles() throws Exception {
        GeohashIndex index = new GeohashIndex(new GeohashIndexOptions(40));
        index.insert(0, 0, 0, Double.NaN);
        index.insert(1, 170, 80, Double.NaN);
        int moves = 400 * Integer.getInteger("spatio.test.budget", 5);
        readWhileWriting(
                1,
                writer -> {
                    double lon = 0;
                    for (int i = 1; i <= moves; i++) {
                        // Back and forth: from tiles a walk meets early to tiles it meets late, and the other way
                        // about.
                        double next = (i & 1) == 0 ? i * 0.01 : -i * 0.01;
                        index.move(0, lon, lon / 2, Double.NaN, next, next / 2, Double.NaN);
                        lon = next;
                        for (int rest = 0; rest < 1000; rest++) {
                            index.move(1, 170, 80, Double.NaN, 170, 80, Double.NaN);
                        }
                    }
                },
                (reader, round) -> seesBoth(index));
        assertThat(seesBoth(index)).isTrue();
        GridInvariants.check(index.grid());
    }

    private static boolean seesBoth(GeohashIndex index) {
        int[] seen = new int[2];
        boolean done = index.search(Region.EVERYWHERE, (handle, lon, lat, alt) -> {
            seen[handle]++;
            return true;
        });
        if (done) {
            assertThat(seen).containsExactly(1, 1);
        }
        int[] offered = new int[2];
        boolean nearestDone = index.nearest(new DegreeMetric(0, 0), (handle, lon, lat, alt) -> {
            offered[handle]++;
            return Double.POSITIVE_INFINITY;
        });
        if (nearestDone) {
            assertThat(offered).containsExactly(1, 1);
        }
        return done && nearestDone;
    }

    /** What a returned insert did, every later search sees, beside searches, inserts and the growth they cause. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void growsBesideSearches(boolean fitting) throws Exception {
        GeohashIndex index = new GeohashIndex(new GeohashIndexOptions(34, fitting));
        int each = 20_000;
        AtomicInteger[] inserted = {new AtomicInteger(), new AtomicInteger()};
        readWhileWriting(
                WRITERS,
                number -> {
                    for (int i = 0; i < each; i++) {
                        index.insert(2 * i + number, i % 100 * 0.1, growingLat(i, number), Double.NaN);
                        inserted[number].set(i + 1);
                    }
                },
                (reader, round) -> {
                    int last = inserted[reader].get() - 1;
                    boolean[] seen = new boolean[100];
                    double lat = growingLat(last, reader);
                    boolean done = index.search(Boxes.of(0, lat, 10, lat), (handle, lon, foundLat, alt) -> {
                        assertThat(seen[handle / 2 % 100]).isFalse();
                        seen[handle / 2 % 100] = true;
                        return true;
                    });
                    for (int i = 0; done && i <= last % 100 && last >= 0; i++) {
                        assertThat(seen[i]).isTrue();
                    }
                });
        assertThat(index.size()).isEqualTo(WRITERS * each);
        GridInvariants.check(index.grid());
    }

    private static double growingLat(int i, int writer) {
        int row = i / 100;
        return row * 0.1 + writer * 40;
    }

    /** Readers go on, round by round, until all writers have come to an end. */
    private static void readWhileWriting(int writers, IntConsumer write, Reading read) throws Exception {
        AtomicInteger writing = new AtomicInteger(writers);
        ExecutorService threads = Executors.newFixedThreadPool(writers + READERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                running.add(threads.submit(() -> {
                    write.accept(number);
                    writing.decrementAndGet();
                }));
            }
            for (int reader = 0; reader < READERS; reader++) {
                int number = reader;
                running.add(threads.submit(() -> {
                    for (int round = 0; writing.get() > 0; round++) {
                        read.read(number, round);
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            writing.set(0);
            threads.shutdownNow();
        }
    }

    private interface Reading {
        void read(int reader, int round);
    }

    /** What one search is given, compared with what it could have been given. */
    private static final class Sighting {
        private final Fleet fleet;
        private final int[] atStart;
        private final int[] seenStep;

        Sighting(Fleet fleet) {
            this.fleet = fleet;
            atStart = new int[fleet.size()];
            seenStep = new int[fleet.size()];
            for (int handle = 0; handle < atStart.length; handle++) {
                atStart[handle] = fleet.published(handle);
            }
        }

        void see(int handle, double lon, double lat, double alt) {
            int step = (int) alt;
            assertThat(lon).as("torn longitude").isEqualTo(fleet.lon(handle, step));
            assertThat(lat).as("torn latitude").isEqualTo(fleet.lat(handle, step));
            assertThat(step).isBetween(atStart[handle], fleet.begun(handle));
            // No index position may be newer than the row.
            assertThat(step).isLessThanOrEqualTo(fleet.published(handle));
            assertThat(seenStep[handle]).as("seen twice").isZero();
            seenStep[handle] = step;
        }

        void checkComplete() {
            for (int handle = 0; handle < seenStep.length; handle++) {
                assertThat(atStart[handle] == 0 || seenStep[handle] > 0)
                        .as("handle %s missing", handle)
                        .isTrue();
            }
        }
    }
}
