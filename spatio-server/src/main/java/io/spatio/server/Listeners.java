package io.spatio.server;

import io.spatio.server.grpc.GrpcCalls;
import io.spatio.server.http.HttpCalls;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The listeners on the one port, one for each event loop: a connection stays with the loop that took it. */
final class Listeners {
    private static final int LONGEST_FIRST_LINE = 16 << 10;
    private static final int LONGEST_HEADERS = 32 << 10;
    /** Each time-out of a busy client is a reset: 200 in 30 s, the library's bound, would close healthy connections. */
    private static final int RESETS_IN_WINDOW = 10_000;

    private final Vertx vertx;
    private final ServerSettings settings;
    private final GrpcCalls grpc;
    private final HttpCalls http;
    private final Connections connections;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    Listeners(Vertx vertx, ServerSettings settings, GrpcCalls grpc, HttpCalls http) {
        this.vertx = vertx;
        this.settings = settings;
        this.grpc = grpc;
        this.http = http;
        this.connections = new Connections(settings.maxConnections(), settings.maxConnectionsOfAddress());
    }

    /** Of any free port -1 is the name under which the listeners share it; with 0 each would take one of its own. */
    Future<?> listen() {
        int port = settings.port() == 0 ? -1 : settings.port();
        return vertx.deployVerticle(
                () -> new Listener(port), new DeploymentOptions().setInstances(settings.eventLoops()));
    }

    int port() {
        return servers.get(0).actualPort();
    }

    /** Closes the port at once, and each connection when nothing runs on it, at the latest after the grace time. */
    Future<?> shutdown(Duration grace) {
        return Future.join(servers.stream()
                .map(server -> server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS))
                .toList());
    }

    private void take(HttpServerRequest request) {
        String contentType = request.getHeader("content-type");
        if (connections.isRefused(request.connection())) {
            http.refuse(request);
        } else if (contentType != null && contentType.startsWith("application/grpc")) {
            grpc.handle(request);
        } else {
            http.handle(request);
        }
    }

    /** One listener on one event loop. */
    private final class Listener extends VerticleBase {
        private final int port;

        Listener(int port) {
            this.port = port;
        }

        @Override
        public Future<?> start() {
            HttpServerOptions options = new HttpServerOptions()
                    .setHost(settings.host())
                    .setPort(port)
                    .setMaxInitialLineLength(LONGEST_FIRST_LINE)
                    .setMaxHeaderSize(LONGEST_HEADERS)
                    .setHandle100ContinueAutomatically(true)
                    .setHttp2RstFloodMaxRstFramePerWindow(RESETS_IN_WINDOW)
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setIdleTimeout((int)
                            Math.min(Integer.MAX_VALUE, settings.idleTimeout().toMillis()));
            return vertx.createHttpServer(options)
                    .connectionHandler(connections::add)
                    .requestHandler(Listeners.this::take)
                    .listen()
                    .onSuccess(servers::add);
        }
    }
}
