package io.spatio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is wrong with a request is told, and changes nothing")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FaultsTest {
    private ServerUnderTest server;

    @BeforeAll
    void start() {
        server = ServerUnderTest.start("max-request-bytes", "4KiB", "max-request-bytes-held", "4KiB");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @DisplayName("by status, name and sentence")
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            GET  | /                                        || 404 | no-such-path | There is nothing at this path
            GET  | /v1/namespaces/n/objects/a/b/c           || 404 | no-such-path | percent-encoded
            POST | /v1/namespaces/n/objects/a               || 405 | method-not-allowed | legal are DELETE, GET, PUT
            GET  | /v1/namespaces/n/objects/a               || 404 | object-not-found | has no current position
            GET  | /v1/namespaces/n/objects/a/radius?radius=5 || 404 | object-not-found | has no current position
            GET  | /v1/namespaces/n/objects/%ff             || 400 | bad-input | not UTF-8
            GET  | /v1/namespaces//objects/a                || 400 | bad-input | namespace is empty
            GET  | /v1/namespaces/n/objects/a?id=b          || 400 | bad-input | id is given twice
            GET  | /v1/namespaces/n/knn?center=1,2&limt=5   || 400 | bad-input | parameter limt is unknown here
            GET  | /v1/namespaces/n/knn                     || 400 | bad-input | parameter center is absent
            GET  | /v1/namespaces/n/knn?center=1,116.3      || 400 | bad-input | latitude 116.3 is outside [-90, 90]
            GET  | /v1/namespaces/n/knn?center=1,2&limit=-1 || 400 | bad-input | limit
            GET  | /v1/namespaces/n/knn?center=1,2&limit=10001 || 400 | bad-input | outside [0, 10000]
            GET  | /v1/namespaces/n/knn?center=1,2&after=x  || 400 | bad-input | parameter after
            GET  | /v1/namespaces/n/radius?center=1,2&radius=5parsec || 400 | bad-input | parameter radius
            GET  | /v1/namespaces/n/bbox?bbox=1,2,3         || 400 | bad-input | has 3 numbers
            GET  | /v1/namespaces/n/objects/a/track?from=yesterday || 400 | bad-input | is not a time
            GET  | /v1/namespaces/n/objects/a/distance      || 400 | bad-input | the other end is absent
            GET  | /v1/namespaces/n/count?timeout=soon      || 400 | bad-input | parameter timeout
            PUT  | /v1/namespaces/n/objects/a | {           | 400 | bad-input | not well-formed JSON
            PUT  | /v1/namespaces/n/objects/a | {"lon": 1}  | 400 | bad-input | lat is absent
            PUT  | /v1/namespaces/n/objects/a | {"lon": "1", "lat": 2} | 400 | bad-input | lon is not a number
            PUT  | /v1/namespaces/n/objects/a | {"lon": 1, "lat": 2, "lng": 3} | 400 | bad-input | field "lng" is unknown
            PUT  | /v1/namespaces/n/objects/a | {"lon": 1, "lon": 1, "lat": 2} | 400 | bad-input | lon is given twice
            PUT  | /v1/namespaces/n/objects/a | {"lon": 1, "lat": 2} 3 | 400 | bad-input | more than one JSON value
            PUT  | /v1/namespaces/n/objects/a | {"objectId": "b", "lon": 1, "lat": 2} | 400 | bad-input | another one
            PUT  | /v1/namespaces/n/objects/a | {"lon": 40.7, "lat": 116.3} | 400 | bad-input | are lon and lat swapped?
            POST | /v1/namespaces/n/objects:batch | [{"objectId":"a","lon":1,"lat":2},{"lon":1,"lat":2}] | 400 | bad-input | element 1: objectId is absent
            POST | /v1/namespaces/n/objects:batch | [{"objectId":"a","lon":1,"lat":2},{"objectId":"b","lon":1,"lat":92}] | 400 | bad-input | element 1: latitude 92.0
            POST | /v1/namespaces/n/objects:get   | ["a", 1]    | 400 | bad-input | not an array of ids
            POST | /v1/namespaces/n/within        | {"type":"Point","coordinates":[1,2]} | 400 | bad-input | Point
            POST | /v1/namespaces/n/within        | {"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]} | 400 | bad-input | ring
            """)
    void byStatusNameAndSentence(String method, String path, String body, int status, String name, String sentence)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = server.send(method, path, body == null ? "" : body);
        assertThat(answer.body()).contains("\"type\":\"urn:spatio:" + name + "\"", "\"status\":" + status);
        assertThat(answer.body().replace("\\\"", "\"")).contains(sentence);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(server.database().namespaces()).isEmpty();
    }

    @DisplayName(
            "by status 413 where the body is too long, and 431 or 414 where the head is, and 400 where it is malformed")
    @Test
    void tooLong() throws IOException, InterruptedException {
        HttpResponse<String> body = server.put("/v1/namespaces/n/objects/a", " ".repeat(5_000) + "{}");
        assertThat(body.statusCode()).isEqualTo(413);
        assertThat(body.body()).contains("urn:spatio:too-large");
        assertThat(server.get("/v1/namespaces/n/objects/" + "x".repeat(20_000)).statusCode())
                .isEqualTo(414);
        assertThat(server.get("/v1/namespaces/n/objects/a", "x-long", "x".repeat(40_000))
                        .statusCode())
                .isEqualTo(431);
        assertThat(RawHttp.status(server.port(), "GET /v1/namespaces/%zz/count HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isEqualTo(400);
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    }

    @DisplayName("by status 415 where the body is compressed")
    @Test
    void compressed() throws IOException, InterruptedException {
        assertThat(server.put("/v1/namespaces/n/objects/a", "x", "content-encoding", "gzip")
                        .statusCode())
                .isEqualTo(415);
    }

    @DisplayName("by status 403 where a web page of somewhere else asks")
    @Test
    void foreignPages() throws IOException, InterruptedException {
        assertThat(server.get("/v1/namespaces", "origin", "http://example.com").statusCode())
                .isEqualTo(403);
        assertThat(server.get("/v1/namespaces", "origin", "http://127.0.0.1:" + server.port())
                        .statusCode())
                .isEqualTo(200);
        assertThat(RawHttp.status(server.port(), "GET /v1/namespaces HTTP/1.1\r\nHost: example.com\r\n\r\n"))
                .isEqualTo(403);
        assertThat(RawHttp.status(server.port(), "GET /v1/namespaces HTTP/1.1\r\nHost: LOCALHOST:1\r\n\r\n"))
                .isEqualTo(200);
        assertThat(RawHttp.status(server.port(), "GET /v1/namespaces HTTP/1.1\r\n\r\n"))
                .isIn(400, 403);
    }

    @DisplayName("by status 429 where there are more connections than the server takes")
    @Test
    void connections() throws IOException {
        try (ServerUnderTest small = ServerUnderTest.start("max-connections", "1");
                Socket first = new Socket("127.0.0.1", small.port())) {
            first.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(first.getInputStream().read()).isEqualTo('H');
            assertThat(RawHttp.status(small.port(), "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .isEqualTo(429);
            first.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @DisplayName("by status 429 where requests that are not answered hold more bytes than the server takes")
    @Test
    void bytesHeld() throws IOException, InterruptedException {
        try (ServerUnderTest small =
                        ServerUnderTest.start("max-request-bytes", "8KiB", "max-request-bytes-held", "8KiB");
                Socket slow = new Socket("127.0.0.1", small.port())) {
            String head = "PUT /v1/namespaces/n/objects/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000\r\n"
                    + "Expect: 100-continue\r\n\r\n";
            slow.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.getInputStream().read()).isEqualTo('H');
            slow.getOutputStream().write(" ".repeat(7_000).getBytes(StandardCharsets.US_ASCII));
            String position = "{\"lon\":1,\"lat\":2}" + " ".repeat(2_000);
            // What the slow one sent may still be on its way.
            int status;
            do {
                status = small.put("/v1/namespaces/n/objects/b", position).statusCode();
            } while (status == 201 || status == 200);
            assertThat(status).isEqualTo(429);
            slow.getOutputStream()
                    .write(("{\"lon\":1,\"lat\":2}" + " ".repeat(983)).getBytes(StandardCharsets.US_ASCII));
            while (!small.database().namespace("n").exists("a")) {
                Thread.onSpinWait();
            }
            assertThat(small.put("/v1/namespaces/n/objects/b", position).statusCode())
                    .isLessThan(300);
        }
    }
}
