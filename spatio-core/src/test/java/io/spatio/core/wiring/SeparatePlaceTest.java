package io.spatio.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.spatio.Position;
import io.spatio.Spatio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A copy or snapshot")
class SeparatePlaceTest {
    @TempDir
    private Path directory;

    private Path database;

    @BeforeEach
    void makePlaces() throws IOException {
        database = directory.resolve("around").resolve("db");
        Files.createDirectories(database.getParent());
        Files.createSymbolicLink(directory.resolve("link"), database);
        Files.createSymbolicLink(directory.resolve("link-around"), database.getParent());
    }

    /** Every way to name a place that is not apart, and how it lies to the database. */
    private Map<Path, String> places() {
        Map<Path, String> places = new LinkedHashMap<>();
        places.put(database, "is");
        places.put(directory.resolve("link"), "is");
        places.put(directory.resolve("link-around").resolve("db"), "is");
        places.put(directory.resolve("none").resolve("..").resolve("link"), "is");
        places.put(database.resolve("copy"), "lies inside");
        places.put(database.resolve("quarantine").resolve("copy"), "lies inside");
        places.put(directory.resolve("link").resolve("copy"), "lies inside");
        places.put(database.resolve("none").resolve("..").resolve("copy"), "lies inside");
        places.put(database.getParent(), "contains");
        places.put(directory.resolve("link-around"), "contains");
        places.put(database.getRoot(), "contains");
        return places;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.sorted().toList();
        }
    }

    private void requireRefused(Throwable told, Path place, String how) {
        assertThat(told)
                .as("%s", place)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("directory " + place + " " + how + " the directory of the database, " + database)
                .hasMessageContaining("outside of it");
    }

    @ParameterizedTest
    @CsvSource({"log, log", "log, mvstore", "mvstore, log", "mvstore, mvstore"})
    @DisplayName("into, inside or around the database's directory is refused before anything is touched")
    void isRefused(String store, String target) throws IOException {
        try (Spatio db = Spatio.builder().path(database).store(store).build()) {
            db.namespace("n").upsert("a", Position.of(1, 2));
            List<Path> before = files();
            places().forEach((place, how) ->
                    requireRefused(catchThrowable(() -> db.maintenance().snapshot(place)), place, how));
            assertThat(files()).isEqualTo(before);
        }
        List<Path> before = files();
        DatabaseCopy copy = DatabaseCopy.of(Spatio.builder().path(database).request());
        places().forEach((place, how) ->
                requireRefused(catchThrowable(() -> copy.to(place, target, counts -> {})), place, how));
        assertThat(files()).isEqualTo(before);
        copy.to(directory.resolve("around").resolve("db-copy"), target, counts -> {}); // the name begins alike
    }

    @Test
    @DisplayName("to a symbolic link that leads nowhere is told as one, and there is nothing to delete")
    void isToldOfADanglingLink() throws IOException {
        Spatio.builder().path(database).store("log").build().close();
        Path link = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("gone"));
        DatabaseCopy copy = DatabaseCopy.of(Spatio.builder().path(database).request());
        for (Path to : List.of(link, link.resolve("below"))) {
            assertThatThrownBy(() -> copy.to(to, "log", counts -> {}))
                    .hasMessageStartingWith(
                            link + " is a symbolic link to " + directory.resolve("gone") + ", which does not exist");
        }
        assertThat(directory.resolve("gone")).doesNotExist();
    }
}
