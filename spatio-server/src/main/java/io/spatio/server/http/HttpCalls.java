package io.spatio.server.http;

import io.spatio.server.fault.OverloadedException;
import io.spatio.server.fault.TooLargeException;
import io.spatio.server.fault.UnsupportedEncodingException;
import io.spatio.server.operation.Call;
import io.spatio.server.operation.Services;
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
    private final Services services;
    private final Probes probes;
    private final Routes routes;
    private final Forms forms = Forms.all();

    /**
     * A surface.
     *
     * @param vertx whose event loops it runs on
     * @param services what it stands on
     * @param probes answers what asks whether the server lives
     */
    public HttpCalls(Vertx vertx, Services services, Probes probes) {
        this.vertx = vertx;
        this.services = services;
        this.probes = probes;
        this.routes = new Routes(services.operations());
    }

    @Override
    public void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(vertx, request, services.requestBytes());
        try {
            Optional<Answer> probe = probes.answer(request.method().name(), request.path());
            if (probe.isPresent()) {
                exchange.answer(probe.get());
                return;
            }
            // Who may not call is not told what is there.
            services.reception()
                    .requireHost(
                            Optional.ofNullable(request.authority()).map(Object::toString), header(request, "origin"));
            Parameters parameters = Parameters.of(request.query());
            Call call = services.reception().begin(header(request, "authorization"), parameters.duration("timeout"));
            Routes.Match match = routes.find(request.method().name(), String.valueOf(request.path()));
            exchange.begin(call);
            withBody(request, exchange, body -> {
                Ask ask = new Ask(
                        match.variables(),
                        parameters,
                        body,
                        header(request, "accept").orElse(""));
                Form form = forms.of(match.route());
                services.dispatcher()
                        .dispatch(
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
        new Exchange(vertx, request, services.requestBytes())
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
            if (!exchange.isAnswered()) {
                gather(part, gathered, exchange);
            }
        });
        request.endHandler(end -> {
            if (!exchange.isAnswered()) {
                then.accept(new Ask.Body(gathered.getBytes(), mediaType(header(request, "content-type"))));
            }
        });
    }

    private void gather(Buffer part, Buffer gathered, Exchange exchange) {
        try {
            if (gathered.length() + part.length() > services.maxRequestBytes()) {
                throw new TooLargeException(
                        "The body has more than " + services.maxRequestBytes() + " bytes: send it in parts");
            }
            exchange.hold(part.length());
            gathered.appendBuffer(part);
        } catch (TooLargeException | OverloadedException e) {
            exchange.failAndClose(e);
        }
    }

    private static String mediaType(Optional<String> contentType) {
        String text = contentType.orElse("");
        int parameters = text.indexOf(';');
        return (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
