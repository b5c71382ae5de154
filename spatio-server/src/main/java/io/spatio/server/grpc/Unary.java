package io.spatio.server.grpc;

import io.spatio.error.DeadlineExceededException;
import io.spatio.server.fault.Fault;
import io.spatio.server.operation.Call;
import io.spatio.server.operation.RequestBytes;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * One call with one answer, whatever comes first: the work's end, the deadline, or that nobody is there any more. Its state belongs to
 * its event loop; answers may come from any thread.
 */
final class Unary {
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context context;
    private final GrpcServerResponse<Buffer, Buffer> response;
    private final RequestBytes requestBytes;
    private @Nullable Call call;
    private long held;
    private long timer = NO_TIMER;
    private boolean answered;

    /** A call on the event loop of the caller. */
    Unary(Vertx vertx, GrpcServerRequest<Buffer, Buffer> request, RequestBytes requestBytes) {
        this.requestBytes = requestBytes;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.response = request.response();
        request.errorHandler(error -> abandon());
        request.exceptionHandler(gone -> abandon());
        response.exceptionHandler(gone -> abandon());
    }

    /** From now on a deadline runs, and what is done can be cancelled. */
    void begin(Call begun) {
        call = begun;
        timer = vertx.setTimer(Math.max(1, begun.timeout().toMillis()), fired -> {
            begun.cancel();
            fail(new DeadlineExceededException("The call took longer than "
                    + begun.timeout().toMillis() + " ms, its deadline; what it wrote may have been stored"));
        });
    }

    /** Takes the message into memory, where it stays until the answer. */
    void hold(int bytes) {
        requestBytes.hold(bytes);
        held = bytes;
    }

    private void abandon() {
        if (!answered) {
            answered = true;
            end();
            if (call != null) {
                call.cancel();
            }
        }
    }

    private void end() {
        requestBytes.release(held);
        held = 0;
        if (timer != NO_TIMER) {
            boolean unused = vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    void answer(byte[] reply) {
        onLoop(() -> response.end(Buffer.buffer(reply)).onFailure(gone -> {}));
    }

    void fail(Throwable thrown) {
        Fault fault = Fault.of(thrown);
        onLoop(() -> {
            response.status(GrpcStatus.valueOf(fault.grpcStatus()));
            response.statusMessage(Fault.sentence(thrown));
            response.trailers().set("spatio-error", fault.wireName());
            fault.retryAfterSeconds()
                    .ifPresent(seconds -> response.trailers().set("retry-after", String.valueOf(seconds)));
            response.end().onFailure(gone -> {});
        });
    }

    private void onLoop(Runnable send) {
        if (Vertx.currentContext() == context) {
            once(send);
        } else {
            context.runOnContext(here -> once(send));
        }
    }

    private void once(Runnable send) {
        if (!answered) {
            answered = true;
            end();
            send.run();
        }
    }
}
