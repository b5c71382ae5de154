package io.spatio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.error.ConfigurationException;
import io.spatio.protocol.v1.CountReply;
import io.spatio.protocol.v1.CountRequest;
import io.spatio.protocol.v1.Role;
import io.spatio.server.access.NamespacePattern;
import io.spatio.server.access.Principal;
import io.spatio.server.access.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server with tokens")
class TokensTest {
    private static final String POSITION = "{\"lon\": 1, \"lat\": 2}";

    @TempDir
    Path directory;

    private Path file;
    private final String reader = Token.newSecret();
    private final String writer = Token.newSecret();
    private final String admin = Token.newSecret();
    private ServerUnderTest server;

    @BeforeEach
    void start() throws IOException {
        file = directory.resolve("tokens");
        Files.write(
                file,
                List.of(
                        "# tokens",
                        line(reader, "reader", Role.READ, "fleet*"),
                        line(writer, "writer", Role.WRITE, "fleet-1"),
                        line(admin, "admin", Role.ADMIN, "*")));
        server = ServerUnderTest.start("tokens-file", file.toString());
        server.database().namespace("fleet-1").upsert("truck-1", Position.of(1, 2));
        server.database().namespace("other").upsert("truck-1", Position.of(1, 2));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String line(String secret, String name, Role role, String pattern) {
        return Token.of(secret, new Principal(name, Set.of(role), List.of(new NamespacePattern(pattern))))
                .line();
    }

    private int status(String method, String path, String secret) throws IOException, InterruptedException {
        String body = method.equals("PUT") ? POSITION : "";
        return secret.isEmpty()
                ? server.send(method, path, body).statusCode()
                : server.send(method, path, body, "authorization", "Bearer " + secret)
                        .statusCode();
    }

    @DisplayName("tells nothing to who has none, or one that nobody knows, but that it lives")
    @Test
    void nothingWithoutToken() throws IOException, InterruptedException {
        for (String path : List.of("/v1/namespaces", "/v1/namespaces/fleet-1/objects/truck-1", "/v1/nothing", "/")) {
            assertThat(status("GET", path, "")).as(path).isEqualTo(401);
            assertThat(status("GET", path, Token.newSecret())).as(path).isEqualTo(401);
        }
        assertThat(server.get("/v1/namespaces").headers().firstValue("www-authenticate"))
                .contains("Bearer");
        assertThat(server.get("/v1/namespaces", "authorization", "Basic YTpi").statusCode())
                .isEqualTo(401);
        assertThat(status("GET", "/healthz", "")).isEqualTo(200);
        assertThat(status("GET", "/readyz", "")).isEqualTo(200);
    }

    @DisplayName("lets each do what its roles and namespaces allow, and nothing else")
    @Test
    void rolesAndNamespaces() throws IOException, InterruptedException {
        String object = "/v1/namespaces/fleet-1/objects/truck-1";
        String other = "/v1/namespaces/other/objects/truck-1";
        assertThat(status("GET", object, reader)).isEqualTo(200);
        assertThat(status("GET", other, reader)).isEqualTo(403);
        assertThat(status("GET", "/v1/namespaces/-/objects/-?namespace=other&id=truck-1", reader))
                .isEqualTo(403);
        assertThat(status("PUT", object, reader)).isEqualTo(403);
        assertThat(status("GET", "/v1/stats", reader)).isEqualTo(403);
        assertThat(server.get("/v1/namespaces", "authorization", "bearer " + reader)
                        .body())
                .isEqualTo("{\"results\":[\"fleet-1\"],\"truncated\":false}\n");

        assertThat(status("PUT", object, writer)).isEqualTo(200);
        assertThat(status("PUT", "/v1/namespaces/fleet-2/objects/truck-1", writer))
                .isEqualTo(403);
        assertThat(status("GET", object, writer)).isEqualTo(403);
        assertThat(status("POST", object + ":erase", writer)).isEqualTo(403);

        assertThat(status("GET", other, admin)).isEqualTo(200);
        assertThat(status("GET", "/v1/stats", admin)).isEqualTo(200);
        assertThat(status("POST", other + ":erase", admin)).isEqualTo(200);
        assertThat(server.database().namespace("fleet-1").count()).isEqualTo(1);
        assertThat(server.database().namespace("fleet-2").count()).isZero();
    }

    private CountReply count(GrpcClient client, String secret, String namespace) {
        Metadata headers = new Metadata();
        if (!secret.isEmpty()) {
            headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + secret);
        }
        return ClientCalls.blockingUnaryCall(
                ClientInterceptors.intercept(client.channel(), MetadataUtils.newAttachHeadersInterceptor(headers)),
                GrpcClient.method("Count", CountRequest.getDefaultInstance(), CountReply.getDefaultInstance()),
                CallOptions.DEFAULT,
                CountRequest.newBuilder().setNamespace(namespace).build());
    }

    @DisplayName("holds gRPC to the same rules")
    @Test
    void grpc() {
        try (GrpcClient client = new GrpcClient(server.port())) {
            assertThat(count(client, reader, "fleet-1").getCount()).isEqualTo(1);
            StatusRuntimeException none =
                    catchThrowableOfType(StatusRuntimeException.class, () -> count(client, "", "fleet-1"));
            assertThat(none.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
            StatusRuntimeException foreign =
                    catchThrowableOfType(StatusRuntimeException.class, () -> count(client, reader, "other"));
            assertThat(foreign.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        }
    }

    @DisplayName("takes a changed file while it runs, and keeps the tokens it has where the file is broken")
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void takesAChangedFile() throws IOException, InterruptedException {
        String late = Token.newSecret();
        Files.write(file, List.of(line(late, "late", Role.READ, "*")));
        while (status("GET", "/v1/namespaces", late) != 200) {
            Thread.onSpinWait();
        }
        assertThat(status("GET", "/v1/namespaces", reader)).isEqualTo(401);
    }

    @DisplayName("does not start with a file that is absent or broken, naming the line")
    @Test
    void refusesABrokenFile() throws IOException {
        Path broken = directory.resolve("broken");
        assertThatThrownBy(() -> ServerUnderTest.start("tokens-file", broken.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("broken");
        Files.write(broken, List.of("", "{\"name\": \"a\", \"roles\": [\"owner\"]}"));
        assertThatThrownBy(() -> ServerUnderTest.start("tokens-file", broken.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("line 2: role \"owner\" is unknown: legal are read, write and admin");
    }

    @DisplayName("may listen beyond this machine; one without may not, unless told that it is wanted")
    @Test
    void beyondThisMachine() {
        assertThatThrownBy(() -> ServerUnderTest.start("host", "0.0.0.0"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("spatio.server.tokens-file")
                .hasMessageContaining("insecure = true");
        try (Spatio database = Spatio.memory()) {
            for (String[] settings : List.of(
                    new String[] {"host", "0.0.0.0", "insecure", "true"},
                    new String[] {"host", "0.0.0.0", "tokens-file", file.toString()})) {
                try (SpatioServer open = SpatioServer.start(database, ServerUnderTest.settings(settings))) {
                    assertThat(open.port()).isPositive();
                }
            }
        }
    }
}
