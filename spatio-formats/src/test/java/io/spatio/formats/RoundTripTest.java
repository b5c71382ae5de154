package io.spatio.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Timestamps;
import io.spatio.formats.track.Place;
import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.TrackFormat;
import io.spatio.formats.track.TrackReader;
import io.spatio.formats.track.TrackRecord;
import io.spatio.formats.track.TrackWriter;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What a writer writes, its reader takes back bit for bit")
class RoundTripTest {
    private static final Place NOWHERE = Place.ofLine(0);
    private static final List<String> IDS = List.of(
            "plain",
            ",",
            "\"",
            "a,\"b\"\r\nc",
            "\n",
            " led by a blank",
            "tail \t",
            "#",
            "-7",
            "\u0000",
            "\uFEFFmark",
            "\uD83D\uDE9A",
            "object_id",
            "1",
            "2",
            "3e1234",
            "\\",
            "\u2028",
            "\u001e",
            "{",
            "]");
    /** Without white space that the formats of JSON do not keep. */
    private static final List<String> METADATA = List.of(
            "{}",
            "null",
            "\"\"",
            "{\"a\" : 1.50, \"b\":\"x,y\"}",
            "[\"\\\"\",\"\u00fc\uD83D\uDE9A\"]",
            "1e5",
            "\"\\r\\n\"",
            "-0.0",
            "[[],{\"features\":[1]}]",
            "\"a]}\\\\\"",
            "{\"timeMicros\":7}",
            "1." + "1".repeat(2_000),
            "{\"" + "n".repeat(60_000) + "\":-" + "9".repeat(1_001) + "}",
            "[".repeat(Metadata.MAX_NESTING) + "]".repeat(Metadata.MAX_NESTING));

    private static final long[] MICROS = {
        0,
        1,
        -1,
        999_999,
        -62_135_596_800_000_001L,
        253_402_300_800_000_000L,
        -9_000_000_000_000_000_000L,
        9_000_000_000_000_000_000L
    };
    private static final double[] NUMBERS = {-0.0, 0.0, Double.MIN_VALUE, 1e-310, 0.1, 89.99999999999999, -7e-5};

    private Random random = new Random(0);

    @ParameterizedTest
    @EnumSource
    @DisplayName("random histories in")
    void randomHistories(TrackFormat format) throws IOException {
        long seed = Seeds.of("RoundTripTest " + format);
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(5).start();
        do {
            random = new Random(seed);
            List<TrackRecord> records = history();
            String text = written(records, format);
            assertThat(read(text, ReadOptions.DEFAULT, records.isEmpty() ? null : format))
                    .as("spatio.test.seed=%d: %s", seed, text)
                    .isEqualTo(records);
            seed++;
        } while (budget.remains());
    }

    private List<TrackRecord> history() {
        List<TrackRecord> records = new ArrayList<>();
        int count = random.nextInt(random.nextBoolean() ? 4 : 120);
        String id = pick(IDS);
        for (int i = 0; i < count; i++) {
            id = random.nextInt(4) == 0 ? pick(IDS) : id;
            Instant time = Timestamps.toInstant(micros());
            if (random.nextInt(8) == 0) {
                Instant madeAt = random.nextBoolean() ? Timestamps.toInstant(micros()) : null;
                records.add(new TrackRecord.Delete(NOWHERE, id, time, madeAt));
            } else {
                Position ground = Position.of(number(180), number(90));
                records.add(new TrackRecord.Fix(
                        NOWHERE,
                        id,
                        time,
                        random.nextBoolean() ? ground : ground.withAlt(number(10_000)),
                        random.nextBoolean() ? Metadata.NONE : Metadata.json(pick(METADATA))));
            }
        }
        return records;
    }

    private String pick(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private long micros() {
        return random.nextInt(3) == 0
                ? MICROS[random.nextInt(MICROS.length)]
                : random.nextLong() >> (1 + random.nextInt(59));
    }

    private double number(double most) {
        return random.nextInt(3) == 0 ? NUMBERS[random.nextInt(NUMBERS.length)] : most * (2 * random.nextDouble() - 1);
    }

    private static String written(List<TrackRecord> records, TrackFormat format) throws IOException {
        StringWriter text = new StringWriter();
        try (TrackWriter writer = TrackFiles.writer(text, format, true)) {
            for (TrackRecord record : records) {
                if (record instanceof TrackRecord.Fix fix) {
                    writer.position(fix.objectId(), fix.timestamp(), fix.position(), fix.metadata());
                } else if (record instanceof TrackRecord.Delete delete) {
                    writer.delete(delete.objectId(), delete.timestamp(), delete.madeAt());
                }
            }
        }
        return text.toString();
    }

    /** The records without their places; the format is told by the content, but where there is nothing. */
    private static List<TrackRecord> read(String text, ReadOptions options, TrackFormat written) throws IOException {
        List<TrackRecord> records = new ArrayList<>();
        if (written == null) {
            return records;
        }
        try (TrackReader reader =
                TrackFiles.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), options)) {
            TrackFormat told = reader.format() == TrackFormat.GEOJSON && written == TrackFormat.GEOJSON_TRACKS
                    ? TrackFormat.GEOJSON_TRACKS
                    : reader.format();
            assertThat(told).isEqualTo(written);
            for (Optional<TrackRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                records.add(withoutPlace(next.get()));
            }
        }
        return records;
    }

    private static TrackRecord withoutPlace(TrackRecord record) {
        if (record instanceof TrackRecord.Fix fix) {
            return new TrackRecord.Fix(NOWHERE, fix.objectId(), fix.timestamp(), fix.position(), fix.metadata());
        }
        if (record instanceof TrackRecord.Delete delete) {
            return new TrackRecord.Delete(NOWHERE, delete.objectId(), delete.timestamp(), delete.madeAt());
        }
        return record;
    }
}
