package io.spatio.server.http;

import io.spatio.server.fault.OverloadedException;
import io.spatio.server.fault.TooLargeException;
import io.spatio.server.fault.UnsupportedEncodingException;
import io.spatio.server.operation.Call;
import io.spatio.server.operation.Dispatcher;
import io.spatio.server.operation.Operations;
import io.spatio.server.operation.Reception;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Takes HTTP requests that are no gRPC. Any event loop. */
public final class HttpCalls implements Handler<HttpServerRequest> {
    private static final Set<HttpMethod> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE);
    private static final Ask.Body NO_BODY = new Ask.Body(new byte[0], "");

    private final Vertx vertx;
    private final Routes routes;
    private final Forms forms = Forms.all();
    private final Dispatcher dispatcher;
    private final Reception reception;
    private final Probes probes;
    private final long maxBodyBytes;

    /**
     * A surface.
     *
     * @param vertx whose event loops it runs on
     * @param operations what is there to be called
     * @param dispatcher runs it
     * @param reception what every call passes first
     * @param probes answers what asks whether the server lives
     * @param maxBodyBytes the longest body
     */
    public HttpCalls(
            Vertx vertx,
            Operations operations,
            Dispatcher dispatcher,
            Reception reception,
            Probes probes,
            long maxBodyBytes) {
        this.vertx = vertx;
        this.routes = new Routes(operations);
        this.dispatcher = dispatcher;
        this.reception = reception;
        this.probes = probes;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(vertx, request);
        try {
            Optional<Answer> probe = probes.answer(request.method().name(), request.path());
            if (probe.isPresent()) {
                exchange.answer(probe.get());
                return;
            }
            // Who may not call is not told what is there.
            reception.requireHost(
                    Optional.ofNullable(request.authority()).map(Object::toString), header(request, "origin"));
            Parameters parameters = Parameters.of(request.query());
            Call call = reception.begin(header(request, "authorization"), parameters.duration("timeout"));
            Routes.Match match = routes.find(request.method().name(), String.valueOf(request.path()));
            exchange.begin(call);
            withBody(request, exchange, body -> {
                Ask ask = new Ask(
                        match.variables(),
                        parameters,
                        body,
                        header(request, "accept").orElse(""));
                Form form = forms.of(match.route());
                dispatcher.dispatch(
                        match.route().operation(),
                        call,
                        operation -> form.answer(ask, operation),
                        exchange::answer,
                        exchange::fail);
            });
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
    }

    /** Refuses a request on a connection that is one too many. */
    public void refuse(HttpServerRequest request) {
        new Exchange(vertx, request)
                .failAndClose(
                        new OverloadedException("The server has as many connections as it takes: try again later"));
    }

    private static Optional<String> header(HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    private void withBody(HttpServerRequest request, Exchange exchange, Consumer<Ask.Body> then) {
        if (WITHOUT_BODY.contains(request.method())) {
            then.accept(NO_BODY);
            return;
        }
        String encoding = header(request, "content-encoding").orElse("identity");
        if (!encoding.equals("identity")) {
            throw new UnsupportedEncodingException("The body is compressed (" + encoding + "): send it as it is");
        }
        Buffer gathered = Buffer.buffer();
        request.handler(part -> {
            if (gathered.length() + part.length() > maxBodyBytes) {
                exchange.failAndClose(
                        new TooLargeException("The body has more than " + maxBodyBytes + " bytes: send it in parts"));
            } else if (!exchange.isAnswered()) {
                gathered.appendBuffer(part);
            }
        });
        request.endHandler(end -> {
            if (!exchange.isAnswered()) {
                then.accept(new Ask.Body(gathered.getBytes(), mediaType(header(request, "content-type"))));
            }
        });
    }

    private static String mediaType(Optional<String> contentType) {
        String text = contentType.orElse("");
        int parameters = text.indexOf(';');
        return (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
