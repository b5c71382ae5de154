package io.spatio.store.log;

import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.store.log.io.NioIo;
import java.util.List;

/** Opens log stores: {@code spatio.store.type = log}. Any thread. */
public final class LogTrajectoryStoreProvider implements TrajectoryStoreProvider {
    /** A provider, as the service loader makes it. */
    public LogTrajectoryStoreProvider() {}

    @Override
    public String name() {
        return LogTrajectoryStore.TYPE;
    }

    @Override
    public List<Option> options() {
        return LogTrajectoryStoreOptions.DECLARED;
    }

    @Override
    public TrajectoryStore open(Options options, StoreContext context) {
        return LogTrajectoryStore.open(LogTrajectoryStoreOptions.of(options), context, new NioIo());
    }
}
