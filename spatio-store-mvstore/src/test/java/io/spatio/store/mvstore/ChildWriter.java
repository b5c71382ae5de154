package io.spatio.store.mvstore;

import io.spatio.Durability;
import io.spatio.spi.EventBatch;
import java.nio.file.Path;

/** A process that writes with several threads until it is killed, and says each sequence number that is acknowledged. */
final class ChildWriter {
    static final int BATCH = 7;

    private ChildWriter() {}

    public static void main(String[] arguments) {
        MvTrajectoryStore store = MvStores.open(Path.of(arguments[0]), Durability.valueOf(arguments[1]), 100);
        int threads = Integer.parseInt(arguments[2]);
        for (int i = 0; i < threads; i++) {
            int number = i;
            new Thread(() -> write(store, number)).start();
        }
    }

    private static void write(MvTrajectoryStore store, int number) {
        EventBatch batch = new EventBatch();
        int object = EventBatch.NO_NUMBER;
        long time = System.nanoTime();
        for (int i = 0; ; i++) {
            batch.clear("n").addObject("o" + number, object, false);
            if (i % 4 == 0) {
                for (int k = 0; k < BATCH; k++) {
                    batch.addPosition(0, time++, k, 1, 1, MvStores.bytes(Integer.toString(i)));
                }
            } else {
                batch.addPosition(0, time++, i % 180, 1, Double.NaN, Event.NO_METADATA);
            }
            long sequence = store.append(batch) + batch.size() - 1;
            object = batch.number(0);
            store.awaitDurable(sequence);
            System.out.println(sequence);
        }
    }
}
