package io.spatio.server.grpc;

import com.google.protobuf.Message;
import io.spatio.error.AccessDeniedException;
import io.spatio.server.fault.Fault;
import io.spatio.server.fault.TooLargeException;
import io.spatio.server.fault.UnsupportedEncodingException;
import io.spatio.server.operation.Call;
import io.spatio.server.operation.Dispatcher;
import io.spatio.server.operation.Operation;
import io.spatio.server.operation.Operations;
import io.spatio.server.operation.Reception;
import io.spatio.server.operation.Rules;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.server.GrpcProtocol;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.GrpcServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes gRPC requests. Messages are read and written where the operation runs, not on the event loop. Any event loop. */
public final class GrpcCalls implements Handler<HttpServerRequest> {
    private final GrpcServer server;
    private final Vertx vertx;
    private final Dispatcher dispatcher;
    private final Reception reception;

    /**
     * A surface.
     *
     * @param vertx whose event loops it runs on
     * @param operations what is there to be called
     * @param dispatcher runs it
     * @param reception what every call passes first
     * @param maxMessageBytes the longest request message
     */
    public GrpcCalls(
            Vertx vertx, Operations operations, Dispatcher dispatcher, Reception reception, long maxMessageBytes) {
        this.vertx = vertx;
        this.dispatcher = dispatcher;
        this.reception = reception;
        GrpcServerOptions options = new GrpcServerOptions().setMaxMessageSize(maxMessageBytes);
        for (GrpcProtocol protocol : Set.copyOf(options.getEnabledProtocols())) {
            if (protocol != GrpcProtocol.HTTP_2) {
                options.removeEnabledProtocol(protocol);
            }
        }
        server = GrpcServer.server(vertx, options);
        ServiceName service = ServiceName.create(Rules.serviceName());
        for (Operation operation : operations.all()) {
            ServiceMethod<Buffer, Buffer> method = ServiceMethod.server(
                    service, operation.name(), GrpcMessageEncoder.IDENTITY, GrpcMessageDecoder.IDENTITY);
            server.callHandler(method, request -> call(operation, request));
        }
    }

    @Override
    public void handle(HttpServerRequest request) {
        try {
            reception.requireHost(
                    Optional.ofNullable(request.authority()).map(Object::toString),
                    Optional.ofNullable(request.getHeader("origin")));
        } catch (AccessDeniedException e) {
            refuse(request, e);
            return;
        }
        server.handle(request);
    }

    /** Answers with trailers alone, before anything was read. */
    private static void refuse(HttpServerRequest request, AccessDeniedException refusal) {
        Fault fault = Fault.of(refusal);
        request.response()
                .putHeader("content-type", "application/grpc")
                .putHeader("grpc-status", String.valueOf(fault.grpcStatus()))
                .putHeader("grpc-message", Fault.sentence(refusal))
                .putHeader("spatio-error", fault.wireName())
                .end()
                .onFailure(gone -> {});
    }

    private void call(Operation operation, GrpcServerRequest<Buffer, Buffer> request) {
        Unary unary = new Unary(vertx, request);
        request.invalidMessageHandler(invalid ->
                unary.fail(new TooLargeException("The message is larger than the server takes: send it in parts")));
        try {
            requireIdentity(request.encoding());
            // 0 where the caller says nothing.
            Optional<Duration> timeout =
                    request.timeout() > 0 ? Optional.of(Duration.ofMillis(request.timeout())) : Optional.empty();
            Call call = reception.begin(Optional.ofNullable(request.headers().get("authorization")), timeout);
            unary.begin(call);
            request.last()
                    .onSuccess(bytes -> dispatcher.dispatch(
                            operation,
                            call,
                            work -> reply(operation.parse(unary.payload(bytes)), work),
                            unary::answer,
                            unary::fail))
                    .onFailure(unary::fail);
        } catch (RuntimeException e) {
            unary.fail(e);
        }
    }

    /** A bound of a message would say nothing of what it unpacks to. */
    private static void requireIdentity(@Nullable String encoding) {
        if (encoding != null && !encoding.equals("identity")) {
            throw new UnsupportedEncodingException("The message is compressed (" + encoding + "): send it as it is");
        }
    }

    private static byte[] reply(Message request, UnaryOperator<Message> work) {
        return work.apply(request).toByteArray();
    }
}
