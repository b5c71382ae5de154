package io.spatio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Area;
import io.spatio.HistoryOptions;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.Timestamps;
import io.spatio.TrackPoint;
import io.spatio.geojson.GeoJson;
import io.spatio.protocol.v1.Box;
import io.spatio.protocol.v1.BoxAround;
import io.spatio.protocol.v1.Circle;
import io.spatio.protocol.v1.Closest;
import io.spatio.protocol.v1.Cylinder;
import io.spatio.protocol.v1.CylinderAround;
import io.spatio.protocol.v1.ListRequest;
import io.spatio.protocol.v1.NearestRequest;
import io.spatio.protocol.v1.Place;
import io.spatio.protocol.v1.QueryAroundRequest;
import io.spatio.protocol.v1.QueryRequest;
import io.spatio.protocol.v1.QueryTrajectoryRequest;
import io.spatio.protocol.v1.RecordKey;
import io.spatio.protocol.v1.RowKey;
import io.spatio.protocol.v1.Rows;
import io.spatio.protocol.v1.Track;
import io.spatio.testkit.generators.Seeds;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Answers of the server are those of the database in it")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersTest {
    private static final int OBJECTS = 250;
    private static final int PAGE = 7;
    private static final String POLYGON =
            "{\"type\":\"Polygon\",\"coordinates\":[[[-3,-3],[4,-2],[2,3],[-3,-3]],[[0,-1],[1,-1],[1,0],[0,-1]]]}";

    private ServerUnderTest server;
    private GrpcClient client;
    private Namespace fleet;

    @BeforeAll
    void start() {
        server = ServerUnderTest.start();
        client = new GrpcClient(server.port());
        fleet = server.database().namespace("fleet");
        Random random = new Random(Seeds.of("AnswersTest"));
        for (int i = 0; i < OBJECTS; i++) {
            // Few places, so that distances are equal and ids decide; some objects move, some have an altitude and
            // metadata.
            Position at = Position.of(random.nextInt(9) - 4, random.nextInt(9) - 4);
            fleet.upsert(
                    "o\"" + random.nextInt(OBJECTS),
                    random.nextBoolean() ? at : at.withAlt(random.nextInt(300)),
                    random.nextBoolean() ? Metadata.NONE : Metadata.json("{ \"n\" : [" + i + ", \"é\\u0000\"] }"),
                    Instant.ofEpochSecond(i / 3, i * 1_000L));
        }
    }

    @AfterAll
    void stop() {
        client.close();
        server.close();
    }

    /** One question: to the database, over gRPC and over HTTP. */
    private record Question(
            String name,
            Function<QueryOptions, Results<? extends Located>> embedded,
            Function<io.spatio.protocol.v1.QueryOptions, Rows> grpc,
            String method,
            String path,
            String body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Rows query(io.spatio.protocol.v1.Area.Builder area, io.spatio.protocol.v1.QueryOptions options) {
        return client.call(
                "Query",
                QueryRequest.newBuilder()
                        .setNamespace("fleet")
                        .setArea(area)
                        .setOptions(options)
                        .build(),
                Rows.getDefaultInstance());
    }

    private Rows around(String id, QueryAroundRequest.Builder shape, io.spatio.protocol.v1.QueryOptions options) {
        return client.call(
                "QueryAround",
                shape.setNamespace("fleet").setId(id).setOptions(options).build(),
                Rows.getDefaultInstance());
    }

    private static io.spatio.protocol.v1.Area.Builder area() {
        return io.spatio.protocol.v1.Area.newBuilder();
    }

    private static Place.Builder origin() {
        return Place.newBuilder().setLon(0.5).setLat(0.5);
    }

    private static Question get(
            String name,
            Function<QueryOptions, Results<? extends Located>> embedded,
            Function<io.spatio.protocol.v1.QueryOptions, Rows> grpc,
            String path) {
        return new Question(name, embedded, grpc, "GET", "/v1/namespaces/fleet/" + path, "");
    }

    List<Question> questions() {
        Position origin = Position.of(0.5, 0.5);
        String some = fleet.query(Area.Box.WORLD, QueryOptions.limit(1)).get(0).objectId();
        String object = "objects/" + some.replace("\"", "%22") + "/";
        return List.of(
                get(
                        "radius",
                        options -> fleet.queryRadius(origin, 300_000, options),
                        options -> query(
                                area().setCircle(Circle.newBuilder()
                                        .setCenter(origin())
                                        .setRadius(300_000)),
                                options),
                        "radius?center=0.5,0.5&radius=300km"),
                get(
                        "radius in space",
                        options -> fleet.queryRadius(origin.withAlt(9), 300_000, options),
                        options -> query(
                                area().setCircle(Circle.newBuilder()
                                        .setCenter(origin().setAlt(9))
                                        .setRadius(300_000)),
                                options),
                        "radius?center=0.5,0.5,9&radius=300000"),
                get(
                        "knn",
                        options -> fleet.knn(origin, options),
                        options -> client.call(
                                "Nearest",
                                NearestRequest.newBuilder()
                                        .setNamespace("fleet")
                                        .setCenter(origin())
                                        .setOptions(options)
                                        .build(),
                                Rows.getDefaultInstance()),
                        "knn?center=0.5,0.5"),
                get(
                        "bbox",
                        options -> fleet.queryBbox(new Area.Box(-2, -3, 3, 2), options),
                        options -> query(
                                area().setBox(Box.newBuilder()
                                        .setWest(-2)
                                        .setSouth(-3)
                                        .setEast(3)
                                        .setNorth(2)),
                                options),
                        "bbox?bbox=-2,-3,3,2"),
                get(
                        "cylinder",
                        options -> fleet.queryWithinCylinder(origin, 50, 250, 400_000, options),
                        options -> query(
                                area().setCylinder(Cylinder.newBuilder()
                                        .setCenter(origin())
                                        .setMinAlt(50)
                                        .setMaxAlt(250)
                                        .setRadius(400_000)),
                                options),
                        "cylinder?center=0.5,0.5&minAlt=50&maxAlt=250m&radius=400km"),
                get(
                        "list",
                        options -> fleet.queryBbox(Area.Box.WORLD, options),
                        options -> client.call(
                                "List",
                                ListRequest.newBuilder()
                                        .setNamespace("fleet")
                                        .setOptions(options)
                                        .build(),
                                Rows.getDefaultInstance()),
                        "objects"),
                new Question(
                        "within",
                        options ->
                                fleet.queryPolygon(GeoJson.readPolygon(POLYGON).geometry(), options),
                        options -> query(
                                area().setPolygons(io.spatio.server.operation.Places.polygons(
                                        GeoJson.readPolygon(POLYGON).geometry())),
                                options),
                        "POST",
                        "/v1/namespaces/fleet/within",
                        POLYGON),
                get(
                        "radius around an object",
                        options -> fleet.queryNear(some, 1_500_000, options),
                        options -> around(some, QueryAroundRequest.newBuilder().setRadius(1_500_000), options),
                        object + "radius?radius=1500km"),
                get(
                        "knn around an object",
                        options -> fleet.knnNearObject(some, options),
                        options -> around(
                                some,
                                QueryAroundRequest.newBuilder().setNearest(Closest.getDefaultInstance()),
                                options),
                        object + "knn"),
                get(
                        "bbox around an object",
                        options -> fleet.queryBbox3dNearObject(some, 1_600_000, 1_500_000, 600, options),
                        options -> around(
                                some,
                                QueryAroundRequest.newBuilder()
                                        .setBox(BoxAround.newBuilder()
                                                .setWidth(1_600_000)
                                                .setHeight(1_500_000)
                                                .setDepth(600)),
                                options),
                        object + "bbox?width=1600km&height=1500km&depth=600m"),
                get(
                        "cylinder around an object",
                        options -> fleet.queryCylinderNearObject(some, 0, 250, 1_600_000, options),
                        options -> around(
                                some,
                                QueryAroundRequest.newBuilder()
                                        .setCylinder(CylinderAround.newBuilder()
                                                .setMaxAlt(250)
                                                .setRadius(1_600_000)),
                                options),
                        object + "cylinder?minAlt=0&maxAlt=250&radius=1600km"));
    }

    private static List<Located> located(Rows rows) {
        List<Located> located = new ArrayList<>();
        for (int i = 0; i < rows.getIdCount(); i++) {
            Position position =
                    new Position(rows.getLon(i), rows.getLat(i), rows.getAltCount() == 0 ? Double.NaN : rows.getAlt(i));
            byte[] json = rows.getMetadataCount() == 0
                    ? new byte[0]
                    : rows.getMetadata(i).toByteArray();
            Metadata metadata = json.length == 0 ? Metadata.NONE : Metadata.ofUtf8(json);
            Instant timestamp = Timestamps.toInstant(rows.getTimestamp(i));
            located.add(
                    rows.getDistanceCount() == 0
                            ? new Location(rows.getId(i), position, timestamp, metadata)
                            : new Neighbor(rows.getId(i), position, timestamp, metadata, rows.getDistance(i)));
        }
        return located;
    }

    @DisplayName("in pages over gRPC")
    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void inPagesOverGrpc(Question question) {
        Results<? extends Located> all = question.embedded().apply(QueryOptions.ALL);
        assertThat(all).hasSizeGreaterThan(2 * PAGE);
        List<Located> gathered = new ArrayList<>();
        io.spatio.protocol.v1.QueryOptions.Builder options =
                io.spatio.protocol.v1.QueryOptions.newBuilder().setLimit(PAGE);
        Rows page;
        do {
            page = question.grpc().apply(options.build());
            gathered.addAll(located(page));
            assertThat(page.getSequenceList()).doesNotContain(0L);
            assertThat(page.hasNext()).isEqualTo(page.getTruncated());
            options.setAfter(page.getNext());
        } while (page.getTruncated());
        assertThat(gathered).isEqualTo(List.copyOf(all));
    }

    @DisplayName("in pages over HTTP")
    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void inPagesOverHttp(Question question) throws IOException, InterruptedException {
        Results<? extends Located> all = question.embedded().apply(QueryOptions.ALL);
        List<String> gathered = new ArrayList<>();
        String next = "";
        do {
            String path = question.path() + (question.path().contains("?") ? "&" : "?") + "limit=" + PAGE
                    + (next.isEmpty() ? "" : "&after=" + next);
            JsonValue answer = JsonValue.read(
                    server.send(question.method(), path, question.body()).body());
            answer.at("results").elements().forEach(row -> gathered.add(row.text("objectId")));
            next = answer.has("next") ? answer.text("next") : "";
            assertThat(answer.text("truncated")).isEqualTo(String.valueOf(!next.isEmpty()));
        } while (!next.isEmpty());
        assertThat(gathered).isEqualTo(all.stream().map(Located::objectId).toList());
    }

    @DisplayName("cut by their length, they say where to continue")
    @Test
    void cutByLength() {
        try (ServerUnderTest small = ServerUnderTest.start("max-reply-bytes", "1KiB");
                GrpcClient its = new GrpcClient(small.port())) {
            for (int i = 0; i < 50; i++) {
                small.database()
                        .namespace("fleet")
                        .upsert("o" + (100 + i), Position.of(1, 2), Metadata.of("text", "x".repeat(i * 20)));
            }
            ListRequest.Builder request = ListRequest.newBuilder().setNamespace("fleet");
            List<String> ids = new ArrayList<>();
            Rows page;
            int pages = 0;
            do {
                page = its.call("List", request.build(), Rows.getDefaultInstance());
                ids.addAll(page.getIdList());
                RowKey next = page.getNext();
                request.setOptions(
                        io.spatio.protocol.v1.QueryOptions.newBuilder().setAfter(next));
                pages++;
            } while (page.getTruncated());
            assertThat(ids).hasSize(50).isSorted().doesNotHaveDuplicates();
            assertThat(pages).isGreaterThan(10);
        }
    }

    @DisplayName("histories in pages, in both directions")
    @Test
    void histories() throws IOException, InterruptedException {
        for (int i = 0; i < 30; i++) {
            server.database()
                    .namespace("past")
                    .upsert("t", Position.of(i, 0), Metadata.NONE, Instant.ofEpochSecond(i / 4));
        }
        Instant from = Instant.ofEpochSecond(1);
        Instant to = Instant.ofEpochSecond(6);
        List<TrackPoint> all = server.database().namespace("past").queryTrajectory("t", from, to, HistoryOptions.ALL);
        QueryTrajectoryRequest.Builder request = QueryTrajectoryRequest.newBuilder()
                .setNamespace("past")
                .setId("t")
                .setFrom(Timestamps.toMicros(from))
                .setTo(Timestamps.toMicros(to));
        List<Double> lons = new ArrayList<>();
        Track page;
        do {
            request.getOptionsBuilder().setLimit(PAGE);
            page = client.call("QueryTrajectory", request.build(), Track.getDefaultInstance());
            lons.addAll(page.getLonList());
            RecordKey next = page.getNext();
            request.getOptionsBuilder().setAfter(next);
        } while (page.getTruncated());
        assertThat(lons)
                .isEqualTo(all.stream().map(point -> point.position().lon()).toList());

        List<Double> oldestFirst = new ArrayList<>();
        String next = "";
        do {
            JsonValue answer = JsonValue.read(server.get("/v1/namespaces/past/objects/t/track?oldestFirst&limit=" + PAGE
                            + "&from=1970-01-01T00:00:01Z&to=1970-01-01T02:00:06+02:00"
                            + (next.isEmpty() ? "" : "&after=" + next))
                    .body());
            answer.at("results").elements().forEach(point -> oldestFirst.add(Double.valueOf(point.text("lon"))));
            next = answer.has("next") ? answer.text("next") : "";
        } while (!next.isEmpty());
        assertThat(oldestFirst).isEqualTo(lons.stream().sorted().toList());
    }
}
