package io.spatio.core.memory;

import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import java.util.List;

/** Opens in-memory trajectory stores; option {@code history-bytes} bounds the history of a database. Any thread. */
public final class MemoryTrajectoryStoreProvider implements TrajectoryStoreProvider {
    /** Its name in configuration. */
    public static final String NAME = "memory";

    private static final String HISTORY_BYTES = "history-bytes";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Option> options() {
        return List.of(Option.of(
                HISTORY_BYTES,
                Option.Type.BYTES,
                "256MiB",
                "Memory for history; beyond it the records appended first are dropped, never a current position."));
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public TrajectoryStore open(Options options, StoreContext context) {
        return new MemoryTrajectoryStore(options.bytes(HISTORY_BYTES), context.clock(), context.tombstoneHorizon());
    }
}
