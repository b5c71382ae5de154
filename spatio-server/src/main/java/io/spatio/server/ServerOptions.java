package io.spatio.server;

import io.spatio.core.config.OptionGroup;
import io.spatio.spi.Option;
import java.util.List;

/** The keys below {@code spatio.server}. */
public final class ServerOptions implements OptionGroup {
    static final String HOST = "host";
    static final String PORT = "port";
    static final String INSECURE = "insecure";
    static final String TOKENS = "tokens-file";
    static final String EVENT_LOOPS = "event-loops";
    static final String WORKERS = "workers";
    static final String QUEUE = "queue-length";
    static final String MAX_REQUEST_BYTES = "max-request-bytes";
    static final String MAX_REQUEST_BYTES_HELD = "max-request-bytes-held";
    static final String MAX_REPLY_BYTES = "max-reply-bytes";
    static final String MAX_RESULTS = "max-results";
    static final String MAX_CONNECTIONS = "max-connections";
    static final String MAX_CONNECTIONS_OF_ADDRESS = "max-connections-per-address";
    static final String TIMEOUT = "timeout";
    static final String MAX_TIMEOUT = "max-timeout";
    static final String IDLE_TIMEOUT = "idle-timeout";
    static final String GRACE = "grace";

    private static final List<Option> OPTIONS = List.of(
            Option.of(HOST, Option.Type.TEXT, "127.0.0.1", "The address to listen on."),
            Option.of(PORT, Option.Type.INTEGER, "3000", "The port to listen on; 0: any that is free."),
            Option.of(
                    INSECURE,
                    Option.Type.BOOLEAN,
                    "false",
                    "Listen beyond this machine without tokens: everybody who reaches the port may do everything."),
            Option.withoutDefault(TOKENS, Option.Type.TEXT, "The file of tokens; absent: no token is asked for."),
            Option.of(EVENT_LOOPS, Option.Type.INTEGER, "2", "Threads that read and write connections."),
            Option.of(WORKERS, Option.Type.INTEGER, "4", "Threads for what may take time."),
            Option.of(QUEUE, Option.Type.INTEGER, "256", "Calls that may wait for a worker; the next is refused."),
            Option.of(MAX_REQUEST_BYTES, Option.Type.BYTES, "16MiB", "The longest body or message."),
            Option.of(
                    MAX_REQUEST_BYTES_HELD,
                    Option.Type.BYTES,
                    "64MiB",
                    "Bytes of all requests that are not answered yet; the next is refused."),
            Option.of(
                    MAX_REPLY_BYTES,
                    Option.Type.BYTES,
                    "3MiB",
                    "About the longest answer with rows; a longer one is truncated, and says where to continue."),
            Option.of(MAX_RESULTS, Option.Type.INTEGER, "10000", "The most rows that a caller may ask for at once."),
            Option.of(MAX_CONNECTIONS, Option.Type.INTEGER, "1024", "Connections at once."),
            Option.of(MAX_CONNECTIONS_OF_ADDRESS, Option.Type.INTEGER, "256", "Connections at once from one address."),
            Option.of(TIMEOUT, Option.Type.DURATION, "30s", "How long a call may take whose caller says nothing."),
            Option.of(MAX_TIMEOUT, Option.Type.DURATION, "10m", "How long a call may take whatever its caller says."),
            Option.of(IDLE_TIMEOUT, Option.Type.DURATION, "2m", "A connection that is silent for this long is closed."),
            Option.of(GRACE, Option.Type.DURATION, "10s", "How long what runs may take when the server stops."));

    /** Found by ServiceLoader. */
    public ServerOptions() {}

    @Override
    public String name() {
        return "server";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }
}
