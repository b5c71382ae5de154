package io.spatio.server.http;

import io.spatio.error.DeadlineExceededException;
import io.spatio.server.fault.Fault;
import io.spatio.server.fault.MethodNotAllowedException;
import io.spatio.server.fault.UnauthenticatedException;
import io.spatio.server.operation.Call;
import io.spatio.server.operation.RequestBytes;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * One request and the one answer that it gets, whatever comes first: the work's end, the deadline, or that nobody is there any more.
 * Its state belongs to its event loop; answers may come from any thread.
 */
final class Exchange {
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context context;
    private final HttpServerResponse response;
    private final String path;
    private final RequestBytes requestBytes;
    private @Nullable Call call;
    private long held;
    private long timer = NO_TIMER;
    private boolean answered;

    /** An exchange on the event loop of the caller. */
    Exchange(Vertx vertx, HttpServerRequest request, RequestBytes requestBytes) {
        this.requestBytes = requestBytes;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.response = request.response();
        this.path = String.valueOf(request.path());
        request.exceptionHandler(gone -> abandon());
        response.exceptionHandler(gone -> abandon());
        response.closeHandler(closed -> abandon());
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

    /** Takes the next part of a body into memory, where it stays until the answer. */
    void hold(int bytes) {
        requestBytes.hold(bytes);
        held += bytes;
    }

    boolean isAnswered() {
        return answered;
    }

    /** Nobody waits any more. */
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

    void answer(Answer answer) {
        send(answer, false);
    }

    void fail(Throwable thrown) {
        send(problem(thrown), false);
    }

    /** Also ends the connection: the rest of the request is not wanted. */
    void failAndClose(Throwable thrown) {
        send(problem(thrown), true);
    }

    private void send(Answer answer, boolean close) {
        if (Vertx.currentContext() == context) {
            sendNow(answer, close);
        } else {
            context.runOnContext(here -> sendNow(answer, close));
        }
    }

    private void sendNow(Answer answer, boolean close) {
        if (answered) {
            return;
        }
        answered = true;
        end();
        response.setStatusCode(answer.status());
        response.putHeader("content-type", answer.contentType());
        response.putHeader("cache-control", "no-store");
        response.putHeader("x-content-type-options", "nosniff");
        answer.headers().forEach(response::putHeader);
        if (close) {
            response.putHeader("connection", "close");
        }
        response.end(Buffer.buffer(answer.body())).onFailure(gone -> {});
    }

    /** A problem document (RFC 9457) with the sentence of the exception. */
    private Answer problem(Throwable thrown) {
        Fault fault = Fault.of(thrown);
        Answer answer = Answer.json(fault.httpStatus(), "application/problem+json", json -> {
            json.writeStartObject();
            json.writeStringField("type", "urn:spatio:" + fault.wireName());
            json.writeStringField("title", fault.wireName().replace('-', ' '));
            json.writeNumberField("status", fault.httpStatus());
            json.writeStringField("detail", Fault.sentence(thrown));
            json.writeStringField("instance", path);
            json.writeEndObject();
        });
        if (thrown instanceof MethodNotAllowedException other) {
            answer = answer.with("Allow", other.allowed());
        }
        if (thrown instanceof UnauthenticatedException) {
            answer = answer.with("WWW-Authenticate", "Bearer");
        }
        return fault.retryAfterSeconds().isPresent()
                ? answer.with(
                        "Retry-After", String.valueOf(fault.retryAfterSeconds().get()))
                : answer;
    }
}
