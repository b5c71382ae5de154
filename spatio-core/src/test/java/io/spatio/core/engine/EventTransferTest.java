package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.EventTransfer;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.UpsertOutcome;
import io.spatio.Written;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are taken out of one database and put into another make the same objects there. */
class EventTransferTest {
    private static final Instant BEGIN = Instant.parse("2024-05-01T00:00:00Z");

    @TempDir
    private Path directory;

    private Instant now = BEGIN;

    private Spatio open(String name, String store) {
        InstantSource clock = () -> now;
        return Spatio.builder()
                .path(directory.resolve(name))
                .store(store)
                .index("rstar")
                .clock(clock)
                .build();
    }

    private static Instant at(long seconds) {
        return BEGIN.plusSeconds(seconds);
    }

    private static void transfer(Namespace from, Namespace to) {
        EventTransfer target = (EventTransfer) to;
        ((EventTransfer) from).forEachEvent((event, madeAt) -> {
            Instant time = Instant.EPOCH.plusNanos(event.timestampMicros() * 1000);
            if (event.isDelete()) {
                target.putDelete(event.objectId(), time, madeAt);
            } else {
                to.upsert(event.objectId(), Position.of(event.lon(), event.lat()), Metadata.NONE, time);
            }
        });
    }

    private static List<String> contents(Namespace namespace) {
        List<String> contents = new ArrayList<>();
        ((EventTransfer) namespace)
                .forEachEvent((event, madeAt) -> contents.add(
                        event.objectId() + event.isDelete() + event.timestampMicros() + madeAt + event.lon()));
        contents.addAll(present(namespace));
        return contents;
    }

    private static List<String> present(Namespace namespace) {
        return Stream.of("gone", "again", "reborn", "late", "forgotten", "never")
                .map(id -> id + namespace.get(id))
                .toList();
    }

    private static void fill(Namespace namespace) {
        for (String id : List.of("gone", "again", "reborn", "late", "forgotten")) {
            namespace.upsert(id, Position.of(1, 1), Metadata.NONE, at(10));
        }
        namespace.delete("late", at(5)); // older than the position: history only
        for (String id : List.of("again", "reborn", "forgotten")) {
            namespace.delete(id, at(30));
        }
        namespace.upsert("again", Position.of(2, 2), Metadata.NONE, at(40));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    void forgottenRememberedAndStaleDeletes(String store) {
        try (Spatio spatio = open("a", store);
                Spatio copied = open("b", store)) {
            Namespace from = spatio.namespace("n");
            fill(from);
            now = now.plus(Duration.ofDays(31));
            UpsertOutcome reborn = from.upsert("reborn", Position.of(3, 3), Metadata.NONE, at(7))
                    .outcome();
            assertThat(reborn).isEqualTo(UpsertOutcome.CREATED);
            from.delete("gone", at(50));
            Namespace to = copied.namespace("n");
            transfer(from, to);
            assertThat(contents(to)).isEqualTo(contents(from));
            assertThat(to.exists("reborn")).isTrue();
            assertThat(to.exists("gone")).isFalse();
        }
        try (Spatio spatio = open("a", store);
                Spatio copied = open("b", store)) {
            Namespace from = spatio.namespace("n");
            Namespace to = copied.namespace("n");
            assertThat(contents(to)).isEqualTo(contents(from));
            transfer(from, to);
            assertThat(present(to)).as("put once more").isEqualTo(present(from));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    void aDeleteAtTheTimeOfALaterPositionIsNotTheRememberedOne(String store) {
        try (Spatio spatio = open("a", store);
                Spatio copied = open("b", store)) {
            Namespace from = spatio.namespace("n");
            from.upsert("again", Position.of(1, 1), Metadata.NONE, at(10));
            from.delete("again", at(20));
            from.upsert("again", Position.of(-0.0, 1), Metadata.NONE, at(20));
            List<Optional<Instant>> told = new ArrayList<>();
            ((EventTransfer) from).forEachEvent((event, madeAt) -> told.add(madeAt));
            assertThat(told).hasSize(3).containsOnly(Optional.empty());
            Namespace to = copied.namespace("n");
            transfer(from, to);
            assertThat(contents(to)).isEqualTo(contents(from));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    void aDeleteOfWhatIsNotThereCounts(String store) {
        try (Spatio spatio = open("a", store)) {
            Namespace namespace = spatio.namespace("n");
            EventTransfer transfer = (EventTransfer) namespace;
            transfer.putDelete("put", at(20), Optional.of(now));
            assertThat(namespace.upsert("put", Position.of(1, 1), Metadata.NONE, at(10)))
                    .extracting(Written::outcome)
                    .isEqualTo(UpsertOutcome.STALE);
            assertThat(namespace.upsert("put", Position.of(1, 1), Metadata.NONE, at(20)))
                    .extracting(Written::outcome)
                    .isEqualTo(UpsertOutcome.CREATED);
            transfer.putDelete("put", at(15), Optional.of(now));
            assertThat(namespace.exists("put")).isTrue();
        }
    }

    /** A delete is an event as any other: where the object is forgotten, the state begins with it, live and recovered. */
    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    void aDeleteOfWhatIsForgottenBeginsTheState(String store) {
        try (Spatio spatio = open("a", store)) {
            Namespace namespace = spatio.namespace("n");
            namespace.upsert("back", Position.of(1, 1), Metadata.NONE, at(100));
            namespace.delete("back", at(110));
            now = now.plus(Duration.ofDays(31));
            ((EventTransfer) namespace).putDelete("back", at(20), Optional.of(now));
        }
        try (Spatio spatio = open("a", store)) {
            Namespace namespace = spatio.namespace("n");
            assertThat(namespace.upsert("back", Position.of(1, 1), Metadata.NONE, at(15)))
                    .extracting(Written::outcome)
                    .isEqualTo(UpsertOutcome.STALE);
            assertThat(namespace.upsert("back", Position.of(1, 1), Metadata.NONE, at(30)))
                    .extracting(Written::outcome)
                    .isEqualTo(UpsertOutcome.CREATED);
        }
    }
}
