package io.spatio.core.engine;

import static java.util.Objects.requireNonNull;

import io.spatio.core.changes.FeedHost;
import io.spatio.core.changes.StateWalk;
import io.spatio.error.StoreException;
import io.spatio.spi.EventBatch;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the feed of changes needs of an engine. Any thread. */
final class ChangesHost implements FeedHost {
    private static final int ROWS_AT_ONCE = 4096;

    private final Engine engine;
    private @Nullable NamespaceRegistry registry;

    ChangesHost(Engine engine) {
        this.engine = engine;
    }

    /** Says, before anybody follows, where the rows are. */
    void over(NamespaceRegistry itsRegistry) {
        registry = itsRegistry;
    }

    @Override
    public <T> T call(Supplier<T> work) {
        Lifecycle.Caller caller = engine.lifecycle.enter();
        try {
            return work.get();
        } finally {
            engine.lifecycle.exit(caller);
        }
    }

    @Override
    public long lastSequence() {
        if (!engine.settings.readOnly()) {
            try {
                return engine.store.append(new EventBatch());
            } catch (StoreException e) {
                engine.lifecycle.requireOpen(); // else it takes no writes, and what it has taken is in the rows
            }
        }
        long[] greatest = {0};
        StateWalk rows = walk(null, null);
        boolean more = true;
        while (more) {
            more = rows.walk(ROWS_AT_ONCE, row -> greatest[0] = Math.max(greatest[0], row.sequence()));
        }
        return greatest[0];
    }

    @Override
    public StateWalk walk(@Nullable String namespace, @Nullable Set<String> objectIds) {
        return new StateRows(requireNonNull(registry, "registry"), namespace, objectIds);
    }
}
