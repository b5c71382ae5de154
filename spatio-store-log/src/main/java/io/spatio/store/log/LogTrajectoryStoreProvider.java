package io.spatio.store.log;

import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.store.log.io.NioIo;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Opens log stores: {@code spatio.store.type = log}. Any thread. */
public final class LogTrajectoryStoreProvider implements TrajectoryStoreProvider {
    private static final Pattern FILE = Pattern.compile(
            "LOCK|MANIFEST|wal-[0-9]+\\.log|seg-.+\\.sps|last-[0-9]+\\.tbl|erased-[0-9]+\\.ers|documents-[0-9]+\\.doc");

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
    public void check(Options options) {
        LogTrajectoryStoreOptions.of(options);
    }

    @Override
    public boolean recognizes(Set<String> fileNames) {
        // Others call a file MANIFEST or wal-1.log, too, so two of ours must be there.
        return fileNames.stream().filter(FILE.asMatchPredicate()).limit(2).count() == 2;
    }

    @Override
    public TrajectoryStore open(Options options, StoreContext context) {
        return LogTrajectoryStore.open(LogTrajectoryStoreOptions.of(options), context, new NioIo());
    }
}
