package io.spatio.benchmarks.contestant;

import io.spatio.Durability;
import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How our database is opened: shipped defaults, but for the index, the directory and what a figure must have otherwise.
 *
 * @param index the index's name
 * @param path the directory; in memory where empty
 * @param historyBytes the bound of history in memory; the default where empty
 */
record Database(String index, Optional<Path> path, Optional<String> historyBytes) {
    static Database of(Arguments arguments) {
        return new Database(
                arguments.text("index"), arguments.find("path").map(Path::of), arguments.find("history-bytes"));
    }

    Spatio open() {
        SpatioBuilder builder = Spatio.builder().index(index);
        path.ifPresent(directory -> builder.path(directory).store("log").durability(Durability.EVERY_SECOND));
        historyBytes.ifPresent(bytes -> builder.set("store.memory.history-bytes", bytes));
        return builder.build();
    }
}
