package io.spatio.server;

import io.spatio.server.operation.Limits;
import io.spatio.spi.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where a server listens and what it bounds, checked. Immutable; any thread. */
public final class ServerSettings {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_THREADS = 1_024;
    private static final int MANY = 1_000_000;

    private final Options options;

    private ServerSettings(Options options) {
        this.options = options;
        range(ServerOptions.PORT, 0, MAX_PORT);
        range(ServerOptions.EVENT_LOOPS, 1, MAX_THREADS);
        range(ServerOptions.WORKERS, 1, MAX_THREADS);
        range(ServerOptions.QUEUE, 1, MANY);
        range(ServerOptions.MAX_RESULTS, 1, MANY);
        range(ServerOptions.MAX_CONNECTIONS, 1, MANY);
        range(ServerOptions.MAX_CONNECTIONS_OF_ADDRESS, 1, MANY);
        bytes(ServerOptions.MAX_REQUEST_BYTES);
        bytes(ServerOptions.MAX_REPLY_BYTES);
        if (maxRequestBytesHeld() < maxRequestBytes()) {
            throw options.error(
                    ServerOptions.MAX_REQUEST_BYTES_HELD,
                    "is less than spatio.server." + ServerOptions.MAX_REQUEST_BYTES);
        }
        if (timeout().compareTo(maxTimeout()) > 0) {
            throw options.error(ServerOptions.TIMEOUT, "is longer than spatio.server." + ServerOptions.MAX_TIMEOUT);
        }
    }

    /**
     * Settings as configured.
     *
     * @param options of {@link ServerOptions}
     * @throws io.spatio.error.ConfigurationException when a value is out of range
     */
    public static ServerSettings of(Options options) {
        return new ServerSettings(options);
    }

    private void range(String name, int least, int most) {
        int value = options.integer(name);
        if (value < least || value > most) {
            throw options.error(name, "is outside [" + least + ", " + most + "]");
        }
    }

    private int bytes(String name) {
        long value = options.bytes(name);
        if (value < 1_024 || value > 1 << 30) {
            throw options.error(name, "is outside [1KiB, 1GiB]");
        }
        return (int) value;
    }

    /** The address to listen on. */
    public String host() {
        return options.text(ServerOptions.HOST);
    }

    /** The port to listen on; 0 is any that is free. */
    public int port() {
        return options.integer(ServerOptions.PORT);
    }

    /** How long what runs may take when the server stops. */
    public Duration grace() {
        return options.duration(ServerOptions.GRACE);
    }

    boolean insecure() {
        return options.flag(ServerOptions.INSECURE);
    }

    Optional<Path> tokensFile() {
        return options.find(ServerOptions.TOKENS)
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    int eventLoops() {
        return options.integer(ServerOptions.EVENT_LOOPS);
    }

    int workers() {
        return options.integer(ServerOptions.WORKERS);
    }

    int queueLength() {
        return options.integer(ServerOptions.QUEUE);
    }

    int maxRequestBytes() {
        return bytes(ServerOptions.MAX_REQUEST_BYTES);
    }

    int maxRequestBytesHeld() {
        return bytes(ServerOptions.MAX_REQUEST_BYTES_HELD);
    }

    Limits limits() {
        int most = options.integer(ServerOptions.MAX_RESULTS);
        return new Limits(Math.min(most, Limits.DEFAULT.defaultRows()), most, bytes(ServerOptions.MAX_REPLY_BYTES));
    }

    int maxConnections() {
        return options.integer(ServerOptions.MAX_CONNECTIONS);
    }

    int maxConnectionsOfAddress() {
        return options.integer(ServerOptions.MAX_CONNECTIONS_OF_ADDRESS);
    }

    Duration timeout() {
        return options.duration(ServerOptions.TIMEOUT);
    }

    Duration maxTimeout() {
        return options.duration(ServerOptions.MAX_TIMEOUT);
    }

    Duration idleTimeout() {
        return options.duration(ServerOptions.IDLE_TIMEOUT);
    }
}
