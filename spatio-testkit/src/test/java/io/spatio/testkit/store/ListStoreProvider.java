package io.spatio.testkit.store;

import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import java.util.List;

/** Opens list stores, right or with a fault, on disk or in memory. */
public record ListStoreProvider(StoreFault fault, boolean persistent) implements TrajectoryStoreProvider {
    @Override
    public String name() {
        return "list";
    }

    private static final int BYTES_PER_EVENT = 100;

    @Override
    public List<Option> options() {
        Option bytes = Option.of("history-bytes", Option.Type.BYTES, "256MiB", "How much history it keeps.");
        Option sync = Option.choice("sync", List.of("always", "never"), "always", "When it is forced.");
        return persistent ? fault == StoreFault.NONE ? List.of(sync) : List.of() : List.of(bytes);
    }

    @Override
    public TrajectoryStore open(Options options, StoreContext context) {
        long mostEvents = persistent ? Long.MAX_VALUE : options.bytes("history-bytes") / BYTES_PER_EVENT;
        return new ListStore(fault, context, mostEvents);
    }
}
