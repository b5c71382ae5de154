package io.spatio.store.log.segment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Recorded trajectories from the directory that SPATIO_TEST_DATA names; absent, the test is skipped. */
final class RecordedTracks {
    private static final Pattern COMMA = Pattern.compile(",");

    private RecordedTracks() {}

    /** A file's rows without attributes, in order, sequence numbers in the source's order. */
    static List<Event> load(String name) throws IOException {
        String directory = System.getenv("SPATIO_TEST_DATA");
        assumeTrue(directory != null, "SPATIO_TEST_DATA is not set");
        Path file = Path.of(directory, name + ".csv.gz");
        assumeTrue(Files.exists(file), () -> "absent: " + file);
        List<Event> events = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                events.add(parse(COMMA.split(line, 6), events.size() + 1));
            }
        }
        events.sort(Event.ORDER);
        return events;
    }

    private static Event parse(String[] fields, long sequence) {
        Instant time = Instant.parse(fields[1]);
        long micros = Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000), time.getNano() / 1000);
        double alt = fields[4].isEmpty() ? Double.NaN : Double.parseDouble(fields[4]);
        return Event.position(
                "recorded",
                fields[0],
                micros,
                sequence,
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]),
                alt,
                new byte[0]);
    }
}
