package io.spatio.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.Update;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A heap that is too small")
class SmallHeapTest {
    private static final int OBJECTS = 20_000;
    private static final int BATCH = 5_000;
    private static final String LONG_ID = "x".repeat(1_000);

    @TempDir
    private Path directory;

    private static Path fill(Path path, String store) {
        try (Spatio db = Spatio.builder().path(path).store(store).index("rstar").build()) {
            for (int from = 0; from < OBJECTS; from += BATCH) {
                List<Update> updates = new ArrayList<>();
                for (int i = from; i < from + BATCH; i++) {
                    updates.add(new Update(LONG_ID + i, Position.of(1, 2), Metadata.NONE, Instant.EPOCH));
                }
                db.namespace("n").upsertAll(updates);
            }
        }
        return path;
    }

    private static Map<String, Long> files(Path path) throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(path.relativize(file).toString(), Files.size(file));
            }
        }
        files.remove("LOCK"); // tells who tried
        return files;
    }

    private static String opened(Path path, String heap, boolean salvage) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SmallHeapOpener.class.getName(),
                        path.toString(),
                        Boolean.toString(salvage))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        child.waitFor();
        return told;
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("is told as one, with what to do, and nothing is taken for damage")
    void isToldAsOne(String store) throws IOException, InterruptedException {
        Path path = fill(directory.resolve(store), store);
        Map<String, Long> before = files(path);
        for (boolean salvage : new boolean[] {false, true}) {
            assertThat(opened(path, "24m", salvage))
                    .startsWith("StoreException: opening " + path + " needs more heap than there is (-Xmx is 24 MB)")
                    .contains("start Java with -Xmx")
                    .doesNotContain("damage", "OutOfMemory", "MVStore");
            assertThat(files(path)).isEqualTo(before);
        }
        assertThat(opened(path, "400m", true)).isEqualTo("open " + OBJECTS + " []");
    }
}
