package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.error.UnsupportedFormatException;
import io.spatio.spi.EventCursor;
import io.spatio.spi.StoreContext;
import io.spatio.store.log.io.NioIo;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Directories that a released format wrote, each with what it must answer. They stay as they are; a new format adds new
 * ones, written by this test with {@code -Dspatio.golden.write=DIRECTORY}.
 */
final class GoldenTest {
    private static final String FORMAT = "2.0";
    private static final String EXPECTED = "expected.txt";

    @TempDir
    private Path temporary;

    private static LogTrajectoryStore open(Path directory, TestClock clock) {
        StoreContext context = StoreContext.in(directory).withClock(clock);
        return LogTrajectoryStore.open(Stores.options(Durability.NEVER), context, new NioIo());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*.{log,sps,tbl,ers,doc}")) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        Files.copy(from.resolve("MANIFEST"), to.resolve("MANIFEST"));
    }

    private Path golden(String name) throws IOException, URISyntaxException {
        Path copy = temporary.resolve(name);
        copy(resource(name), copy);
        return copy;
    }

    private static Path resource(String name) throws URISyntaxException {
        URL url = GoldenTest.class.getResource("/golden/" + FORMAT + "/" + name);
        assertThat(url).as("golden directory %s", name).isNotNull();
        return Path.of(url.toURI());
    }

    /** Everything that recovery and reading answer, as text. */
    private static List<String> dump(LogTrajectoryStore store) {
        TreeMap<String, String> objects = new TreeMap<>();
        try (EventCursor cursor = store.recover()) {
            while (cursor.next()) {
                objects.put(cursor.namespace() + " " + cursor.objectId(), line(Model.Event.of(cursor)));
            }
        }
        List<String> lines = new ArrayList<>();
        objects.forEach((name, last) -> {
            lines.add(name + " last " + last);
            String[] names = name.split(" ", 2);
            for (Model.Event event :
                    Model.read(store, names[0], names[1], Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST)) {
                lines.add(name + " " + line(event));
            }
        });
        return lines;
    }

    private static String line(Model.Event event) {
        HexFormat hex = HexFormat.of();
        return event.sequence() + " " + event.timestamp() + " "
                + (event.delete() ? "deleted" : "")
                + hex.toHexDigits(event.lon()) + " " + hex.toHexDigits(event.lat()) + " "
                + hex.toHexDigits(event.alt()) + " " + event.metadata();
    }

    @ParameterizedTest
    @ValueSource(strings = {"closed", "killed"})
    void aDirectoryOfThisFormatAnswersWhatItHeld(String name) throws IOException, URISyntaxException {
        Path directory = golden(name);
        List<String> expected = Files.readAllLines(resource(name).resolve(EXPECTED), StandardCharsets.UTF_8);
        assertThat(expected).hasSizeGreaterThan(30);
        TestClock clock = new TestClock();
        clock.advance(Duration.ofDays(40));
        for (int opening = 0; opening < 2; opening++) {
            try (LogTrajectoryStore store = open(directory, clock)) {
                assertThat(dump(store)).isEqualTo(expected);
                assertThat(store.stats().recovery()).isEmpty();
                assertThat(store.verify().problems()).isEmpty();
                assertThat(StoreAppends.events(store, "n", "erased")).isEmpty();
                store.compact();
                assertThat(dump(store)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"wal-.*, 60", "seg-.*, 60", "last-.*, 36", "erased-.*, 68", "MANIFEST, -4"})
    void aNewerMajorVersionIsRefusedNamingBoth(String pattern, int checksumAt) throws IOException, URISyntaxException {
        Path directory = golden("closed");
        Path file;
        try (var files = Files.list(directory)) {
            file = files.filter(path -> path.getFileName().toString().matches(pattern))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[8] = 3;
        int end = checksumAt < 0 ? bytes.length + checksumAt : checksumAt;
        CRC32C crc = new CRC32C();
        if (pattern.startsWith("last") || pattern.startsWith("erased")) {
            crc.update(new byte[8]); // the seed
        }
        crc.update(bytes, 0, end);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(end, (int) crc.getValue());
        Files.write(file, bytes);
        assertThatThrownBy(() -> open(directory, new TestClock()))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining(
                        file.getFileName().toString().startsWith("MANIFEST")
                                ? "store"
                                : file.getFileName().toString())
                .hasMessageMatching("(?s).*(format 3|found=3).*(reads 2|accepted=2).*");
    }

    /** No release wrote it, and nothing in it is guessed at. */
    @Test
    void theFormatBeforeTheFirstReleaseIsRefused() throws IOException, URISyntaxException {
        Path directory = temporary.resolve("old");
        copy(Path.of(GoldenTest.class.getResource("/golden/1.0/closed").toURI()), directory);
        assertThatThrownBy(() -> open(directory, new TestClock()))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("format 1.0")
                .hasMessageContaining("reads 2")
                .hasMessageContaining("export");
    }

    @Test
    @EnabledIfSystemProperty(named = "spatio.golden.write", matches = ".+")
    void write() throws IOException {
        Path target = Path.of(System.getProperty("spatio.golden.write")).resolve(FORMAT);
        Path live = temporary.resolve("live");
        TestClock clock = new TestClock();
        LogTrajectoryStore store = open(live, clock);
        events(store, 0);
        store.flush();
        StoreAppends.delete(store, "n", "o1", 500, Timestamps.toMicros(Stores.NOW));
        store.snapshot(temporary.resolve("copy")); // writes the table
        clock.advance(Duration.ofDays(40));
        events(store, 10);
        store.erase("n", "erased");
        store.sync();
        copy(live, target.resolve("killed"));
        Files.write(target.resolve("killed").resolve(EXPECTED), dump(store));
        store.close();
        copy(live, target.resolve("closed"));
        Files.copy(
                target.resolve("killed").resolve(EXPECTED),
                target.resolve("closed").resolve(EXPECTED));
    }

    private static void events(LogTrajectoryStore store, int from) {
        byte[] metadata = "{\"speed\":12}".getBytes(StandardCharsets.UTF_8);
        for (int i = from; i < from + 24; i++) {
            double alt = i % 2 == 0 ? Double.NaN : i * 1.5;
            byte[] json = i % 4 == 0 ? metadata : new byte[0];
            boolean begins = i == 13 && from > 0; // o1 was deleted long before
            StoreAppends.position(
                    store,
                    i % 5 == 0 ? "other-\uD83D\uDE80" : "n",
                    i % 7 == 0 ? "erased" : "o" + i % 3,
                    10L * (i % 11),
                    8.5 + i / 1000.0,
                    -0.0,
                    alt,
                    json,
                    begins);
        }
        StoreAppends.position(store, "n", "o2", Long.MAX_VALUE, 180, 90, Double.MIN_VALUE, metadata);
    }
}
