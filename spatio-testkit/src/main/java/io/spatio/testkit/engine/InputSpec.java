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
import io.spatio.testkit.generators.Areas;
import io.spatio.testkit.harness.Spec;
import java.time.Instant;
import java.util.ArrayList;
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

    /** A call, as it is told in a failure, and the words that its refusal must say. */
    private record BadCall(String what, Executable call, List<String> words) {
        void check() {
            String message = String.valueOf(
                    assertThrows(IllegalArgumentException.class, call, what).getMessage());
            for (String word : words) {
                assertTrue(message.contains(word), () -> what + ": \"" + message + "\" does not say \"" + word + "\"");
            }
        }
    }

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected InputSpec(DatabaseSource source) {
        this.source = source;
    }

    @Test
    @Spec("25. refuses bad input with IllegalArgumentException naming it, and changes nothing")
    void badInput() {
        source.onBoth(database -> {
            database.upsert(FLEET, "a", HERE, Metadata.of("driver", "Ann"), null);
            badNames(database).forEach(BadCall::check);
            badValues(database.namespace(FLEET)).forEach(BadCall::check);
            database.checkAll();
            assertEquals(List.of(FLEET), database.database().namespaces());
            database.reopen();
            database.checkAll();
        });
    }

    private static List<BadCall> badNames(ModelledDatabase database) {
        Namespace fleet = database.namespace(FLEET);
        String tooLong = "x".repeat(Identifiers.MAX_BYTES + 1);
        String broken = "a\uD800b";
        List<BadCall> calls = new ArrayList<>();
        for (String id : List.of("", tooLong, broken)) {
            List<String> words = List.of("object id");
            calls.add(new BadCall("fleet.upsert(id, HERE)", () -> fleet.upsert(id, HERE), words));
            calls.add(new BadCall(
                    "fleet.upsertAll(List.of(Update.of('b', HERE), Update.of(id, HERE)))",
                    () -> fleet.upsertAll(List.of(Update.of("b", HERE), Update.of(id, HERE))),
                    List.of("object id", "1")));
            calls.add(new BadCall(
                    "fleet.insertTrajectory(id, List.of(TrackPoint.of(Instant.EPOCH, HERE)))",
                    () -> fleet.insertTrajectory(id, List.of(TrackPoint.of(Instant.EPOCH, HERE))),
                    words));
            calls.add(new BadCall("fleet.object(id)", () -> fleet.object(id), words));
            calls.add(new BadCall("fleet.delete(id)", () -> fleet.delete(id), words));
            calls.add(new BadCall("fleet.delete(id, Instant.EPOCH)", () -> fleet.delete(id, Instant.EPOCH), words));
            calls.add(new BadCall("fleet.erase(id)", () -> fleet.erase(id), words));
            calls.add(new BadCall("fleet.get(id)", () -> fleet.get(id), words));
            calls.add(new BadCall("fleet.exists(id)", () -> fleet.exists(id), words));
            calls.add(new BadCall("fleet.queryNear(id, 1, 1)", () -> fleet.queryNear(id, 1, 1), words));
            calls.add(new BadCall(
                    "fleet.queryTrajectory(id, Instant.MIN, Instant.MAX, 1)",
                    () -> fleet.queryTrajectory(id, Instant.MIN, Instant.MAX, 1),
                    words));
            calls.add(new BadCall(
                    "database.database().namespace(id)",
                    () -> database.database().namespace(id),
                    List.of("namespace")));
        }
        return calls;
    }

    private static List<BadCall> badValues(Namespace fleet) {
        List<BadCall> calls = new ArrayList<>();
        calls.add(new BadCall(
                "fleet.upsert('b', HERE, Metadata.NONE, TOO_FAR)",
                () -> fleet.upsert("b", HERE, Metadata.NONE, TOO_FAR),
                List.of("timestamp")));
        calls.add(new BadCall(
                "fleet.upsert('b', HERE, Metadata.NONE, Instant.MAX)",
                () -> fleet.upsert("b", HERE, Metadata.NONE, Instant.MAX),
                List.of("timestamp")));
        calls.add(new BadCall(
                "fleet.delete('a', Instant.MIN)", () -> fleet.delete("a", Instant.MIN), List.of("timestamp")));
        calls.add(new BadCall(
                "fleet.upsert('b', HERE, big())", () -> fleet.upsert("b", HERE, big()), List.of("metadata")));
        calls.add(new BadCall(
                "fleet.insertTrajectory('b'",
                () -> fleet.insertTrajectory("b", List.of(TrackPoint.of(Instant.EPOCH, HERE, big()))),
                List.of("metadata")));
        calls.add(new BadCall(
                "fleet.queryRadius(HERE, -1, 1)", () -> fleet.queryRadius(HERE, -1, 1), List.of("radius", "-1")));
        calls.add(new BadCall(
                "fleet.queryRadius(HERE, Double.NaN, 1)",
                () -> fleet.queryRadius(HERE, Double.NaN, 1),
                List.of("radius")));
        calls.add(new BadCall(
                "fleet.queryRadius(HERE, 40_075_018, 1)",
                () -> fleet.queryRadius(HERE, 40_075_018, 1),
                List.of("radius", "40075017")));
        calls.add(new BadCall(
                "fleet.queryRadius(HERE, 1, -1)", () -> fleet.queryRadius(HERE, 1, -1), List.of("limit", "-1")));
        calls.add(new BadCall("fleet.knn(HERE, -1)", () -> fleet.knn(HERE, -1), List.of("-1")));
        calls.add(new BadCall(
                "fleet.queryBbox(0, 10, 10, 0, 1)", () -> fleet.queryBbox(0, 10, 10, 0, 1), List.of("south", "north")));
        calls.add(new BadCall(
                "fleet.queryBbox(0, 0, 181, 1, 1)",
                () -> fleet.queryBbox(0, 0, 181, 1, 1),
                List.of("longitude", "181")));
        calls.add(new BadCall("fleet.queryNear('a', -1, 1)", () -> fleet.queryNear("a", -1, 1), List.of("radius")));
        calls.add(new BadCall(
                "fleet.queryBboxNearObject('a', -1, 1, QueryOptions.ALL)",
                () -> fleet.queryBboxNearObject("a", -1, 1, QueryOptions.ALL),
                List.of("-1")));
        calls.add(new BadCall(
                "fleet.queryBboxNearObject('a', 1, Double.NaN, QueryOptions.ALL)",
                () -> fleet.queryBboxNearObject("a", 1, Double.NaN, QueryOptions.ALL),
                List.of("NaN")));
        calls.add(new BadCall(
                "fleet.queryBbox3dNearObject('a', 1, 1, -5, QueryOptions.ALL)",
                () -> fleet.queryBbox3dNearObject("a", 1, 1, -5, QueryOptions.ALL),
                List.of("-5")));
        calls.add(new BadCall(
                "fleet.queryCylinderNearObject('a', 5, 1, 1, QueryOptions.ALL)",
                () -> fleet.queryCylinderNearObject("a", 5, 1, 1, QueryOptions.ALL),
                List.of("altitude")));
        calls.add(new BadCall(
                "fleet.queryTrajectory('a', Instant.MIN, Instant.MAX, -1)",
                () -> fleet.queryTrajectory("a", Instant.MIN, Instant.MAX, -1),
                List.of("limit")));
        calls.add(new BadCall(
                "fleet.queryDuring(Area.Box.WORLD, Instant.MIN, Instant.MAX, -1)",
                () -> fleet.queryDuring(Area.Box.WORLD, Instant.MIN, Instant.MAX, -1),
                List.of("limit")));
        return calls;
    }

    private static Metadata big() {
        return Metadata.json("\"" + "x".repeat(64 << 10) + "\"");
    }

    @Test
    @Spec("25. refuses positions out of range and says what may be wrong, such as swapped coordinates")
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
