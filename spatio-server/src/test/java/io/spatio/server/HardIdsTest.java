package io.spatio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spatio.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Ids and names of namespaces with any character survive")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardIdsTest {
    private static final Path CURL = Path.of("/usr/bin/curl");
    private static final int LONGEST = 1024;
    private static final String POSITION = "{\"lon\": 1, \"lat\": 2}";

    private ServerUnderTest server;

    @BeforeAll
    void start() {
        server = ServerUnderTest.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static List<String> ids() {
        return List.of(
                "a/b",
                "/",
                "//",
                " ",
                "a+b",
                "%",
                "%2F",
                "%zz",
                "é",
                "e\u0301",
                "日本",
                "\uD83D\uDE00",
                "\u0000",
                "a\nb",
                "\"\\",
                "?x=1",
                "#",
                "a:erase",
                ":erase",
                "-",
                "a;b=c",
                "a&b=c",
                "\uFFFF",
                "x".repeat(LONGEST));
    }

    /** What a client's library may take for a step in a path. */
    static List<String> steps() {
        List<String> steps = new ArrayList<>(ids());
        steps.add(".");
        steps.add("..");
        return steps;
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02X", octet));
        }
        return encoded.toString();
    }

    @DisplayName("as one segment, by the JDK's client")
    @ParameterizedTest
    @MethodSource("steps")
    void asSegment(String id) throws IOException, InterruptedException {
        String namespace = id.length() < LONGEST ? "s" + id : id;
        String path = "/v1/namespaces/" + encoded(namespace) + "/objects/" + encoded(id);
        assertThat(server.put(path, POSITION).statusCode()).isEqualTo(201);
        assertThat(server.database().namespace(namespace).get(id)).isPresent();
        assertThat(server.get(path).statusCode()).isEqualTo(200);
        assertThat(server.post(path + ":erase", "").statusCode()).isEqualTo(200);
        assertThat(server.database().namespace(namespace).get(id)).isEmpty();
    }

    @DisplayName("as parameters of the query, by the JDK's client")
    @ParameterizedTest
    @MethodSource("steps")
    void asParameters(String id) throws IOException, InterruptedException {
        String namespace = id.length() < LONGEST ? "q" + id : id;
        String query = "?namespace=" + encoded(namespace) + "&id=" + encoded(id);
        assertThat(server.put("/v1/namespaces/-/objects/-" + query, POSITION).statusCode())
                .isEqualTo(201);
        assertThat(server.database().namespace(namespace).get(id)).isPresent();
        assertThat(server.get("/v1/namespaces/-/objects/-/track" + query).body())
                .contains("\"truncated\":false")
                .contains("\"lon\":1.0");
    }

    @DisplayName("by curl, as parameters that it encodes itself")
    @ParameterizedTest
    @MethodSource("steps")
    void byCurl(String id) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CURL), "needs " + CURL);
        server.database().namespace("c").upsert(id, Position.of(1, 2));
        List<String> command = new ArrayList<>(List.of(CURL.toString(), "-s", "-S", "-G"));
        command.addAll(List.of("--data-urlencode", "namespace=c"));
        Path file = Files.createTempFile("id", "");
        try {
            // A file, because an argument holds no NUL.
            Files.writeString(file, id);
            command.addAll(List.of("--data-urlencode", "id@" + file));
            command.add("http://127.0.0.1:" + server.port() + "/v1/namespaces/-/objects/-/exists");
            Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
            String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(curl.waitFor()).isZero();
            assertThat(answer).isEqualTo("{\"exists\":true}\n");
        } finally {
            Files.delete(file);
        }
    }

    @DisplayName("by curl, as one segment")
    @ParameterizedTest
    @MethodSource("ids")
    void segmentByCurl(String id) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(CURL), "needs " + CURL);
        server.database().namespace("c").upsert(id, Position.of(1, 2));
        Process curl = new ProcessBuilder(
                        CURL.toString(),
                        "-s",
                        "-S",
                        "http://127.0.0.1:" + server.port() + "/v1/namespaces/c/objects/" + encoded(id) + "/exists")
                .redirectErrorStream(true)
                .start();
        String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor()).isZero();
        assertThat(answer).isEqualTo("{\"exists\":true}\n");
    }
}
