package io.spatio.core.wiring;

import io.spatio.error.StoreException;
import io.spatio.spi.EventCursor;
import io.spatio.spi.TrajectoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What an opening says that ran out of heap: how many objects there are and about how much they need. */
final class HeapNeed {
    /**
     * What an object takes at the peak of an opening: row, id of 16 characters, one field of metadata, entry in index and store,
     * a quarter more than it takes afterwards. What it really takes depends on its id and metadata.
     */
    private static final long BYTES_PER_OBJECT = 800;

    private static final long BASE_BYTES = 32L << 20;
    private static final long MEGABYTE = 1L << 20;

    private HeapNeed() {}

    /**
     * The failure to throw.
     *
     * @param store opens the store once more, for reading alone, to count the objects, when what ran out is free again
     */
    static StoreException tooSmall(Path directory, OutOfMemoryError cause, Supplier<TrajectoryStore> store) {
        long most = Runtime.getRuntime().maxMemory();
        OptionalLong objects = count(store);
        String needs = "opening " + directory + " needs more heap than there is (-Xmx is " + megabytes(most) + " MB): ";
        if (objects.isEmpty()) {
            return new StoreException(
                    needs + "too little even to count its objects; its files hold " + megabytes(sizeBytes(directory))
                            + " MB; start Java with -Xmx" + 2 * megabytes(most) + "m or more; nothing is lost",
                    cause);
        }
        long bytes = Math.max(BASE_BYTES + objects.getAsLong() * BYTES_PER_OBJECT, most + most / 4);
        return new StoreException(
                needs + "it holds " + objects.getAsLong() + " objects, which need about " + megabytes(bytes)
                        + " MB; start Java with -Xmx" + megabytes(bytes) + "m or more; nothing is lost",
                cause);
    }

    static long megabytes(long bytes) {
        return bytes / MEGABYTE;
    }

    private static long sizeBytes(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static OptionalLong count(Supplier<TrajectoryStore> store) {
        try (TrajectoryStore open = store.get();
                EventCursor events = open.recover()) {
            long objects = 0;
            while (events.next()) {
                objects++;
            }
            return OptionalLong.of(objects);
        } catch (RuntimeException | Error e) {
            return OptionalLong.empty(); // the store alone does not fit either
        }
    }
}
