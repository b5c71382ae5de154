package io.spatio.store.log;

import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.store.StoreAppends;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A process that counts into a store until it is killed, over several threads but in one order, while history is sealed,
 * merged and dropped; it tells on its standard output up to which count all is on stable storage.
 */
final class KilledWriter {
    static final int OBJECTS = 8;
    static final int BATCH_EVERY = 16;
    static final int BATCH = 7;
    private static final int THREADS = 4;
    private static final int SYNC_EVERY = 100;

    private final TrajectoryStore store;
    private final boolean always;
    private final long beginMicros;
    private final ReentrantLock order = new ReentrantLock();
    private long next;
    private long told = -1;

    private KilledWriter(TrajectoryStore store, boolean always, long beginMicros, long next) {
        this.store = store;
        this.always = always;
        this.beginMicros = beginMicros;
        this.next = next;
    }

    static Options options(String sync) {
        return Options.of(
                LogTrajectoryStoreOptions.DECLARED,
                Map.of("sync", sync, "wal-bytes", "64KiB", "head-bytes", "64KiB", "retention", "30d"));
    }

    /** Arguments: directory, policy, the time of count 0, and the count to begin at. */
    public static void main(String[] arguments) {
        TrajectoryStore store =
                new LogTrajectoryStoreProvider().open(options(arguments[1]), StoreContext.in(Path.of(arguments[0])));
        KilledWriter writer = new KilledWriter(
                store, arguments[1].equals("always"), Long.parseLong(arguments[2]), Long.parseLong(arguments[3]));
        for (int thread = 0; thread < THREADS; thread++) {
            new Thread(writer::write).start();
        }
        new Thread(() -> {
                    while (true) {
                        ((LogTrajectoryStore) store).compact();
                    }
                })
                .start();
    }

    private void write() {
        while (true) {
            long count;
            long sequence;
            order.lock();
            try {
                count = next;
                sequence = append(count);
                next = count + (count % BATCH_EVERY == 0 ? BATCH : 1);
                count = next - 1;
                if (count % (2 * BATCH_EVERY) == 9) {
                    StoreAppends.position(store, "n", "old", count, 1, 1, 1, new byte[0]);
                }
            } finally {
                order.unlock();
            }
            if (always) {
                store.awaitDurable(sequence);
                tell(count);
            } else if (count % SYNC_EVERY == 0) {
                store.sync();
                tell(count);
            }
        }
    }

    private long append(long count) {
        if (count % BATCH_EVERY != 0) {
            return StoreAppends.position(
                    store, "n", id(count), beginMicros + count, (double) (count % 180), 1, 2, new byte[] {'1'});
        }
        List<String> ids = new ArrayList<>();
        long[] times = new long[BATCH];
        double[][] places = new double[BATCH][];
        for (int i = 0; i < BATCH; i++) {
            ids.add(id(count + i));
            times[i] = beginMicros + count + i;
            places[i] = new double[] {(double) ((count + i) % 180), 1, 2};
        }
        return store.append(Model.batchOf("n", ids, times, places, new byte[0])) + BATCH - 1;
    }

    private static String id(long count) {
        return "object-" + count % OBJECTS;
    }

    private synchronized void tell(long count) {
        if (count > told) {
            told = count;
            System.out.println(count);
        }
    }
}
