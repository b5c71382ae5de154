package com.example.journal;

import io.spatio.error.StoreException;
import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import java.util.List;
import java.util.Set;

public final class JournalStoreProvider implements TrajectoryStoreProvider {
    @Override
    public String name() {
        return "journal";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.choice("sync", List.of("always", "never"), "always", "When writes are forced to disk."));
    }

    @Override
    public boolean recognizes(Set<String> fileNames) {
        return fileNames.contains(Journal.FILE);
    }

    @Override
    public TrajectoryStore open(Options options, StoreContext context) {
        if (context.readOnly()) {
            throw new StoreException("store journal cannot be opened read-only: open it without");
        }
        return new JournalStore(context.directory(), options.text("sync").equals("always"));
    }
}
