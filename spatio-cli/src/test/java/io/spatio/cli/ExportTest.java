package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.EventTransfer;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.Timestamps;
import io.spatio.spi.StoredEvent;
import io.spatio.testkit.generators.Seeds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What export writes, import makes the same history of: random databases, over either store and from one to the other. */
final class ExportTest {
    private static final String NAMESPACE = "n";
    private static final List<String> IDS = List.of(
            "plain",
            ",",
            "\"",
            "\"\"",
            "a,\"b\"\r\nc",
            "\n",
            "\r",
            "x\r",
            " led by a blank",
            "tail \t",
            "#",
            "-7",
            "\u0000",
            "\uFEFFmark",
            "\uD83D\uDE9A",
            "object_id",
            "'",
            ";",
            "\\",
            "\u2028");
    private static final List<String> METADATA = List.of(
            "{}",
            "null",
            "\"\"",
            " {\"a\" : 1.50,\n\"b\":\"x,y\"}",
            "[\"\\\"\",\"\u00fc\uD83D\uDE9A\"]",
            "1e5",
            "\"\\r\\n\"",
            "[ ]\r\n",
            "-0.0");
    private static final long[] MICROS = {
        0,
        1,
        -1,
        999_999,
        -62_135_596_800_000_000L,
        253_402_300_800_000_000L,
        -9_000_000_000_000_000_000L,
        9_000_000_000_000_000_000L
    };
    private static final double[] NUMBERS = {
        -0.0, 0.0, Double.MIN_VALUE, 1e-310, 0.1, 89.99999999999999, 12.345678, -7e-5
    };

    @TempDir
    private Path directory;

    private final long seed = Seeds.of("ExportTest");
    private final Random random = new Random(seed);

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"log,log", "mvstore,log", "log,mvstore"})
    void importMakesTheSameHistory(String from, String to) {
        System.out.println("ExportTest seed=" + seed);
        double seconds = Double.parseDouble(System.getProperty("spatio.test.budget", "5")) / 3;
        long end = System.nanoTime() + (long) (1e9 * seconds);
        int round = 0;
        do {
            Path original = directory.resolve(round + "-original");
            List<String> written = fill(original, from);
            CommandUnderTest command = new CommandUnderTest(original);
            Path file = directory.resolve(round + ".csv");
            command.run("export", NAMESPACE, "--output", file.toString()).exits(0);
            Path copy = directory.resolve(round + "-copy");
            CommandUnderTest copied = new CommandUnderTest(copy, "store.type=" + to);
            copied.run("import", NAMESPACE, file.toString()).exits(0);
            assertThat(histories(copy, to)).as("seed %d", seed).isEqualTo(written);
            assertThat(copied.run("export", NAMESPACE).answer())
                    .as("seed %d", seed)
                    .isEqualTo(command.run("export", NAMESPACE).answer());
            round++;
        } while (System.nanoTime() - end < 0);
    }

    private List<String> fill(Path path, String store) {
        try (Spatio spatio = open(path, store)) {
            Namespace namespace = spatio.namespace(NAMESPACE);
            int records = 1 + random.nextInt(60);
            for (int i = 0; i < records; i++) {
                String id = IDS.get(random.nextInt(IDS.size()));
                Instant time = Timestamps.toInstant(micros());
                if (random.nextInt(8) == 0) {
                    namespace.delete(id, time);
                } else {
                    namespace.upsert(id, position(), metadata(), time);
                }
            }
        }
        return histories(path, store);
    }

    private long micros() {
        return random.nextInt(3) == 0
                ? MICROS[random.nextInt(MICROS.length)]
                : random.nextLong() >> (1 + random.nextInt(59));
    }

    private double number(double most) {
        return random.nextInt(3) == 0 ? NUMBERS[random.nextInt(NUMBERS.length)] : most * (2 * random.nextDouble() - 1);
    }

    private Position position() {
        Position ground = Position.of(number(180), number(90));
        return random.nextInt(2) == 0 ? ground : ground.withAlt(number(10_000));
    }

    private Metadata metadata() {
        return random.nextInt(2) == 0 ? Metadata.NONE : Metadata.json(METADATA.get(random.nextInt(METADATA.size())));
    }

    private static Spatio open(Path path, String store) {
        return Spatio.builder().path(path).store(store).index("rstar").build();
    }

    private static String position(StoredEvent event) {
        return Double.doubleToRawLongBits(event.lon()) + " " + Double.doubleToRawLongBits(event.lat()) + " "
                + Double.doubleToRawLongBits(event.alt()) + " " + Arrays.toString(event.metadata());
    }

    /** Every event, deletes among them, and every current position. */
    private static List<String> histories(Path path, String store) {
        List<String> histories = new ArrayList<>();
        try (Spatio spatio = open(path, store)) {
            Namespace namespace = spatio.namespace(NAMESPACE);
            ((EventTransfer) namespace).forEachEvent((event, madeAt) -> {
                String what = event.objectId() + " " + event.timestampMicros() + " ";
                histories.add(event.isDelete() ? what + "deleted, made at " + madeAt : what + position(event));
            });
            List<String> present = new ArrayList<>();
            namespace.forEach(row -> present.add("now " + row.objectId() + row.timestampMicros()
                    + Double.doubleToRawLongBits(row.lon()) + row.metadata()));
            Collections.sort(present);
            histories.addAll(present);
        }
        return histories;
    }
}
