package io.spatio.server;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.util.function.UnaryOperator;

/** A client of grpc-java, which nobody here wrote. */
final class GrpcClient implements AutoCloseable {
    private final ManagedChannel channel;

    GrpcClient(int port) {
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(String name, Q request, A reply) {
        return MethodDescriptor.<Q, A>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName("spatio.v1.Spatio", name))
                .setRequestMarshaller(ProtoUtils.marshaller(request))
                .setResponseMarshaller(ProtoUtils.marshaller(reply))
                .build();
    }

    /** Calls a method and waits for its reply, of which any message of its type says the type. */
    <Q extends Message, A extends Message> A call(String name, Q request, A replyType) {
        return call(name, request, replyType, options -> options);
    }

    <Q extends Message, A extends Message> A call(
            String name, Q request, A replyType, UnaryOperator<CallOptions> options) {
        return ClientCalls.blockingUnaryCall(
                channel, method(name, request, replyType), options.apply(CallOptions.DEFAULT), request);
    }

    ManagedChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
