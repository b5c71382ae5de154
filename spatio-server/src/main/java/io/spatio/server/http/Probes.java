package io.spatio.server.http;

import io.spatio.Health;
import io.spatio.server.operation.Dispatcher;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers what asks whether the server lives and takes work, which needs no token and tells nothing of the data. Any thread. */
public final class Probes {
    private static final int SERVICE_UNAVAILABLE = 503;

    private final Dispatcher dispatcher;
    private final Supplier<Health> health;

    /** The probes of a server whose database says of itself how it is. */
    public Probes(Dispatcher dispatcher, Supplier<Health> health) {
        this.dispatcher = dispatcher;
        this.health = health;
    }

    /** The answer where the path is a probe's. */
    Optional<Answer> answer(String method, @Nullable String path) {
        if (path == null || !(method.equals("GET") || method.equals("HEAD"))) {
            return Optional.empty();
        }
        return switch (path) {
            case "/healthz" -> Optional.of(status(Answer.OK, "live"));
            case "/readyz" -> Optional.of(ready());
            default -> Optional.empty();
        };
    }

    private Answer ready() {
        if (dispatcher.isStopping()) {
            return status(SERVICE_UNAVAILABLE, "stopping");
        }
        return health.get().state() == Health.State.FAILED
                ? status(SERVICE_UNAVAILABLE, "failed")
                : status(Answer.OK, "ready");
    }

    private static Answer status(int status, String text) {
        return Answer.object(json -> json.writeStringField("status", text)).withStatus(status);
    }
}
