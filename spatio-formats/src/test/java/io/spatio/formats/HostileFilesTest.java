package io.spatio.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.TrackReader;
import io.spatio.formats.track.TrackRecord;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged files, bombs and endless lines: right records or an error with its place, in little memory. */
@DisplayName("Hostile files")
class HostileFilesTest {
    private static final String TIME = "2024-06-01T12:00:00Z";
    private static final String FEATURE = "{\"type\":\"Feature\",\"id\":\"a%d\",\"geometry\":{\"type\":\"Point\","
            + "\"coordinates\":[%d,2.5,3]},\"properties\":{\"time\":\"" + TIME + "\",\"x\":{\"y\":[1,\"}\"]}}}";

    static List<String> shapes() {
        StringBuilder csv = new StringBuilder("id,time,lon,lat,alt,note\n");
        StringBuilder semicolons = new StringBuilder("sep=;\r\n\"id\";\"time\";\"lon\";\"lat\";\r\n");
        StringBuilder lines = new StringBuilder();
        StringBuilder features = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
        StringBuilder sequence = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            csv.append("a%d,%s,%d,2.5,3,\"x,\"\"%d\ny\"\n".formatted(i, TIME, i, i));
            semicolons.append("a%d;%s;%d;2.5;\r\n".formatted(i, TIME, i));
            lines.append("{\"id\":\"a%d\",\"time\":\"%s\",\"lon\":%d,\"lat\":2.5,\"n\":[{}]}\n".formatted(i, TIME, i));
            features.append(i == 0 ? "" : ",\n").append(FEATURE.formatted(i, i));
            sequence.append("\u001e").append(FEATURE.formatted(i, i)).append("\n");
        }
        String line =
                "{\"type\":\"Feature\",\"id\":\"w\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]},"
                        + "\"properties\":{\"coordTimes\":[\"" + TIME + "\",\"" + TIME + "\"]}}";
        return List.of(
                csv.toString(),
                semicolons.toString(),
                lines.toString(),
                features + "]}",
                features + "]}\n" + features + "]}",
                sequence.toString(),
                line,
                "[" + line + "," + line + "]");
    }

    private static final List<String> PIECES = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\n",
            "\r",
            "\u001e",
            "\0",
            ";",
            "\\",
            "null",
            "1e999",
            "-",
            "[[[[",
            "\"features\":[",
            "NaN",
            "\uD83D\uDE9A",
            "\t",
            "'",
            "{\"",
            "9".repeat(400),
            "=",
            "\u00a0");

    @ParameterizedTest
    @MethodSource("shapes")
    @DisplayName("with damage anywhere are read to their end, or end with a place")
    void mutated(String shape) {
        long seed = Seeds.of("HostileFilesTest " + shape.hashCode());
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(12).start();
        do {
            byte[] damaged = damaged(shape.getBytes(StandardCharsets.UTF_8), new Random(seed));
            try {
                for (TrackRecord record : Reading.all(new ByteArrayInputStream(damaged))) {
                    assertThat(record.place().line())
                            .as("spatio.test.seed=%d", seed)
                            .isPositive();
                    requireSane(record);
                }
            } catch (FileFormatException e) {
                assertThat(e.text()).as("spatio.test.seed=%d", seed).isNotEmpty();
            } catch (RuntimeException | IOException | StackOverflowError e) {
                throw new AssertionError(
                        "spatio.test.seed=" + seed + ": " + new String(damaged, StandardCharsets.UTF_8), e);
            }
            seed++;
        } while (budget.remains());
    }

    private static void requireSane(TrackRecord record) {
        if (record instanceof TrackRecord.Rejected bad) {
            assertThat(bad.reason()).isNotBlank().hasSizeLessThan(3_000);
            assertThat(bad.value()).hasSizeLessThan(3_000);
        } else if (record instanceof TrackRecord.Fix fix) {
            assertThat(fix.objectId()).isNotEmpty();
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] result = bytes;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(result.length + 1);
            int removed = random.nextInt(3) == 0 ? Math.min(random.nextInt(30), result.length - at) : 0;
            byte[] piece = random.nextInt(4) == 0
                    ? new byte[] {(byte) random.nextInt(256)}
                    : PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
            byte[] next = new byte[result.length - removed + piece.length];
            System.arraycopy(result, 0, next, 0, at);
            System.arraycopy(piece, 0, next, at, piece.length);
            System.arraycopy(result, at + removed, next, at + piece.length, result.length - at - removed);
            result = next;
        }
        return result;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    @DisplayName("with one bad record lose no other")
    void damagedOnce(String shape) throws IOException {
        List<TrackRecord> whole = Reading.all(new ByteArrayInputStream(shape.getBytes(StandardCharsets.UTF_8)));
        assertThat(whole).isNotEmpty().allMatch(TrackRecord.Fix.class::isInstance);
        int at = shape.lastIndexOf("2.5");
        if (at < 0) {
            return; // a line of one Feature is all there is
        }
        String damaged = shape.substring(0, at) + "x" + shape.substring(at + 3);
        List<TrackRecord> records = Reading.all(new ByteArrayInputStream(damaged.getBytes(StandardCharsets.UTF_8)));
        assertThat(records).hasSameSizeAs(whole);
        assertThat(records.subList(0, whole.size() - 1)).isEqualTo(whole.subList(0, whole.size() - 1));
        assertThat(records.get(whole.size() - 1)).isInstanceOf(TrackRecord.Rejected.class);
    }

    /** Reads bombs in a Java of 64 MiB, where a reader that gathers what it reads ends by OutOfMemoryError. */
    @Test
    @DisplayName("of a gigabyte are read in 64 MiB")
    void bombs() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Xss512k",
                        "-Dspatio.test.budget=" + System.getProperty("spatio.test.budget", "5"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bombs.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines())
                .filteredOn(line -> line.startsWith("survived"))
                .hasSize(Bombs.COUNT);
    }

    /** Reads what a file says. */
    static final class Reading {
        private Reading() {}

        static List<TrackRecord> all(InputStream in) throws IOException {
            List<TrackRecord> records = new java.util.ArrayList<>();
            try (TrackReader reader = TrackFiles.open(in, ReadOptions.DEFAULT)) {
                for (Optional<TrackRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                    records.add(next.get());
                }
            }
            return records;
        }
    }
}
