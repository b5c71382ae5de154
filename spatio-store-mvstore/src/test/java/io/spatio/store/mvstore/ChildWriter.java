package io.spatio.store.mvstore;

import io.spatio.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
        int object = store.register("n", "o" + number);
        long time = System.nanoTime();
        for (int i = 0; ; i++) {
            long sequence;
            if (i % 4 == 0) {
                List<Seen> events = new ArrayList<>();
                for (int k = 0; k < BATCH; k++) {
                    events.add(MvStores.position("n", "", time++, k, 1, 1, Integer.toString(i)));
                }
                sequence = store.append(new MvStores.Batch(Collections.nCopies(BATCH, object), events)) + BATCH - 1;
            } else {
                sequence = store.append(object, time++, i % 180, 1, Double.NaN, Event.NO_METADATA);
            }
            store.awaitDurable(sequence);
            System.out.println(sequence);
        }
    }
}
