package io.spatio.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Position;
import io.spatio.Spatio;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An interrupted thread")
class InterruptedTest {
    @TempDir
    private Path directory;

    @AfterEach
    void isNotInterruptedAnyMore() {
        assertThat(Thread.interrupted())
                .as("the interrupt is kept for the caller")
                .isTrue();
    }

    private static Spatio open(Path path, String store) {
        return Spatio.builder().path(path).store(store).index("rstar").build();
    }

    private static void requireStored(Path path) {
        try (Spatio db = Spatio.open(path)) {
            assertThat(db.namespace("n").get("a")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("opens, writes, closes and opens again")
    void opens(String store) {
        Thread.currentThread().interrupt();
        try (Spatio db = open(directory.resolve("db"), store)) {
            db.namespace("n").upsert("a", Position.of(1, 2));
            db.sync();
        }
        requireStored(directory.resolve("db"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("makes snapshots and copies")
    void copies(String store) {
        Path from = directory.resolve("db");
        try (Spatio db = open(from, store)) {
            db.namespace("n").upsert("a", Position.of(1, 2));
            Thread.currentThread().interrupt();
            db.maintenance().snapshot(directory.resolve("snapshot"));
        }
        for (String to : new String[] {"log", "mvstore"}) {
            DatabaseCopy.of(Spatio.builder().path(from).request()).to(directory.resolve(to), to, progress -> {});
            requireStored(directory.resolve(to));
        }
        requireStored(directory.resolve("snapshot"));
    }
}
