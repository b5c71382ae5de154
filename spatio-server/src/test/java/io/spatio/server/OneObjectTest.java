package io.spatio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One object over HTTP")
class OneObjectTest {
    private final ServerUnderTest server = ServerUnderTest.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @DisplayName("is recorded, found with its sequence as entity tag, and deleted")
    @Test
    void isRecordedFoundAndDeleted() throws IOException, InterruptedException {
        String path = "/v1/namespaces/fleet/objects/truck-1";
        HttpResponse<String> put = server.put(
                path,
                "{\"lon\": -74.006, \"lat\": 40.7128, \"alt\": 12.5, \"timestamp\": \"2024-05-01T12:30:00.123456Z\","
                        + " \"metadata\": {\"driver\" :  \"Ann\\u00e9\", \"n\": 1.50}}");
        assertThat(put.statusCode()).isEqualTo(201);
        assertThat(put.body()).isEqualTo("{\"outcome\":\"CREATED\",\"sequence\":1}\n");
        assertThat(put.headers().firstValue("etag")).contains("\"1\"");

        HttpResponse<String> got = server.get(path);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.headers().firstValue("etag")).contains("\"1\"");
        assertThat(got.headers().firstValue("content-type")).contains("application/json");
        assertThat(got.body())
                .isEqualTo("{\"objectId\":\"truck-1\",\"lon\":-74.006,\"lat\":40.7128,\"alt\":12.5,"
                        + "\"timestamp\":\"2024-05-01T12:30:00.123456Z\","
                        + "\"metadata\":{\"driver\" :  \"Ann\\u00e9\", \"n\": 1.50},\"sequence\":1}\n");

        assertThat(server.send("HEAD", path, "").headers().firstValue("etag")).contains("\"1\"");
        assertThat(server.send("DELETE", path + "?at=2024-05-01T12:00:00Z", "").body())
                .isEqualTo("{\"outcome\":\"STALE\",\"sequence\":2}\n");
        assertThat(server.send("DELETE", path, "").body()).isEqualTo("{\"outcome\":\"DELETED\",\"sequence\":3}\n");
        assertThat(server.send("DELETE", path, "").body()).isEqualTo("{\"outcome\":\"ABSENT\",\"sequence\":0}\n");
        HttpResponse<String> gone = server.get(path);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(gone.body())
                .contains(
                        "\"type\":\"urn:spatio:object-not-found\"",
                        "\"status\":404",
                        "object \\\"truck-1\\\" has no current position in namespace \\\"fleet\\\"");
    }

    @DisplayName("is told by the probes to be live and ready")
    @Test
    void probes() throws IOException, InterruptedException {
        assertThat(server.get("/healthz").body()).isEqualTo("{\"status\":\"live\"}\n");
        assertThat(server.get("/readyz").body()).isEqualTo("{\"status\":\"ready\"}\n");
    }
}
