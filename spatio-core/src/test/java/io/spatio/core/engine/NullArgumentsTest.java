package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Area;
import io.spatio.DistanceMetric;
import io.spatio.HistoryOptions;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Spatio;
import io.spatio.TrackOrder;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.UpdateColumns;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Null is refused by every method with an error that names the argument, and changes nothing. */
class NullArgumentsTest {
    private static final Position HERE = Position.of(1, 1);

    private final Spatio db = Spatio.builder().index("rstar").build();
    private final Namespace fleet = db.namespace("fleet");
    private final Map<String, ThrowingCallable> calls = new LinkedHashMap<>();

    @AfterEach
    void close() {
        db.close();
    }

    /** What only a caller passes whom no checker looks at. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return (T) null;
    }

    private void requireRefusals() {
        calls.forEach((argument, call) -> assertThatThrownBy(call)
                .as(argument)
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith(argument.strip()));
        calls.clear();
    }

    @Test
    void namespacesNameWhatIsNull() {
        fleet.upsert("a", HERE, Metadata.of("driver", "Ann"), Instant.EPOCH);
        long appended = (long) db.stats().store().details().get("last-sequence");
        for (Namespace namespace : List.of(fleet, db.namespace("empty"))) {
            writes(namespace);
            requireRefusals();
            questions(namespace);
            requireRefusals();
        }
        assertThat(db.stats().store().details()).containsEntry("last-sequence", appended);
        assertThat(db.namespaces()).containsExactly("fleet");
        assertThat(fleet.get("a").orElseThrow().metadata()).isEqualTo(Metadata.of("driver", "Ann"));
    }

    private void writes(Namespace namespace) {
        calls.put("object id", () -> namespace.upsert(nothing(), HERE));
        calls.put("object id ", () -> namespace.delete(NullArgumentsTest.<String>nothing()));
        calls.put("object id  ", () -> namespace.erase(nothing()));
        calls.put("position", () -> namespace.upsert("a", nothing()));
        calls.put("metadata", () -> namespace.upsert("a", HERE, nothing()));
        calls.put("timestamp", () -> namespace.upsert("a", HERE, Metadata.NONE, nothing()));
        calls.put("timestamp ", () -> namespace.delete("a", nothing()));
        calls.put("timestamp  ", () -> namespace.object("a").upsert(HERE, Metadata.NONE, nothing()));
        calls.put("updates", () -> namespace.upsertAll(NullArgumentsTest.<List<Update>>nothing()));
        calls.put("updates ", () -> namespace.upsertAll(NullArgumentsTest.<UpdateColumns>nothing()));
        calls.put("element 1", () -> namespace.upsertAll(Arrays.asList(Update.of("b", HERE), nothing())));
        calls.put("points", () -> namespace.insertTrajectory("a", nothing()));
        calls.put("element 1 ", () -> {
            TrackPoint point = TrackPoint.of(Instant.EPOCH, HERE);
            namespace.insertTrajectory("a", Arrays.asList(point, nothing()));
        });
    }

    private void questions(Namespace namespace) {
        Instant now = Instant.EPOCH;
        calls.put("objectId", () -> namespace.get(nothing()));
        calls.put("objectId ", () -> namespace.exists(nothing()));
        calls.put("objectId  ", () -> namespace.queryNear(nothing(), 1, 1));
        calls.put("objectIds", () -> namespace.getAll(nothing()));
        calls.put("object id", () -> namespace.getAll(Arrays.asList("a", nothing())));
        calls.put("visitor", () -> namespace.forEach(nothing()));
        calls.put("visitor ", () -> namespace.query(Area.Box.WORLD, QueryOptions.ALL, nothing()));
        calls.put("area", () -> namespace.query(nothing(), QueryOptions.ALL));
        calls.put("options", () -> namespace.query(Area.Box.WORLD, nothing()));
        calls.put("options ", () -> namespace.knn(HERE, NullArgumentsTest.<QueryOptions>nothing()));
        calls.put("options  ", () -> namespace.queryNear("a", 1, NullArgumentsTest.<QueryOptions>nothing()));
        calls.put("center", () -> namespace.knn(nothing(), 1));
        calls.put("from", () -> namespace.queryTrajectory("b", nothing(), now, 1));
        calls.put("to", () -> namespace.queryTrajectory("b", now, nothing(), 1));
        calls.put("order", () -> namespace.streamTrajectory("b", now, now, NullArgumentsTest.<TrackOrder>nothing()));
        calls.put(
                "options   ",
                () -> namespace.streamTrajectory("b", now, now, NullArgumentsTest.<HistoryOptions>nothing()));
        calls.put("area ", () -> namespace.queryDuring(nothing(), now, now, 1));
        calls.put("place", () -> namespace.distanceTo("b", nothing(), DistanceMetric.HAVERSINE));
        calls.put("metric", () -> namespace.distanceBetween("a", "b", nothing()));
    }

    @Test
    void valuesAndBuilderNameWhatIsNull() {
        calls.put("namespace", () -> db.namespace(nothing()));
        calls.put("objectId", () -> QueryOptions.ALL.after(NullArgumentsTest.<String>nothing()));
        calls.put("center", () -> Area.circle(nothing(), 1));
        calls.put("center ", () -> Area.cylinder(nothing(), 1, 0, 1));
        calls.put("base", () -> new Area.Box3d(nothing(), 0, 1));
        calls.put("geometry", () -> Area.polygon(nothing()));
        calls.put("metadata", () -> Metadata.json(nothing()));
        calls.put("directory", () -> Spatio.open(nothing()));
        calls.put("directory ", () -> db.maintenance().snapshot(nothing()));
        calls.put("file", () -> Spatio.fromConfig(nothing()));
        calls.put("key", () -> Spatio.builder().set(nothing(), "1"));
        calls.put("value", () -> Spatio.builder().set("index.type", nothing()));
        calls.put("name", () -> Spatio.builder().index(NullArgumentsTest.<String>nothing()));
        calls.put("instants", () -> Spatio.builder().clock(nothing()));
        requireRefusals();
    }
}
