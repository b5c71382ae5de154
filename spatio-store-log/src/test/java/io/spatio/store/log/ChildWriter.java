package io.spatio.store.log;

import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.store.StoreAppends;
import java.nio.file.Path;
import java.util.Map;

/** A process that writes for ever, and tells on its standard output what is safe. */
final class ChildWriter {
    private static final int THREADS = 4;

    private ChildWriter() {}

    /** Arguments: directory, policy, and where to begin. Each position's timestamp and longitude follow from its count. */
    public static void main(String[] arguments) {
        Options options =
                Options.of(LogTrajectoryStoreOptions.DECLARED, Map.of("sync", arguments[1], "wal-bytes", "64KiB"));
        TrajectoryStore store = new LogTrajectoryStoreProvider().open(options, StoreContext.in(Path.of(arguments[0])));
        long begin = Long.parseLong(arguments[2]);
        for (int thread = 0; thread < THREADS; thread++) {
            String id = "object-" + thread;
            new Thread(() -> write(store, id, begin)).start();
        }
    }

    private static void write(TrajectoryStore store, String id, long begin) {
        for (long i = begin; ; i++) {
            long sequence = StoreAppends.position(store, "n", id, i, (double) (i % 180), 1, 2, new byte[] {'1'});
            store.awaitDurable(sequence);
            tell(id + " " + i);
        }
    }

    private static synchronized void tell(String line) {
        System.out.println(line);
    }
}
