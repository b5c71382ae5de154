package io.spatio.server;

import io.spatio.Spatio;
import io.spatio.error.SpatioException;
import io.spatio.server.access.Authenticator;
import io.spatio.server.access.HostCheck;
import io.spatio.server.access.TokensFile;
import io.spatio.server.grpc.GrpcCalls;
import io.spatio.server.http.HttpCalls;
import io.spatio.server.http.Probes;
import io.spatio.server.operation.Dispatcher;
import io.spatio.server.operation.Operations;
import io.spatio.server.operation.Reception;
import io.spatio.server.operation.RequestBytes;
import io.spatio.server.operation.Services;
import io.spatio.server.operation.Workers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A database for other processes, on one port. Any thread.
 *
 * <p>The database is the caller's: it stays open when the server stops, and is to be closed afterwards.
 */
public final class SpatioServer implements AutoCloseable {
    private static final long SECONDS_TO_START = 30;
    private static final long MILLIS_BETWEEN_LOOKS_AT_TOKENS = 1_000;

    private final ServerSettings settings;
    private final Vertx vertx;
    private final Workers workers;
    private final Dispatcher dispatcher;
    private final Listeners listeners;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SpatioServer(Spatio database, ServerSettings settings) {
        this.settings = settings;
        boolean loopback = Loopback.is(settings.host());
        Access.require(settings, loopback);
        Authenticator authenticator = Access.authenticator(settings);
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(settings.eventLoops())
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.workers = new Workers(settings.workers(), settings.queueLength());
        this.dispatcher = new Dispatcher(workers);
        Operations operations = new Operations(database, settings.limits());
        if (authenticator instanceof TokensFile tokens) {
            long unused =
                    vertx.setPeriodic(MILLIS_BETWEEN_LOOKS_AT_TOKENS, time -> dispatcher.background(tokens::refresh));
        }
        boolean checksHost = loopback && authenticator == Authenticator.NONE;
        Reception reception = new Reception(
                authenticator,
                checksHost ? HostCheck.LOOPBACK : HostCheck.NONE,
                settings.timeout(),
                settings.maxTimeout());
        Services services = new Services(
                operations,
                dispatcher,
                reception,
                settings.maxRequestBytes(),
                new RequestBytes(settings.maxRequestBytesHeld()));
        this.listeners = new Listeners(
                vertx,
                settings,
                new GrpcCalls(vertx, services),
                new HttpCalls(vertx, services, new Probes(dispatcher, database::health)));
    }

    /**
     * Starts a server on a database.
     *
     * @throws io.spatio.error.ConfigurationException when it would listen beyond this machine without tokens and is not told to
     * @throws SpatioException when it cannot listen there
     */
    public static SpatioServer start(Spatio database, ServerSettings settings) {
        SpatioServer server = new SpatioServer(database, settings);
        try {
            await(server.listeners.listen(), Duration.ofSeconds(SECONDS_TO_START));
        } catch (ExecutionException | TimeoutException e) {
            server.close();
            Throwable cause = e.getCause();
            String why = cause == null ? "it takes too long" : String.valueOf(cause.getMessage());
            throw new SpatioException(
                    "cannot listen on " + settings.host() + ":" + settings.port() + ": " + why
                            + "; is another server there? choose another port with spatio.server.port",
                    e);
        }
        return server;
    }

    private static <T> T await(Future<T> future, Duration patience) throws ExecutionException, TimeoutException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SpatioException("interrupted", e);
        }
    }

    /** The address it listens on. */
    public String host() {
        return settings.host();
    }

    /** The port it listens on. */
    public int port() {
        return listeners.port();
    }

    /**
     * Stops: refuses new work at once, lets what runs come to its end within the grace time, and cancels the rest. A second call does
     * nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        dispatcher.stop();
        try {
            await(listeners.shutdown(settings.grace()), settings.grace().plusSeconds(SECONDS_TO_START));
            boolean unused = workers.close(settings.grace().plusSeconds(SECONDS_TO_START));
            await(vertx.close(), Duration.ofSeconds(SECONDS_TO_START));
        } catch (ExecutionException | TimeoutException e) {
            throw new SpatioException("the server did not stop in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SpatioException("interrupted", e);
        }
    }
}
