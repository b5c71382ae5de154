package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spatio.Health;
import io.spatio.error.StoreException;
import io.spatio.error.StoreFullException;
import io.spatio.spi.StoreContext;
import io.spatio.testkit.store.StoreAppends;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operating system's own failures: a file system that is really full, calls that really fail. Long runs only. */
final class RealDiskTest {
    private static final long LONG_SECONDS = 60;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int LOGS = 200;

    @TempDir
    private Path directory;

    @BeforeEach
    void onlyInLongRuns() {
        assumeTrue(
                Double.parseDouble(System.getProperty("spatio.test.budget", "5")) >= LONG_SECONDS,
                "waits for a long run: -Plong");
    }

    private static boolean works(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such tool
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aReallyFullFileSystemLosesNothing() throws Exception {
        Path mount = Files.createDirectory(directory.resolve("mount"));
        assumeTrue(
                works("mount", "-t", "tmpfs", "-o", "size=300m", "spatio-full", mount.toString()),
                "a small file system cannot be mounted here");
        try (Loop loop = Loop.begin("RealDiskTest full", 0.1)) {
            while (loop.goesOn()) {
                fill(mount, loop);
            }
        } finally {
            assertThat(works("umount", mount.toString())).isTrue();
        }
    }

    private static LogTrajectoryStore open(Path mount) {
        return (LogTrajectoryStore) new LogTrajectoryStoreProvider()
                .open(KilledWriter.options("always"), StoreContext.in(mount.resolve("db")));
    }

    private static void fill(Path mount, Loop loop) throws IOException {
        Files.createDirectories(mount.resolve("db"));
        Path filler = mount.resolve("filler");
        long acknowledged;
        LogTrajectoryStore store = open(mount);
        append(store);
        write(filler, 100L << 20);
        assertThat(untilRefused(store)).isInstanceOf(StoreFullException.class);
        assertThat(store.health().state()).isEqualTo(Health.State.READ_ONLY_FULL);
        Files.delete(filler);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!resumes(store)) {
            assertThat(System.nanoTime()).as("writing resumes").isLessThan(deadline);
        }
        loop.count("full-and-freed", 1);
        write(filler, Long.MAX_VALUE); // faster than the store looks
        StoreException refusal = untilRefused(store);
        loop.count(refusal instanceof StoreFullException ? "refused-before-the-system" : "failed-by-the-system", 1);
        acknowledged = store.stats().details().get("durable-sequence") instanceof Long sequence ? sequence : 0;
        try {
            store.close();
        } catch (StoreException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        Files.delete(filler);
        try (LogTrajectoryStore reopened = open(mount)) {
            assertThat(Model.lastSequence(reopened)).isGreaterThanOrEqualTo(acknowledged);
            assertThat(reopened.verify().problems()).isEmpty();
            append(reopened);
        }
        loop.count("acknowledged-checked", acknowledged);
    }

    private static void append(LogTrajectoryStore store) {
        store.awaitDurable(StoreAppends.position(store, "n", "o", System.nanoTime(), 1, 2, 3, new byte[1000]));
    }

    private static boolean resumes(LogTrajectoryStore store) {
        try {
            append(store);
            return true;
        } catch (StoreFullException e) {
            Thread.onSpinWait();
            return false;
        }
    }

    private static StoreException untilRefused(LogTrajectoryStore store) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < deadline) {
            try {
                append(store);
            } catch (StoreException e) {
                return e;
            }
        }
        throw new AssertionError("a full disk is not noticed");
    }

    /** Fills a file until a number of bytes are left, or until the system has none. */
    private static void write(Path file, long leaveBytes) throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (leaveBytes == Long.MAX_VALUE || file.toFile().getUsableSpace() > leaveBytes) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(leaveBytes).as(String.valueOf(e)).isEqualTo(Long.MAX_VALUE);
        }
    }

    @ParameterizedTest
    @CsvSource({"fsync,EIO,always", "fsync,EIO,every-second", "write,ENOSPC,always", "write,EIO,never"})
    void callsThatReallyFail(String call, String error, String sync) throws Exception {
        assumeTrue(works("strace", "-V"), "strace is not here");
        long beginMicros = Instant.now().getEpochSecond() * 1_000_000L;
        try (Loop loop = Loop.begin("RealDiskTest " + call + " " + error + " " + sync, 0.1)) {
            for (int round = 0; loop.goesOn(); round++) {
                Path home = Files.createDirectory(directory.resolve(call + "-" + round));
                int when = 1 + loop.random().nextInt(call.equals("fsync") ? 60 : 300);
                long acknowledged = untilItEnds(traced(home, call, error, when, sync, beginMicros));
                long found = CountCheck.verify(home, sync, beginMicros, acknowledged);
                loop.count("failed-calls", 1);
                loop.count("acknowledged-checked", acknowledged + 1);
                loop.count("positions-read", found + 1);
            }
        }
    }

    /** A writer whose calls on the files of its directory fail from the n-th of a thread on. */
    private static Process traced(Path home, String call, String error, int when, String sync, long beginMicros)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null"));
        for (int number = 1; number < LOGS; number++) {
            command.addAll(List.of("-P", home.resolve("wal-" + number + ".log").toString()));
        }
        command.addAll(List.of("-P", home.resolve("MANIFEST.tmp").toString(), "-P", home.toString()));
        command.addAll(
                List.of("-e", "trace=" + call, "-e", "inject=" + call + ":error=" + error + ":when=" + when + "+"));
        command.addAll(
                ChildJvm.command("128m", KilledWriter.class, home.toString(), sync, Long.toString(beginMicros), "0"));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The writer ends by itself: every thread of it is told of the failure. */
    private static long untilItEnds(Process child) throws Exception {
        long acknowledged = -1;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                acknowledged = Math.max(acknowledged, Long.parseLong(line));
            }
            assertThat(child.waitFor(60, TimeUnit.SECONDS))
                    .as("nobody waits for ever")
                    .isTrue();
        } finally {
            child.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
            child.toHandle().destroyForcibly();
        }
        return acknowledged;
    }
}
