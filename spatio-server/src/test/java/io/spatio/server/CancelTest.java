package io.spatio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.protocol.v1.NearestRequest;
import io.spatio.protocol.v1.Place;
import io.spatio.protocol.v1.Rows;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Work in the engine that nobody waits for any more ends")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CancelTest {
    private static final NearestRequest NEAREST = NearestRequest.newBuilder()
            .setNamespace("fleet")
            .setCenter(Place.newBuilder().setLon(1).setLat(2))
            .build();

    private final EndlessIndex index = new EndlessIndex();
    private final ServerUnderTest server = ServerUnderTest.start(
            Spatio.builder().set("path", "").index(index).build(), HttpClient.Version.HTTP_1_1, "workers", "1");

    @BeforeEach
    void fill() {
        server.database().namespace("fleet").upsert("truck-1", Position.of(1, 2));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The one worker is free again, and the event loop always was. */
    private void assertHealthy() throws IOException, InterruptedException {
        assertThat(server.get("/v1/namespaces/fleet/objects/truck-1").statusCode())
                .isEqualTo(200);
        assertThat(server.get("/v1/namespaces").body()).isEqualTo("{\"results\":[\"fleet\"],\"truncated\":false}\n");
    }

    @Test
    @DisplayName("when the deadline of an HTTP request passes")
    void deadlineOfHttp() throws IOException, InterruptedException {
        HttpResponse<String> answer = server.get("/v1/namespaces/fleet/radius?center=1,2&radius=1km&timeout=300ms");
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("urn:spatio:deadline-exceeded");
        index.awaitEnded();
        assertHealthy();
    }

    @Test
    @DisplayName("when an HTTP client goes away")
    void clientGone() throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write("GET /v1/namespaces/fleet/knn?center=1,2 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            index.awaitBegun();
            assertThat(server.get("/v1/namespaces/fleet/count").body()).isEqualTo("{\"count\":1}\n");
        }
        index.awaitEnded();
        assertHealthy();
    }

    @Test
    @DisplayName("when the deadline of a gRPC call passes")
    void deadlineOfGrpc() throws IOException, InterruptedException {
        try (GrpcClient client = new GrpcClient(server.port())) {
            StatusRuntimeException late = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> client.call(
                            "Nearest",
                            NEAREST,
                            Rows.getDefaultInstance(),
                            options -> options.withDeadlineAfter(300, TimeUnit.MILLISECONDS)));
            assertThat(late.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            index.awaitEnded();
            assertHealthy();
        }
    }

    @Test
    @DisplayName("when a gRPC call is cancelled")
    void cancelledGrpc() throws IOException, InterruptedException {
        try (GrpcClient client = new GrpcClient(server.port())) {
            Future<Rows> rows = ClientCalls.futureUnaryCall(
                    client.channel()
                            .newCall(
                                    GrpcClient.method(
                                            "Nearest", NearestRequest.getDefaultInstance(), Rows.getDefaultInstance()),
                                    CallOptions.DEFAULT),
                    NEAREST);
            index.awaitBegun();
            rows.cancel(true);
            index.awaitEnded();
            assertHealthy();
        }
    }

    @Test
    @DisplayName("when the server stops and the grace time is over")
    void stopping() throws IOException, InterruptedException {
        try (ServerUnderTest hurried = ServerUnderTest.start(
                        Spatio.builder().set("path", "").index(index).build(),
                        HttpClient.Version.HTTP_1_1,
                        "grace",
                        "100ms");
                Socket socket = new Socket("127.0.0.1", hurried.port())) {
            hurried.database().namespace("fleet").upsert("truck-1", Position.of(1, 2));
            socket.getOutputStream()
                    .write("GET /v1/namespaces/fleet/knn?center=1,2 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            index.awaitBegun();
            hurried.server().close();
            index.awaitEnded();
        }
    }
}
