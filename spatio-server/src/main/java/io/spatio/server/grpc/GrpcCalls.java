package io.spatio.server.grpc;

import com.google.protobuf.Message;
import io.spatio.error.AccessDeniedException;
import io.spatio.server.fault.Fault;
import io.spatio.server.fault.OverloadedException;
import io.spatio.server.fault.TooLargeException;
import io.spatio.server.fault.UnsupportedEncodingException;
import io.spatio.server.operation.Call;
import io.spatio.server.operation.Operation;
import io.spatio.server.operation.Rules;
import io.spatio.server.operation.Services;
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
    private final Services services;

    /**
     * A surface.
     *
     * @param vertx whose event loops it runs on
     * @param services what it stands on
     */
    public GrpcCalls(Vertx vertx, Services services) {
        this.vertx = vertx;
        this.services = services;
        GrpcServerOptions options = new GrpcServerOptions().setMaxMessageSize(services.maxRequestBytes());
        for (GrpcProtocol protocol : Set.copyOf(options.getEnabledProtocols())) {
            if (protocol != GrpcProtocol.HTTP_2) {
                options.removeEnabledProtocol(protocol);
            }
        }
        server = GrpcServer.server(vertx, options);
        ServiceName service = ServiceName.create(Rules.serviceName());
        for (Operation operation : services.operations().all()) {
            ServiceMethod<Buffer, Buffer> method = ServiceMethod.server(
                    service, operation.name(), GrpcMessageEncoder.IDENTITY, GrpcMessageDecoder.IDENTITY);
            server.callHandler(method, request -> call(operation, request));
        }
    }

    @Override
    public void handle(HttpServerRequest request) {
        try {
            services.reception()
                    .requireHost(
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
        Unary unary = new Unary(vertx, request, services.requestBytes());
        request.invalidMessageHandler(invalid ->
                unary.fail(new TooLargeException("The message is larger than the server takes: send it in parts")));
        try {
            requireIdentity(request.encoding());
            // 0 where the caller says nothing.
            Optional<Duration> timeout =
                    request.timeout() > 0 ? Optional.of(Duration.ofMillis(request.timeout())) : Optional.empty();
            Call call = services.reception()
                    .begin(Optional.ofNullable(request.headers().get("authorization")), timeout);
            unary.begin(call);
            request.last()
                    .onSuccess(bytes -> dispatch(operation, call, unary, bytes))
                    .onFailure(unary::fail);
        } catch (RuntimeException e) {
            unary.fail(e);
        }
    }

    private void dispatch(Operation operation, Call call, Unary unary, @Nullable Buffer message) {
        if (message == null) {
            unary.fail(new IllegalArgumentException("the call has no request message"));
            return;
        }
        try {
            unary.hold(message.length());
        } catch (OverloadedException e) {
            unary.fail(e);
            return;
        }
        services.dispatcher()
                .dispatch(
                        operation,
                        call,
                        work -> reply(operation.parse(message.getBytes()), work),
                        unary::answer,
                        unary::fail);
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
