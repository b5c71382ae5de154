package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.error.StoreLockedException;
import io.spatio.spi.ReadRequest;
import io.spatio.testkit.store.StoreAppends;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Other processes: killed in the midst of writing, or holding the directory. */
class ProcessTest {
    private static final int THREADS = 3;
    private static final int ROUNDS_A_STORE = 20;

    @TempDir
    Path directory;

    private static Process start(Class<?> main, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void aKilledWriterLeavesAPrefixWithAllThatWasAcknowledged(Durability sync) throws Exception {
        Budget budget = Budget.share("ProcessTest " + sync, 0.6);
        long kept = 0;
        int rounds = 0;
        while (budget.isLeft() || rounds < 2) {
            rounds++;
            if (rounds % ROUNDS_A_STORE == 0) {
                directory = Files.createDirectory(directory.resolve("next"));
                kept = 0;
            }
            int lines = budget.random().nextInt(1, 200);
            long acknowledged = writeAndKill(sync, lines);
            try (MvTrajectoryStore store = MvStores.open(directory, sync)) {
                long found = checkPrefix(store);
                if (sync == Durability.ALWAYS) {
                    assertThat(found).as(budget.seed()).isGreaterThanOrEqualTo(acknowledged);
                }
                assertThat(found).as("seen and then lost, %s", budget.seed()).isGreaterThanOrEqualTo(kept);
                assertThat(store.verify().problems()).isEmpty();
                store.sync();
                kept = found;
            }
            budget.count("kills", 1);
            budget.count("acknowledged-checked", acknowledged);
        }
        budget.tell();
    }

    /** Returns the greatest sequence number that the child had acknowledged for. */
    private long writeAndKill(Durability sync, int lines) throws Exception {
        Process child = start(ChildWriter.class, directory, sync, THREADS);
        long acknowledged = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < lines; i++) {
                String line = out.readLine();
                assertThat(line).as("the child ended by itself").isNotNull();
                acknowledged = Math.max(acknowledged, Long.parseLong(line));
            }
            child.toHandle().destroyForcibly(); // SIGKILL; the pipe stays readable
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                // The last line may be torn: then it is a smaller number, or none.
                acknowledged = line.isEmpty() ? acknowledged : Math.max(acknowledged, Long.parseLong(line));
            }
        } finally {
            child.destroyForcibly();
        }
        return acknowledged;
    }

    /** Sequence numbers without a hole, batches whole; returns the greatest. */
    private static long checkPrefix(MvTrajectoryStore store) {
        BitSet sequences = new BitSet();
        for (int thread = 0; thread < THREADS; thread++) {
            int inBatch = 0;
            long batch = -1;
            for (Seen event : Seen.all(store.read(ReadRequest.of("n", "o" + thread)))) {
                sequences.set((int) event.sequence());
                if (event.metadata().isEmpty()) {
                    continue;
                }
                long of = Long.parseLong(event.metadata());
                assertThat(inBatch == 0 || of == batch).as("a batch is torn").isTrue();
                batch = of;
                inBatch = (inBatch + 1) % ChildWriter.BATCH;
            }
            assertThat(inBatch).as("a batch is torn").isZero();
        }
        assertThat(sequences.cardinality()).isEqualTo(Math.max(0, sequences.length() - 1));
        return Math.max(0L, sequences.length() - 1L);
    }

    @Test
    void aDirectoryHeldByAnotherProcessIsRefusedNamingIt() throws Exception {
        Process child = start(ChildHolder.class, directory);
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("open");
            assertThatThrownBy(() -> MvStores.open(directory))
                    .isInstanceOf(StoreLockedException.class)
                    .hasMessageContaining("pid=" + child.pid() + " ")
                    .hasMessageContaining("started=");
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        MvStores.open(directory).close();
    }

    @Test
    void aDirectoryHeldHereIsRefusedToAnotherProcess() throws Exception {
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            assertThatThrownBy(() -> MvStores.open(directory)).isInstanceOf(StoreLockedException.class);
            StoreAppends.position(store, "n", "o", 1, 1, 1, 1, Event.NO_METADATA);
            Process child = start(ChildHolder.class, directory);
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(out.readLine())
                        .contains("StoreLockedException")
                        .contains("pid=" + ProcessHandle.current().pid() + " ");
            } finally {
                child.destroyForcibly();
            }
        }
    }
}
