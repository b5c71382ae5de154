package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.error.StoreLockedException;
import io.spatio.spi.StoreContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process killed again and again while it counts; what it acknowledged is the oracle. */
final class KillTest {
    private static final int ROUNDS_A_STORE = 12;

    @TempDir
    private Path directory;

    private final long beginMicros = Instant.now().getEpochSecond() * 1_000_000L;

    private Process start(Path home, String sync, long count) throws IOException {
        return ChildJvm.start(
                "128m", KilledWriter.class, home.toString(), sync, Long.toString(beginMicros), Long.toString(count));
    }

    private static BufferedReader output(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void whatWasAcknowledgedSurvivesEveryKill(Durability durability) throws Exception {
        String sync = durability.name().toLowerCase(Locale.ROOT).replace('_', '-');
        try (Loop loop = Loop.begin("KillTest " + durability, 0.5)) {
            Path home = directory;
            long found = -1;
            for (int round = 0; loop.goesOn(); round++) {
                if (round % ROUNDS_A_STORE == 0) {
                    home = Files.createDirectory(directory.resolve("store-" + round));
                    found = -1;
                }
                int most = durability == Durability.ALWAYS ? 2_000 : 500;
                int lines = (int) Math.exp(loop.random().nextDouble() * Math.log(most));
                long acknowledged = Math.max(found, writeAndKill(start(home, sync, found + 1), lines));
                found = CountCheck.verify(home, sync, beginMicros, acknowledged);
                loop.count("kills", 1);
                loop.count("acknowledged-checked", acknowledged + 1);
                loop.count("positions-read", found + 1);
            }
        }
    }

    /** Returns the count up to which all was told to be safe; −1 for none. */
    private static long writeAndKill(Process child, int lines) throws Exception {
        long acknowledged = -1;
        try (BufferedReader reader = output(child)) {
            for (int i = 0; i < lines; i++) {
                String line = reader.readLine();
                assertThat(line).as("the child ended by itself").isNotNull();
                acknowledged = Long.parseLong(line);
            }
            child.toHandle().destroyForcibly();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                // The last line may be torn: then it is a smaller number, or none.
                acknowledged = line.isEmpty() ? acknowledged : Math.max(acknowledged, Long.parseLong(line));
            }
        } finally {
            child.toHandle().destroyForcibly();
            child.waitFor();
        }
        return acknowledged;
    }

    @Test
    void afterAKillTheNextHolderIsNamed() throws Exception {
        Process first = start(directory, "always", 0);
        writeAndKill(first, 1);
        Process second = start(directory, "always", 1L << 20);
        try (BufferedReader reader = output(second)) {
            assertThat(reader.readLine()).isNotNull();
            assertThatThrownBy(() -> new LogTrajectoryStoreProvider()
                            .open(KilledWriter.options("always"), StoreContext.in(directory)))
                    .isInstanceOf(StoreLockedException.class)
                    .hasMessageContaining("pid=" + second.pid() + " ")
                    .hasMessageNotContaining("pid=" + first.pid() + " ");
        } finally {
            second.toHandle().destroyForcibly();
            second.waitFor();
        }
    }
}
