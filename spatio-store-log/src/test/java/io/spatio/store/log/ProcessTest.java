package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Health;
import io.spatio.error.StoreLockedException;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Options;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.generators.Seeds;
import io.spatio.testkit.store.StoreAppends;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real disk: other processes, SIGKILL, links and interrupts. */
final class ProcessTest {
    @TempDir
    private Path directory;

    private static Process child(Path directory, String sync, long begin) throws IOException {
        return ChildJvm.start("128m", ChildWriter.class, directory.toString(), sync, Long.toString(begin));
    }

    private static TrajectoryStore open(Path directory, String sync) {
        return new LogTrajectoryStoreProvider()
                .open(Options.of(LogTrajectoryStoreOptions.DECLARED, Map.of("sync", sync)), StoreContext.in(directory));
    }

    @Test
    void acknowledgedSurvivesKill() throws Exception {
        long seed = Seeds.of("ProcessTest");
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<String, Long> acknowledged = new HashMap<>();
        long begin = 0;
        for (int round = 0; round < 4; round++) {
            Process child = child(directory, "always", begin);
            int lines = 1 + random.nextInt(3000);
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                for (int i = 0; i < lines; i++) {
                    note(reader.readLine(), acknowledged);
                }
                child.toHandle().destroyForcibly();
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (line.matches("object-[0-3] [0-9]{1,18}")) {
                        note(line, acknowledged);
                    }
                }
            }
            child.waitFor();
            begin = verify(acknowledged, round * 1_000_000L);
        }
    }

    private static void note(String line, Map<String, Long> acknowledged) {
        String[] parts = line.split(" ", -1);
        acknowledged.put(parts[0], Long.parseLong(parts[1]));
    }

    /** Every acknowledged position is there, none invented: an object's counts have no gap within a round. */
    private long verify(Map<String, Long> acknowledged, long roundBegin) {
        try (TrajectoryStore store = open(directory, "always")) {
            acknowledged.forEach((id, last) -> {
                List<Long> times = new ArrayList<>();
                try (EventCursor cursor = store.read(ReadRequest.of("n", id).withRange(roundBegin, Long.MAX_VALUE))) {
                    while (cursor.next()) {
                        assertThat(cursor.lon()).isEqualTo((double) (cursor.timestampMicros() % 180));
                        times.add(cursor.timestampMicros());
                    }
                }
                for (int i = 0; i < times.size(); i++) {
                    assertThat(times.get(i)).isEqualTo(roundBegin + i);
                }
                assertThat(roundBegin + times.size()).isGreaterThan(last);
            });
        }
        return roundBegin + 1_000_000L;
    }

    @Test
    void aSecondProcessIsToldTheHolder() throws Exception {
        Process child = child(directory, "never", 0);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).startsWith("object-");
            assertThatThrownBy(() -> open(directory, "never"))
                    .isInstanceOf(StoreLockedException.class)
                    .hasMessageContaining("pid=" + child.pid())
                    .hasMessageContaining("host=")
                    .hasMessageContaining("start=");
        } finally {
            child.toHandle().destroyForcibly();
            child.waitFor();
        }
        open(directory, "never").close();
    }

    @Test
    void theSameProcessIsRefusedThroughAnyPath() throws Exception {
        Path link = directory.resolveSibling(directory.getFileName() + "-link");
        Files.createSymbolicLink(link, directory);
        try (TrajectoryStore store = open(directory, "never")) {
            for (Path path : List.of(directory, link)) {
                assertThatThrownBy(() -> open(path, "never"))
                        .isInstanceOf(StoreLockedException.class)
                        .hasMessageContaining("pid=" + ProcessHandle.current().pid());
            }
            assertThat(store.health()).isEqualTo(Health.OPEN);
        } finally {
            Files.delete(link);
        }
        open(directory, "never").close();
    }

    @Test
    void interruptsDoNoHarm() throws Exception {
        try (TrajectoryStore store = open(directory, "always")) {
            AtomicBoolean done = new AtomicBoolean();
            List<Throwable> thrown = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                boolean writes = i < 4;
                String id = "object-" + i;
                Thread thread = new Thread(() -> {
                    try {
                        for (int t = 0; !done.get(); t++) {
                            if (writes) {
                                store.awaitDurable(StoreAppends.position(store, "n", id, t, 1, 1, 1, new byte[0]));
                            } else {
                                store.sync();
                                store.recover().close();
                            }
                        }
                    } catch (RuntimeException | Error e) {
                        synchronized (thrown) {
                            thrown.add(e);
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (int i = 0; i < 3000; i++) {
                threads.get(i % threads.size()).interrupt();
                Thread.onSpinWait();
            }
            done.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(thrown).isEmpty();
            assertThat(store.health()).isEqualTo(Health.OPEN);
            Thread.currentThread().interrupt();
            StoreAppends.position(store, "n", "last", 1, 1, 1, 1, new byte[0]);
            store.sync();
            assertThat(Thread.interrupted()).isTrue();
        }
        Thread.currentThread().interrupt();
        open(directory, "always").close();
        assertThat(Thread.interrupted()).isTrue();
    }
}
