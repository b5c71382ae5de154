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

    @Override
    public List<Option> options() {
        return persistent && fault == StoreFault.NONE
                ? List.of(Option.choice("sync", List.of("always", "never"), "always", "When it is forced."))
                : List.of();
    }

    @Override
    public TrajectoryStore open(Options options, StoreContext context) {
        return new ListStore(fault, context);
    }
}
