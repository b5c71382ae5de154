package io.spatio.store.mvstore;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Where a test takes the place of the machine, or makes small what is large.
 *
 * @param naming how H2 is told a file's name
 * @param freeBytes the disk's free space
 * @param tailEvents from how many events on the tail is moved into blocks
 */
record Seams(MvFile.Naming naming, LongSupplier freeBytes, int tailEvents) {
    private static final int TAIL_EVENTS = 1 << 16;

    static Seams of(Path directory) {
        return new Seams(PlainPath::nameOf, () -> directory.toFile().getUsableSpace(), TAIL_EVENTS);
    }

    Seams withNaming(MvFile.Naming other) {
        return new Seams(other, freeBytes, tailEvents);
    }

    Seams withFreeBytes(LongSupplier other) {
        return new Seams(naming, other, tailEvents);
    }

    Seams withTailEvents(int other) {
        return new Seams(naming, freeBytes, other);
    }
}
