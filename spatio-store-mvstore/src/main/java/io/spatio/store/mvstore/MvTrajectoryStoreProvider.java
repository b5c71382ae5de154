package io.spatio.store.mvstore;

import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import java.util.List;
import java.util.Set;

/** Opens {@link MvTrajectoryStore}s under the name {@code mvstore}. Any thread. */
public final class MvTrajectoryStoreProvider implements TrajectoryStoreProvider {
    /** The provider's name. */
    static final String NAME = "mvstore";

    /** For the service loader; does nothing. */
    public MvTrajectoryStoreProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Option> options() {
        return MvTrajectoryStoreOptions.declared();
    }

    @Override
    public void check(Options options) {
        MvTrajectoryStoreOptions.from(options);
    }

    @Override
    public boolean recognizes(Set<String> fileNames) {
        return fileNames.contains(MvFile.FILE_NAME);
    }

    @Override
    public TrajectoryStore open(Options options, StoreContext context) {
        return MvTrajectoryStore.open(MvTrajectoryStoreOptions.from(options), context);
    }
}
