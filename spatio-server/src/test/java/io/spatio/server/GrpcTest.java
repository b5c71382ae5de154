package io.spatio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.spatio.protocol.v1.DeleteOutcome;
import io.spatio.protocol.v1.DeleteRequest;
import io.spatio.protocol.v1.Deleted;
import io.spatio.protocol.v1.GetReply;
import io.spatio.protocol.v1.GetRequest;
import io.spatio.protocol.v1.Place;
import io.spatio.protocol.v1.QueryAroundRequest;
import io.spatio.protocol.v1.Rows;
import io.spatio.protocol.v1.UpsertOutcome;
import io.spatio.protocol.v1.UpsertRequest;
import io.spatio.protocol.v1.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("gRPC, called by grpc-java")
class GrpcTest {
    private static final Metadata.Key<String> FAULT = Metadata.Key.of("spatio-error", Metadata.ASCII_STRING_MARSHALLER);

    private final ServerUnderTest server = ServerUnderTest.start();
    private final GrpcClient client = new GrpcClient(server.port());

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private Written upsert(String id, double lon, double lat, long micros, String metadata) {
        return client.call(
                "Upsert",
                UpsertRequest.newBuilder()
                        .setNamespace("fleet")
                        .setId(id)
                        .setPosition(Place.newBuilder().setLon(lon).setLat(lat))
                        .setTimestamp(micros)
                        .setMetadata(ByteString.copyFromUtf8(metadata))
                        .build(),
                Written.getDefaultInstance());
    }

    private GetReply get(String id) {
        return client.call(
                "Get", GetRequest.newBuilder().setNamespace("fleet").setId(id).build(), GetReply.getDefaultInstance());
    }

    @DisplayName("records an object, finds it bit for bit, and deletes it")
    @Test
    void recordsFindsAndDeletes() {
        assertThat(upsert("a\u0000/é", -0.0, 89.99999999999999, -1, "[ 1.50 ]").getOutcome())
                .isEqualTo(UpsertOutcome.CREATED);
        assertThat(upsert("a\u0000/é", 1, 2, -2, "").getOutcome()).isEqualTo(UpsertOutcome.STALE);
        GetReply found = get("a\u0000/é");
        assertThat(found.getRow().getPosition().getLon()).isEqualTo(-0.0);
        assertThat(found.getRow().getPosition().getLat()).isEqualTo(89.99999999999999);
        assertThat(found.getRow().getPosition().hasAlt()).isFalse();
        assertThat(found.getRow().getTimestamp()).isEqualTo(-1);
        assertThat(found.getRow().getSequence()).isEqualTo(1);
        assertThat(found.getRow().getMetadata().toStringUtf8()).isEqualTo("[ 1.50 ]");
        Deleted deleted = client.call(
                "Delete",
                DeleteRequest.newBuilder()
                        .setNamespace("fleet")
                        .setId("a\u0000/é")
                        .build(),
                Deleted.getDefaultInstance());
        assertThat(deleted.getOutcome()).isEqualTo(DeleteOutcome.DELETED);
        assertThat(get("a\u0000/é").hasRow()).isFalse();
    }

    @DisplayName("tells status, sentence and name of a fault")
    @Test
    void tellsFaults() {
        StatusRuntimeException bad =
                catchThrowableOfType(StatusRuntimeException.class, () -> upsert("truck-1", 40.7, 116.3, 0, ""));
        assertThat(bad.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(bad.getStatus().getDescription())
                .isEqualTo("latitude 116.3 is outside [-90, 90]: are lon and lat swapped?");
        assertThat(bad.getTrailers().get(FAULT)).isEqualTo("bad-input");

        QueryAroundRequest around = QueryAroundRequest.newBuilder()
                .setNamespace("fl\u00f6\u00dfe")
                .setId("nobody")
                .setRadius(5)
                .build();
        StatusRuntimeException missing = catchThrowableOfType(
                StatusRuntimeException.class, () -> client.call("QueryAround", around, Rows.getDefaultInstance()));
        assertThat(missing.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(missing.getStatus().getDescription())
                .isEqualTo("object \"nobody\" has no current position in namespace \"flöße\"");
        assertThat(missing.getTrailers().get(FAULT)).isEqualTo("object-not-found");
    }

    @DisplayName("refuses a message larger than the bound, and the connection goes on")
    @Test
    void refusesTooLarge() {
        try (ServerUnderTest small = ServerUnderTest.start("max-request-bytes", "64KiB");
                GrpcClient its = new GrpcClient(small.port())) {
            UpsertRequest.Builder request =
                    UpsertRequest.newBuilder().setNamespace("fleet").setId("x".repeat(100_000));
            StatusRuntimeException tooLarge = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> its.call("Upsert", request.build(), Written.getDefaultInstance()));
            assertThat(tooLarge.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(its.call(
                                    "Get",
                                    GetRequest.newBuilder()
                                            .setNamespace("fleet")
                                            .setId("a")
                                            .build(),
                                    GetReply.getDefaultInstance())
                            .hasRow())
                    .isFalse();
        }
    }

    @DisplayName("refuses a compressed message, which could unpack to anything")
    @Test
    void refusesCompressed() {
        UpsertRequest request = UpsertRequest.newBuilder()
                .setNamespace("fleet")
                .setId("zipped")
                .setPosition(Place.newBuilder().setLon(1).setLat(2))
                .build();
        StatusRuntimeException compressed = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> client.call(
                        "Upsert", request, Written.getDefaultInstance(), options -> options.withCompression("gzip")));
        assertThat(compressed.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(compressed.getTrailers().get(FAULT)).isEqualTo("unsupported-encoding");
        assertThat(get("zipped").hasRow()).isFalse();
    }
}
