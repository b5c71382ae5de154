package io.spatio.testkit.store;

import io.spatio.error.StoreLockedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who has which directory of list stores open in this process: one writer, or readers. Any thread. */
final class DirectoryLocks {
    private static final int WRITER = -1;
    private static final Map<Path, Integer> OPEN = new ConcurrentHashMap<>();

    private DirectoryLocks() {}

    static void lock(Path directory, boolean toRead, boolean readersCount) {
        OPEN.compute(directory, (path, open) -> {
            boolean free = open == null || (open > 0 && (toRead || !readersCount));
            if (!free) {
                throw new StoreLockedException("directory " + directory + " is open in process "
                        + ProcessHandle.current().pid());
            }
            return toRead ? (open == null ? 0 : open) + 1 : (Integer) WRITER;
        });
    }

    static void unlock(Path directory) {
        OPEN.computeIfPresent(directory, (path, open) -> open == WRITER || open == 1 ? null : (Integer) (open - 1));
    }
}
