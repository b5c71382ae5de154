package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Maintenance that looks for log files while the log makes the next one, which has its name before its header. */
final class LogFileBeingMadeTest {
    private final SimulatedIo disk = new SimulatedIo();
    private final Model model = new Model();

    /** A disk whose lists show the next log file, empty. */
    private static final class Ahead extends IoDecorator {
        private final List<Path> made = new ArrayList<>();
        private boolean armed;

        Ahead(Io disk) {
            super(disk);
        }

        @Override
        public List<Path> list(Path directory) throws IOException {
            if (armed) {
                long last = super.list(directory).stream()
                        .map(path -> path.getFileName().toString())
                        .filter(name -> name.matches("wal-\\d+\\.log"))
                        .mapToLong(name -> Long.parseLong(name.substring(4, name.length() - 4)))
                        .max()
                        .orElseThrow();
                Path next = directory.resolve("wal-" + (last + 1) + ".log");
                create(next).close();
                made.add(next);
                armed = false;
            }
            return super.list(directory);
        }
    }

    @Test
    void aFileWithoutAHeaderYetIsNoDamage() throws IOException {
        Ahead ahead = new Ahead(disk);
        try (LogTrajectoryStore store = Stores.open(ahead, Durability.ALWAYS)) {
            for (int i = 0; i < 500; i++) {
                model.position(store, "n", "a", i, new double[] {1, 2, 3}, new byte[0]);
            }
            ahead.armed = true;
            store.compact();
            assertThat(ahead.made).hasSize(1);
            disk.delete(ahead.made.get(0)); // so that the log makes it itself
            model.position(store, "n", "a", 1000, new double[] {1, 2, 3}, new byte[0]);
            store.compact();
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        try (LogTrajectoryStore store = Stores.open(disk, Durability.ALWAYS)) {
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }
}
