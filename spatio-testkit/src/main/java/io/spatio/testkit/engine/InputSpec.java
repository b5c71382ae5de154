package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Area;
import io.spatio.Identifiers;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.error.ObjectNotFoundException;
import io.spatio.testkit.Spec;
import io.spatio.testkit.generators.Areas;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Point 18 of the contract: bad input changes nothing and is refused with a message that helps. */
public abstract class InputSpec {
    private static final String FLEET = "fleet";
    private static final Position HERE = Position.of(13.4, 52.5);
    private static final Instant TOO_FAR = Instant.parse("+900000000-01-01T00:00:00Z");

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected InputSpec(DatabaseSource source) {
        this.source = source;
    }

    @Test
    @Spec("18. refuses bad input with IllegalArgumentException naming it, and changes nothing")
    void badInput() {
        source.onBoth(database -> {
            database.upsert(FLEET, "a", HERE, Metadata.of("driver", "Ann"), null);
            badCalls(database).forEach((call, words) -> {
                String message = String.valueOf(
                        assertThrows(IllegalArgumentException.class, call).getMessage());
                for (String word : words) {
                    assertTrue(message.contains(word), () -> "\"" + message + "\" does not say \"" + word + "\"");
                }
            });
            database.checkAll();
            assertEquals(List.of(FLEET), database.database().namespaces());
            database.reopen();
            database.checkAll();
        });
    }

    private static Map<Executable, List<String>> badCalls(ModelledDatabase database) {
        Namespace fleet = database.namespace(FLEET);
        String tooLong = "x".repeat(Identifiers.MAX_BYTES + 1);
        String broken = "a\uD800b";
        Map<Executable, List<String>> calls = new LinkedHashMap<>();
        for (String id : List.of("", tooLong, broken)) {
            List<String> words = List.of("object id");
            calls.put(() -> fleet.upsert(id, HERE), words);
            calls.put(
                    () -> fleet.upsertAll(List.of(Update.of("b", HERE), Update.of(id, HERE))),
                    List.of("object id", "1"));
            calls.put(() -> fleet.insertTrajectory(id, List.of(TrackPoint.of(Instant.EPOCH, HERE))), words);
            calls.put(() -> fleet.object(id), words);
            calls.put(() -> fleet.delete(id), words);
            calls.put(() -> fleet.delete(id, Instant.EPOCH), words);
            calls.put(() -> fleet.erase(id), words);
            calls.put(() -> fleet.get(id), words);
            calls.put(() -> fleet.exists(id), words);
            calls.put(() -> fleet.queryNear(id, 1, 1), words);
            calls.put(() -> fleet.queryTrajectory(id, Instant.MIN, Instant.MAX, 1), words);
            calls.put(() -> database.database().namespace(id), List.of("namespace"));
        }
        calls.put(() -> fleet.upsert("b", HERE, Metadata.NONE, TOO_FAR), List.of("timestamp"));
        calls.put(() -> fleet.upsert("b", HERE, Metadata.NONE, Instant.MAX), List.of("timestamp"));
        calls.put(() -> fleet.delete("a", Instant.MIN), List.of("timestamp"));
        calls.put(() -> fleet.upsert("b", HERE, big()), List.of("metadata"));
        calls.put(
                () -> fleet.insertTrajectory("b", List.of(new TrackPoint(Instant.EPOCH, HERE, big()))),
                List.of("metadata"));
        calls.put(() -> fleet.queryRadius(HERE, -1, 1), List.of("radius", "-1"));
        calls.put(() -> fleet.queryRadius(HERE, Double.NaN, 1), List.of("radius"));
        calls.put(() -> fleet.queryRadius(HERE, 40_075_018, 1), List.of("radius", "40075017"));
        calls.put(() -> fleet.queryRadius(HERE, 1, -1), List.of("limit", "-1"));
        calls.put(() -> fleet.knn(HERE, -1), List.of("-1"));
        calls.put(() -> fleet.queryBbox(0, 10, 10, 0, 1), List.of("south", "north"));
        calls.put(() -> fleet.queryBbox(0, 0, 181, 1, 1), List.of("longitude", "181"));
        calls.put(() -> fleet.queryNear("a", -1, 1), List.of("radius"));
        calls.put(() -> fleet.queryBboxNearObject("a", -1, 1, QueryOptions.ALL), List.of("-1"));
        calls.put(() -> fleet.queryBboxNearObject("a", 1, Double.NaN, QueryOptions.ALL), List.of("NaN"));
        calls.put(() -> fleet.queryBbox3dNearObject("a", 1, 1, -5, QueryOptions.ALL), List.of("-5"));
        calls.put(() -> fleet.queryCylinderNearObject("a", 5, 1, 1, QueryOptions.ALL), List.of("altitude"));
        calls.put(() -> fleet.queryTrajectory("a", Instant.MIN, Instant.MAX, -1), List.of("limit"));
        calls.put(() -> fleet.queryDuring(Area.Box.WORLD, Instant.MIN, Instant.MAX, -1), List.of("limit"));
        return calls;
    }

    private static Metadata big() {
        return Metadata.json("\"" + "x".repeat(64 << 10) + "\"");
    }

    @Test
    @Spec("18. refuses positions out of range and says what may be wrong, such as swapped coordinates")
    void badPositions() {
        Map<Executable, String> calls = new LinkedHashMap<>();
        calls.put(() -> Position.of(39.9, 116.3), "latitude 116.3 is outside [-90, 90]: are lon and lat swapped?");
        calls.put(() -> Position.of(181, 0), "longitude 181.0 is outside [-180, 180]");
        calls.put(() -> Position.of(Double.NaN, 0), "longitude NaN");
        calls.put(() -> Position.of(0, Double.POSITIVE_INFINITY), "latitude Infinity");
        calls.put(() -> Position.of(0, 0, 100_001), "altitude 100001.0 is outside [-11000, 100000]");
        calls.put(() -> Position.of(0, 0, Double.NaN), "altitude NaN");
        calls.put(() -> Area.polygon(Areas.polygon(new double[] {0, 0, 10, 10, 10, 0, 0, 10})), "not valid");
        calls.put(() -> Area.polygon(Areas.polygon(new double[] {-200, 0, 200, 0, 0, 10})), "360");
        calls.put(() -> Area.polygon(Areas.polygon(new double[] {0, 0, 10, 95, 10, 0})), "latitude 95");
        calls.forEach((call, words) -> {
            String message = String.valueOf(
                    assertThrows(IllegalArgumentException.class, call).getMessage());
            assertTrue(message.contains(words), () -> "\"" + message + "\" does not say \"" + words + "\"");
        });
    }

    @Test
    @Spec("5. names the object that is not there")
    void missingObject() {
        source.inMemory(database -> {
            String message = String.valueOf(assertThrows(ObjectNotFoundException.class, () -> database.namespace(FLEET)
                            .queryNear("truck-9", 10, 10))
                    .getMessage());
            assertTrue(message.contains("truck-9"), () -> "\"" + message + "\" does not name truck-9");
        });
    }
}
