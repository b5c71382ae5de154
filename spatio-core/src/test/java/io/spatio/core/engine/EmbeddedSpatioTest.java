package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spatio.Area;
import io.spatio.DeleteOutcome;
import io.spatio.Deleted;
import io.spatio.DistanceMetric;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.RowVisitor;
import io.spatio.Spatio;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.UpsertOutcome;
import io.spatio.Written;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.ObjectNotFoundException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine by example, in memory; the contract as a whole is the conformance kit's. */
class EmbeddedSpatioTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Spatio db = Spatio.builder().index("rstar").build();
    private final Namespace fleet = db.namespace("fleet");

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void outcomesTellWhatAWriteDid() {
        Position here = Position.of(-74.0060, 40.7128);
        Written created = fleet.upsert("t", here, Metadata.NONE, NOON);
        long first = created.sequence();
        assertThat(created.outcome()).isEqualTo(UpsertOutcome.CREATED);
        assertThat(fleet.upsert("t", here, Metadata.NONE, NOON)).isEqualTo(new Written(UpsertOutcome.DUPLICATE, first));
        assertThat(fleet.upsert("t", here, Metadata.of("a", 1), NOON))
                .isEqualTo(new Written(UpsertOutcome.APPLIED, first + 1));
        assertThat(fleet.upsert("t", here, Metadata.NONE, NOON.minusSeconds(1)))
                .isEqualTo(new Written(UpsertOutcome.STALE, first + 2));
        assertThat(fleet.upsert("t", here, Metadata.of("a", 1), NOON))
                .isEqualTo(new Written(UpsertOutcome.DUPLICATE, first + 1));
        assertThat(fleet.get("t").orElseThrow().metadata()).isEqualTo(Metadata.of("a", 1));
        assertThat(fleet.queryTrajectory("t", Instant.MIN, Instant.MAX, 10)).hasSize(3);
    }

    @Test
    void deleteEndsTheCurrentPositionAndLateRecordsDoNotReviveIt() {
        fleet.upsert("t", Position.of(1, 1), Metadata.NONE, NOON);
        assertThat(fleet.delete("t", NOON.minusSeconds(5))).isEqualTo(new Deleted(DeleteOutcome.STALE, 2));
        assertThat(fleet.exists("t")).isTrue();
        assertThat(fleet.delete("t", NOON.plusSeconds(5))).isEqualTo(new Deleted(DeleteOutcome.DELETED, 3));
        assertThat(fleet.delete("t")).isEqualTo(new Deleted(DeleteOutcome.ABSENT, 0));
        assertThat(fleet.delete("nobody", NOON)).isEqualTo(new Deleted(DeleteOutcome.ABSENT, 0));
        assertThat(fleet.upsert("t", Position.of(2, 2), Metadata.NONE, NOON.plusSeconds(1)))
                .extracting(Written::outcome)
                .isEqualTo(UpsertOutcome.STALE);
        assertThat(fleet.count()).isZero();
        assertThat(fleet.upsert("t", Position.of(2, 2), Metadata.NONE, NOON.plusSeconds(6)))
                .extracting(Written::outcome)
                .isEqualTo(UpsertOutcome.CREATED);
    }

    @Test
    void queriesAnswerInOrderWithLimitAndContinuation() {
        for (int i = 0; i < 100; i++) {
            fleet.upsert("o" + i, Position.of(i * 0.001, 0));
        }
        Results<Neighbor> nearest = fleet.queryRadius(Position.of(0, 0), 5_000, 10);
        assertThat(nearest)
                .extracting(Neighbor::objectId)
                .startsWith("o0", "o1", "o2")
                .hasSize(10);
        assertThat(nearest.truncated()).isTrue();
        assertThat(nearest.get(9).distanceMeters()).isCloseTo(9 * 111.195, within(0.1));
        assertThat(fleet.queryRadius(
                        Position.of(0, 0), 5_000, QueryOptions.limit(2).after(nearest.get(9))))
                .extracting(Neighbor::objectId)
                .containsExactly("o10", "o11");
        assertThat(fleet.knn(Position.of(0, 0), 3))
                .extracting(Neighbor::objectId)
                .containsExactly("o0", "o1", "o2");
        assertThat(fleet.knnNearObject("o5", QueryOptions.limit(2).excludeSelf()))
                .extracting(Neighbor::objectId)
                .containsExactly("o4", "o6");
        assertThat(fleet.queryBbox(Area.box(0, 0, 0.002, 0), QueryOptions.ALL.after("o0")))
                .extracting(Location::objectId)
                .containsExactly("o1", "o2");
        assertThat(fleet.queryNear("o5", 120, 10))
                .extracting(Neighbor::objectId)
                .containsExactly("o5", "o4", "o6");
        assertThatThrownBy(() -> fleet.queryNear("nobody", 1, 1)).isInstanceOf(ObjectNotFoundException.class);
        assertThat(fleet.distanceBetween("o0", "o1", DistanceMetric.GEODESIC).orElseThrow())
                .isCloseTo(111.3195, within(0.001));
    }

    @Test
    void aBatchIsTakenAsAWhole() {
        assertThat(fleet.upsertAll(List.of(
                        Update.of("a", Position.of(0, 0), Metadata.NONE, NOON),
                        Update.of("a", Position.of(0, 0), Metadata.NONE, NOON),
                        Update.of("a", Position.of(1, 0), Metadata.NONE, NOON.plusSeconds(1)),
                        Update.of("a", Position.of(9, 0), Metadata.NONE, NOON.minusSeconds(1)))))
                .containsExactly(
                        new Written(UpsertOutcome.CREATED, 1),
                        new Written(UpsertOutcome.DUPLICATE, 1),
                        new Written(UpsertOutcome.APPLIED, 2),
                        new Written(UpsertOutcome.STALE, 3));
        assertThat(fleet.get("a").orElseThrow().position()).isEqualTo(Position.of(1, 0));
        assertThat(fleet.insertTrajectory("a", List.of(TrackPoint.of(NOON.plusSeconds(1), Position.of(1, 0)))))
                .containsExactly(new Written(UpsertOutcome.DUPLICATE, 2));
        assertThatThrownBy(() ->
                        fleet.upsertAll(List.of(Update.of("b", Position.of(0, 0)), Update.of("", Position.of(0, 0)))))
                .hasMessageContaining("element 1");
        assertThat(fleet.exists("b")).isFalse();
    }

    @Test
    void eraseAndDropRemoveHistory() {
        fleet.upsert("a", Position.of(0, 0), Metadata.NONE, NOON);
        fleet.upsert("b", Position.of(0, 0), Metadata.NONE, NOON);
        assertThat(fleet.erase("a")).isEqualTo(3);
        assertThat(fleet.erase("a")).isZero();
        assertThat(fleet.queryTrajectory("a", Instant.MIN, Instant.MAX, 10)).isEmpty();
        assertThat(fleet.upsert("a", Position.of(3, 3), Metadata.NONE, NOON.minusSeconds(9)))
                .extracting(Written::outcome)
                .isEqualTo(UpsertOutcome.CREATED);
        assertThat(fleet.drop()).isEqualTo(6);
        assertThat(fleet.drop()).isZero();
        assertThat(fleet.count()).isZero();
        assertThat(db.namespaces()).isEmpty();
        assertThat(fleet.queryTrajectory("b", Instant.MIN, Instant.MAX, 10)).isEmpty();
    }

    @Test
    void runsInsideAnAreaAreMaximal() {
        double[] lons = {0, 5, 5, 0, 5, 0};
        for (int i = 0; i < lons.length; i++) {
            fleet.upsert("t", Position.of(lons[i], 0), Metadata.NONE, NOON.plusSeconds(i));
        }
        assertThat(fleet.queryDuring(Area.box(4, -1, 6, 1), NOON, NOON.plusSeconds(9), 10))
                .extracting(visit -> visit.points())
                .containsExactly(2L, 1L);
    }

    @Test
    void anExhaustedStreamStaysExhausted() {
        fleet.upsert("t", Position.of(0, 0), Metadata.NONE, NOON);
        try (Stream<TrackPoint> points = fleet.streamTrajectory("t", Instant.MIN, Instant.MAX)) {
            Iterator<TrackPoint> iterator = points.iterator();
            assertThat(iterator.next().timestamp()).isEqualTo(NOON);
            assertThat(iterator.hasNext()).isFalse();
            assertThat(iterator.hasNext()).isFalse();
        }
    }

    @Test
    void closingFromInsideAVisitorIsRefusedAndClosesNothing() {
        fleet.upsert("t", Position.of(0, 0), Metadata.NONE, NOON);
        List<Consumer<RowVisitor>> walks = List.of(
                fleet::forEach,
                visitor -> fleet.query(Area.Box.WORLD, QueryOptions.ALL, visitor),
                visitor -> fleet.knn(Position.of(0, 0), QueryOptions.ALL, visitor));
        for (Consumer<RowVisitor> walk : walks) {
            assertThatThrownBy(() -> walk.accept(row -> {
                        fleet.forEach(inner -> true);
                        db.close();
                        return true;
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("close() was called from inside a call of the same database");
            assertThat(fleet.exists("t")).isTrue();
        }
        db.close();
    }

    @Test
    void streamsEndWithTheDatabase() {
        fleet.upsert("t", Position.of(0, 0), Metadata.NONE, NOON);
        try (Stream<TrackPoint> points = fleet.streamTrajectory("t", Instant.MIN, Instant.MAX)) {
            db.close();
            assertThatThrownBy(points::count).isInstanceOf(DatabaseClosedException.class);
        }
        assertThatThrownBy(() -> fleet.get("t"))
                .isInstanceOf(DatabaseClosedException.class)
                .hasMessage("Database is closed");
        db.close();
    }
}
