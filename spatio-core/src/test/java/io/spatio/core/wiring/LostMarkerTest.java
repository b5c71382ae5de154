package io.spatio.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A directory whose file SPATIO is lost")
class LostMarkerTest {
    private static final String LOST = "lost";

    @TempDir
    private Path directory;

    private static SpatioBuilder builder(Path path) {
        return Spatio.builder().path(path).index("rstar");
    }

    private Path database(String store) {
        Path path = directory.resolve("db");
        try (Spatio db = builder(path).store(store).build()) {
            db.namespace("n").upsert("a", Position.of(1, 2));
        }
        return path;
    }

    private static Map<String, String> files(Path path) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private static void damage(Path path, String text) throws IOException {
        Files.delete(path.resolve("SPATIO"));
        if (!text.equals(LOST)) {
            Files.writeString(path.resolve("SPATIO"), text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "log, lost, is missing", "mvstore, lost, is missing",
        "log, '', is empty", "mvstore, '', is empty",
        "log, 'spatio-database 1', is damaged", "mvstore, 'spatio-database 1\nstore mvst', is damaged",
        "log, 'rubbish', is damaged", "mvstore, '\u0000\u0000\u0000', is damaged"
    })
    @DisplayName("says what is there and how to restore it, and is restored by a salvage")
    void isRestored(String store, String text, String said) throws IOException {
        Path path = database(store);
        damage(path, text);
        Map<String, String> before = files(path);
        for (String other : new String[] {store, "log", "mvstore"}) {
            assertThatThrownBy(() -> builder(path).store(other).build())
                    .isInstanceOf(StoreCorruptException.class)
                    .hasMessageContaining("kept by store \"" + store + "\"")
                    .hasMessageContaining("SPATIO " + said)
                    .hasMessageContaining("`spatio check --salvage`");
        }
        assertThatThrownBy(() -> DatabaseCopy.of(Spatio.builder().path(path).request()))
                .hasMessageContaining("`spatio check --salvage`");
        assertThat(files(path)).isEqualTo(before);

        try (Spatio db = builder(path).salvage(true).build()) {
            assertThat(db.namespace("n").get("a")).isPresent();
            assertThat(db.stats().store().type()).isEqualTo(store);
        }
        try (Spatio db = Spatio.open(path)) {
            assertThat(db.namespace("n").get("a")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("is not given to another store by a salvage")
    void isNotGivenAway(String store) throws IOException {
        Path path = database(store);
        damage(path, LOST);
        Map<String, String> before = files(path);
        String other = store.equals("log") ? "mvstore" : "log";
        assertThatThrownBy(() -> builder(path).store(other).salvage(true).build())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("kept by store \"" + store + "\"");
        assertThat(files(path)).isEqualTo(before);
    }

    @Test
    @DisplayName("is left alone where no store knows the files, even by a salvage")
    void othersFiles() throws IOException {
        Path theirs = Files.createDirectory(directory.resolve("theirs"));
        for (String name : new String[] {"wal-1.log", "photo.jpg", "a", "b", "c"}) {
            Files.writeString(theirs.resolve(name), name);
        }
        Map<String, String> before = files(theirs);
        for (boolean salvage : new boolean[] {false, true}) {
            assertThatThrownBy(() -> builder(theirs).salvage(salvage).build())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("holds \"a\", \"b\", \"c\" and 2 more but no Spatio database")
                    .hasMessageContaining("[log, memory, mvstore]");
        }
        assertThat(files(theirs)).isEqualTo(before);
        Files.createFile(theirs.resolve("SPATIO"));
        before = files(theirs);
        assertThatThrownBy(() -> builder(theirs).salvage(true).build())
                .hasMessageContaining("SPATIO is empty")
                .hasMessageContaining("restore a snapshot");
        assertThat(files(theirs)).isEqualTo(before);
    }

    @Test
    @DisplayName("begins again where there is nothing else")
    void emptyMarkerAlone() throws IOException {
        Path path = Files.createDirectory(directory.resolve("db"));
        Files.createFile(path.resolve("SPATIO"));
        assertThatThrownBy(() -> builder(path).store("log").build())
                .hasMessageContaining("nothing else is there: delete it to begin a new database");
        Files.delete(path.resolve("SPATIO"));
        database("log");
    }

    @Test
    @DisplayName("behind a symbolic link that leads nowhere is not looked for in vain")
    void danglingLinks() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("/not/mounted"));
        for (Path path : new Path[] {link, link.resolve("below").resolve("it")}) {
            for (boolean readOnly : new boolean[] {false, true}) {
                SpatioBuilder builder = builder(path).store("log");
                assertThatThrownBy(() -> (readOnly ? builder.readOnly() : builder).build())
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining(link + " is a symbolic link to /not/mounted, which does not exist");
            }
        }
        Path path = database("log");
        try (Spatio db = Spatio.open(path)) {
            assertThatThrownBy(() -> db.maintenance().snapshot(link)).hasMessageContaining("symbolic link");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("is restored by a salvage where it is a symbolic link that leads nowhere")
    void aMarkerThatIsADanglingLink(String store) throws IOException {
        Path path = database(store);
        Path marker = path.resolve("SPATIO");
        Files.delete(marker);
        Files.createSymbolicLink(marker, Path.of("gone"));
        assertThatThrownBy(() -> Spatio.open(path))
                .isInstanceOf(StoreCorruptException.class)
                .hasMessageContaining("SPATIO is a symbolic link to gone, which does not exist")
                .hasMessageContaining("`spatio check --salvage`");
        assertThat(Files.isSymbolicLink(marker)).isTrue();
        try (Spatio db = builder(path).salvage(true).build()) {
            assertThat(db.namespace("n").get("a")).isPresent();
        }
        assertThat(Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(path.resolve("gone")).doesNotExist();
        try (Spatio db = Spatio.open(path)) {
            assertThat(db.namespace("n").get("a")).isPresent();
        }
        Path alone = Files.createDirectory(directory.resolve("alone"));
        Files.createSymbolicLink(alone.resolve("SPATIO"), Path.of("gone"));
        assertThatThrownBy(() -> builder(alone).store(store).salvage(true).build())
                .hasMessageContaining("SPATIO is a symbolic link to gone")
                .hasMessageContaining("delete it to begin a new database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("is not the trouble where LOCK is a symbolic link that leads nowhere")
    void aLockThatIsADanglingLink(String store) throws IOException {
        Path path = database(store);
        Path lock = path.resolve("LOCK");
        Path gone = directory.resolve("gone");
        Files.delete(lock);
        Files.createSymbolicLink(lock, gone);
        for (boolean readOnly : new boolean[] {false, true}) {
            SpatioBuilder builder = builder(path);
            assertThatThrownBy(() -> (readOnly ? builder.readOnly() : builder).build())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("LOCK is a symbolic link to " + gone + ", which does not exist")
                    .hasMessageContaining("delete the link");
        }
        assertThat(gone).doesNotExist();
    }
}
