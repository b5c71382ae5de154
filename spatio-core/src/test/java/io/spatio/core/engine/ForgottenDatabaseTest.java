package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Changes;
import io.spatio.ChangesRequest;
import io.spatio.Position;
import io.spatio.Spatio;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** A thread that lives for long keeps nothing of a database that it wrote to and closed. */
class ForgottenDatabaseTest {
    private static final int COLLECTIONS = 20;

    @Test
    void isCollectedAlthoughTheThreadWentOn() {
        WeakReference<InstantSource> itsClock = useAndClose();

        for (int i = 0; i < COLLECTIONS && itsClock.get() != null; i++) {
            System.gc();
        }
        assertThat(itsClock.get()).isNull();
    }

    /** The clock is reached from the engine alone. */
    private static WeakReference<InstantSource> useAndClose() {
        InstantSource clock = new Clock(Instant.EPOCH);
        try (Spatio database = Spatio.builder().set("path", "").clock(clock).build();
                Changes changes = database.changes(ChangesRequest.ALL)) {
            database.namespace("fleet").upsert("a", Position.of(1, 1));
            assertThat(changes.poll(Duration.ZERO)).hasSize(1);
        }
        return new WeakReference<>(clock);
    }

    private record Clock(Instant instant) implements InstantSource {}
}
