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
 */
record Database(String index, Optional<Path> path) {
    static Database of(Arguments arguments) {
        return new Database(arguments.text("index"), arguments.find("path").map(Path::of));
    }

    Spatio open() {
        SpatioBuilder builder = Spatio.builder().index(index);
        path.ifPresent(directory -> builder.path(directory).store("log").durability(Durability.EVERY_SECOND));
        return builder.build();
    }
}
