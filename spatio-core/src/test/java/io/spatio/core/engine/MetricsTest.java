package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Area;
import io.spatio.Deadline;
import io.spatio.Durability;
import io.spatio.EventTransfer;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Spatio;
import io.spatio.error.DeadlineExceededException;
import io.spatio.spi.Meter;
import io.spatio.spi.MetricsListener;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
    private static final Position HERE = Position.of(13.4, 52.5);

    /** Writes down what it is told; of times it only checks that they are none below 0. */
    private static final class Told implements MetricsListener {
        final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> others = new ConcurrentLinkedQueue<>();

        private static void requireTime(long nanos) {
            assertThat(nanos).isNotNegative();
        }

        @Override
        public void called(String operation, Outcome outcome, long nanos, long results) {
            requireTime(nanos);
            calls.add(operation + " " + outcome + " " + results);
        }

        @Override
        public void searched(long candidates, boolean completed) {
            others.add("searched " + candidates + " " + completed);
        }

        @Override
        public void waitedForRow(long nanos) {
            requireTime(nanos);
            others.add("waited");
        }

        @Override
        public void appended(long bytes) {
            others.add(bytes > 0 ? "appended" : "appended nothing");
        }

        @Override
        public void synced(long nanos) {
            requireTime(nanos);
            others.add("synced");
        }

        @Override
        public void keptUp(Upkeep work, long nanos) {
            requireTime(nanos);
            others.add(work.toString());
        }

        @Override
        public void recovered(long objects, long nanos) {
            requireTime(nanos);
            others.add("recovered " + objects);
        }
    }

    @TempDir
    private Path directory;

    private final Told told = new Told();

    @Test
    void everyCallIsToldWithItsOutcomeAndTheSizeOfItsAnswer() {
        try (Spatio db = Spatio.builder().metrics(told).build()) {
            Namespace fleet = db.namespace("fleet");
            fleet.upsert("truck-1", HERE);
            fleet.object("truck-2").upsert(HERE, Metadata.NONE);
            assertThat(fleet.query(Area.circle(HERE, 10), QueryOptions.ALL)).hasSize(2);
            assertThatThrownBy(() -> fleet.upsert("", HERE)).isInstanceOf(IllegalArgumentException.class);
            QueryOptions late = QueryOptions.ALL.withDeadline(Deadline.after(Duration.ZERO));
            assertThatThrownBy(() -> fleet.knn(HERE, late)).isInstanceOf(DeadlineExceededException.class);
            assertThat(fleet).isInstanceOf(EventTransfer.class).hasToString(fleet.toString());
        }
        assertThat(told.calls)
                .containsExactly(
                        "namespace DONE -1",
                        "upsert DONE -1",
                        "object DONE -1",
                        "upsert DONE -1",
                        "query DONE 2",
                        "upsert REFUSED -1",
                        "knn STOPPED -1",
                        "close DONE -1");
        assertThat(told.others).containsExactly("recovered 0", "searched 2 true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    void aStoreTellsWhatItWritesForcesAndMerges(String store) {
        try (Spatio db = open(store)) {
            db.namespace("fleet").upsert("truck-1", HERE);
            db.namespace("fleet").upsert("truck-2", HERE);
            assertThat(told.others).contains("recovered 0", "synced").doesNotContain("appended nothing");
            assertThat(told.others.contains("appended")).isEqualTo(store.equals("log"));
            db.maintenance().compact();
            assertThat(told.others).contains("COMPACTION");
        }
        told.others.clear();
        open(store).close();
        assertThat(told.others).contains("recovered 2");
    }

    private Spatio open(String store) {
        return Spatio.builder()
                .path(directory.resolve(store))
                .store(store)
                .durability(Durability.ALWAYS)
                .metrics(told)
                .build();
    }

    @Test
    void aWriterThatWaitsForAnObjectIsTold() throws InterruptedException {
        ObjectTable rows = new ObjectTable(Meter.of(told));
        rows.extendTo(0);
        rows.lock(0);
        assertThat(told.others).isEmpty();
        Thread other = new Thread(() -> rows.lock(0));
        other.start();
        while (other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        rows.unlock(0);
        other.join();
        assertThat(told.others).containsExactly("waited");
    }

    /** Throws whatever it is told: errors, too, as a metrics library that does not fit causes them. */
    private static MetricsListener throwing(Throwable failure) {
        return (MetricsListener) Proxy.newProxyInstance(
                MetricsListener.class.getClassLoader(),
                new Class<?>[] {MetricsListener.class},
                (proxy, method, arguments) -> {
                    throw failure;
                });
    }

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("broken"), new NoClassDefFoundError("broken"), new AssertionError("broken"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatAListenerThrowsGoesNoFurther(Throwable failure, @TempDir Path directory) {
        for (String store : List.of("log", "mvstore")) {
            Path path = directory.resolve(store);
            try (Spatio db = Spatio.builder()
                    .path(path)
                    .store(store)
                    .durability(Durability.ALWAYS)
                    .metrics(throwing(failure))
                    .build()) {
                db.namespace("fleet").upsert("truck-1", HERE);
                assertThat(db.namespace("fleet").queryRadius(HERE, 10, 10)).hasSize(1);
                db.maintenance().compact();
                assertThat(db.health().acceptsWrites()).isTrue();
            }
            try (Spatio db = Spatio.open(path)) {
                assertThat(db.namespace("fleet").count()).isEqualTo(1);
            }
        }
    }

    @Test
    void whatStandsBeforeTheDatabaseEqualsItselfAlone() {
        try (Spatio db = Spatio.builder().metrics(told).build()) {
            Namespace fleet = db.namespace("fleet");
            assertThat(List.of(fleet, db)).contains(fleet, db);
            assertThat(fleet).isNotEqualTo(db);
        }
    }

    @Test
    void withoutAListenerNothingStandsBeforeTheDatabase() {
        assertThat(List.of(Meter.NONE.isOn(), Meter.of(told).isOn())).containsExactly(false, true);
        assertThat(Meter.NONE.begin()).isZero();
        try (Spatio db = Spatio.builder().build()) {
            assertThat(db).isExactlyInstanceOf(EmbeddedSpatio.class);
        }
    }
}
