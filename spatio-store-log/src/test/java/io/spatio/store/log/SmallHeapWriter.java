package io.spatio.store.log;

import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.store.StoreAppends;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A process that writes more than its heap holds, with default options, and tells what its head may take. */
final class SmallHeapWriter {
    static final int OBJECTS = 100;
    static final int ROWS_OF_AN_OBJECT = 6_000;

    private SmallHeapWriter() {}

    static byte[] metadata(int row) {
        return ("{\"speed\":" + row % 100 + ",\"driver\":\"d" + row % 7 + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    /** Argument: directory. */
    public static void main(String[] arguments) {
        Options options = Options.of(LogTrajectoryStoreOptions.DECLARED, Map.of("sync", "never"));
        StoreContext context = StoreContext.in(Path.of(arguments[0]));
        try (TrajectoryStore store = new LogTrajectoryStoreProvider().open(options, context)) {
            for (int row = 0; row < ROWS_OF_AN_OBJECT; row++) {
                for (int object = 0; object < OBJECTS; object++) {
                    StoreAppends.position(store, "n", "o" + object, row, row % 180, object % 90, 3, metadata(row));
                }
            }
        }
        System.out.println(LogTrajectoryStoreOptions.of(options).headBytes());
    }
}
