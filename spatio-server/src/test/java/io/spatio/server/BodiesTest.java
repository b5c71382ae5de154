package io.spatio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Many positions over HTTP, and what is asked of them")
class BodiesTest {
    private static final String BATCH = "/v1/namespaces/fleet/objects:batch";
    private static final String NDJSON = "application/x-ndjson";

    private final ServerUnderTest server = ServerUnderTest.start();
    private final Namespace fleet = server.database().namespace("fleet");

    @AfterEach
    void stop() {
        server.close();
    }

    @DisplayName("are an array that is taken as a whole, with an outcome for each")
    @Test
    void array() throws IOException, InterruptedException {
        assertThat(server.post(
                                BATCH,
                                "[{\"objectId\":\"a\",\"lon\":1,\"lat\":2,\"timestamp\":\"2024-05-01T14:30:00+02:00\"},"
                                        + "{\"objectId\":\"b\",\"lon\":3,\"lat\":4,\"alt\":5,\"metadata\":[]},"
                                        + "{\"objectId\":\"a\",\"lon\":9,\"lat\":9,\"timestamp\":\"2024-05-01T12:29:00Z\"}]")
                        .body())
                .isEqualTo("{\"results\":[{\"outcome\":\"CREATED\",\"sequence\":1},"
                        + "{\"outcome\":\"CREATED\",\"sequence\":2},{\"outcome\":\"STALE\",\"sequence\":3}]}\n");
        assertThat(fleet.get("a").orElseThrow().timestamp()).isEqualTo(Instant.parse("2024-05-01T12:30:00Z"));
        assertThat(fleet.get("b").orElseThrow().position()).isEqualTo(Position.of(3, 4, 5));
        assertThat(fleet.get("b").orElseThrow().metadata()).isEqualTo(Metadata.json("[]"));
        assertThat(server.post("/v1/namespaces/fleet/objects:get", "[\"b\", \"nobody\", \"a\"]")
                        .body())
                .contains("\"objectId\":\"b\",\"lon\":3.0,\"lat\":4.0,\"alt\":5.0")
                .contains("\"objectId\":\"a\"")
                .doesNotContain("nobody");
    }

    @DisplayName("are lines, of which bad ones are counted and told, and stop nothing")
    @Test
    void lines() throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 12_000; i++) {
            body.append("{\"objectId\":\"o").append(i % 6_000).append("\",\"lon\":1,\"lat\":2,\"timestamp\":\"");
            body.append(Instant.ofEpochSecond(i))
                    .append("\",\"metadata\":{\"i\":")
                    .append(i)
                    .append("}}\n");
            if (i % 2_000 == 1_000) {
                body.append(i == 1_000 ? "{\"objectId\":\"x\"" : "{\"objectId\":\"x\",\"lon\":1,\"lat\":96}")
                        .append("\r\n\n");
            }
        }
        HttpResponse<String> answer = server.post(BATCH, body.toString(), "content-type", NDJSON + "; charset=utf-8");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonValue counts = JsonValue.read(answer.body());
        assertThat(counts.text("created")).isEqualTo("6000");
        assertThat(counts.text("applied")).isEqualTo("6000");
        assertThat(counts.text("rejected")).isEqualTo("6");
        assertThat(counts.at("faults").elements()).hasSize(5);
        assertThat(counts.at("faults").elements().get(0).text("line")).isEqualTo("1002");
        assertThat(counts.at("faults").elements().get(1).text("line")).isEqualTo("3004");
        assertThat(counts.at("faults").elements().get(1).text("detail")).startsWith("latitude 96.0");
        assertThat(counts.text("sequence")).isEqualTo("12000");
        assertThat(fleet.count()).isEqualTo(6_000);
        assertThat(fleet.get("o5999").orElseThrow().metadata()).isEqualTo(Metadata.json("{\"i\":11999}"));
    }

    @DisplayName("are a trajectory, which is found again, and who was where during a time")
    @Test
    void trajectory() throws IOException, InterruptedException {
        HttpResponse<String> written = server.post(
                "/v1/namespaces/fleet/objects/a/track",
                "[{\"lon\":1,\"lat\":1,\"timestamp\":\"2024-05-01T00:00:00Z\"},"
                        + "{\"lon\":2,\"lat\":2,\"timestamp\":\"2024-05-01T00:01:00Z\"},"
                        + "{\"lon\":50,\"lat\":50,\"timestamp\":\"2024-05-01T00:02:00Z\"}]");
        assertThat(JsonValue.read(written.body()).at("results").elements()).hasSize(3);
        String visits = server.get("/v1/namespaces/fleet/during?bbox=0,0,3,3&from=2024-05-01T00:00:00Z")
                .body();
        JsonValue visit = JsonValue.read(visits).at("results").elements().get(0);
        assertThat(visit.text("points")).isEqualTo("2");
        assertThat(visit.at("last").text("timestamp")).isEqualTo("2024-05-01T00:01:00Z");
        String polygon = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[3,0],[3,3],[0,3],[0,0]]]}";
        assertThat(server.post("/v1/namespaces/fleet/during?from=2024-05-01T00:00:00Z", polygon)
                        .body())
                .isEqualTo(visits);
        assertThat(server.get("/v1/namespaces/fleet/objects/a/track", "accept", "application/geo+json")
                        .body())
                .contains("\"LineString\"", "coordTimes");
    }

    @DisplayName("are measured")
    @Test
    void measures() throws IOException, InterruptedException {
        assertThat(server.get("/v1/namespaces/fleet/hull").body()).isEqualTo("{\"hull\":null}\n");
        assertThat(server.get("/v1/namespaces/fleet/bounds").body()).isEqualTo("{\"bbox\":null}\n");
        fleet.upsert("a", Position.of(0, 0));
        assertThat(server.get("/v1/namespaces/fleet/hull").body())
                .isEqualTo("{\"hull\":{\"type\":\"Point\",\"coordinates\":[0.0,0.0]}}\n");
        fleet.upsert("b", Position.of(0, 1));
        fleet.upsert("c", Position.of(1, 0));
        assertThat(server.get("/v1/namespaces/fleet/hull").body())
                .startsWith("{\"hull\":{\"type\":\"Polygon\",\"coordinates\":[[[0.0,0.0],");
        assertThat(server.get("/v1/namespaces/fleet/bounds").body()).isEqualTo("{\"bbox\":[0.0,0.0,1.0,1.0]}\n");
        assertThat(server.get("/v1/namespaces/fleet/objects/a/distance?other=b&metric=euclidean")
                        .body())
                .isEqualTo("{\"distance\":1.0}\n");
        assertThat(server.get("/v1/namespaces/fleet/objects/a/distance?to=0,1").body())
                .startsWith("{\"distance\":111195.");
        assertThat(server.get("/v1/namespaces/fleet/objects/a/distance?other=nobody")
                        .body())
                .isEqualTo("{\"distance\":null}\n");
        assertThat(server.post("/v1:sync", "").body()).isEqualTo("{\"sequence\":0}\n");
        assertThat(server.get("/v1/health").body()).isEqualTo("{\"state\":\"OPEN\"}\n");
        assertThat(server.get("/v1/namespaces/fleet/count").body()).isEqualTo("{\"count\":3}\n");
        assertThat(JsonValue.read(server.get("/v1/stats").body()).text("objects"))
                .isEqualTo("3");
        assertThat(server.post("/v1/namespaces/fleet:drop", "").body()).isEqualTo("{\"sequence\":6}\n");
    }

    @DisplayName("carry metadata as the bytes it was sent")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.50",
                "-0",
                "\"é\\u00e9\\n\"",
                "\"\"",
                "true",
                "null",
                "[ 1 ,\t2 ]",
                "{ \"a\" : { \"b\" : [ ] } }",
                "123456789012345678901234567890"
            })
    void metadata(String json) throws IOException, InterruptedException {
        for (String body : new String[] {
            "{\"metadata\": " + json + " ,\"lon\":1,\"lat\":2}", "{\"lon\":1,\"lat\":2,\"metadata\":" + json + "}"
        }) {
            assertThat(server.put("/v1/namespaces/fleet/objects/m", body).statusCode())
                    .isLessThan(300);
            assertThat(fleet.get("m").orElseThrow().metadata()).isEqualTo(Metadata.json(json));
            assertThat(server.get("/v1/namespaces/fleet/objects/m").body()).contains("\"metadata\":" + json + ",");
            server.post(BATCH, "\n \n{\"objectId\":\"n\"," + body.substring(1), "content-type", NDJSON);
            assertThat(fleet.get("n").orElseThrow().metadata()).isEqualTo(Metadata.json(json));
            fleet.drop();
        }
    }
}
