package io.spatio.benchmarks.world;

import io.spatio.Position;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A recorded trajectory file: gzipped CSV with the columns object_id, timestamp, lon, lat, alt and others, which are left
 * out. Walks row by row, over the rows that are no legal position. One thread only.
 */
public final class Recording implements AutoCloseable {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final int COLUMNS = 6;

    private final BufferedReader lines;
    private String objectId = "";
    private Instant timestamp = Instant.EPOCH;
    private Position position = Position.of(0, 0);

    private Recording(BufferedReader lines) {
        this.lines = lines;
    }

    /** Opens a file, before its first row. */
    public static Recording open(Path file) throws IOException {
        InputStream in = new GZIPInputStream(Files.newInputStream(file));
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        lines.readLine();
        return new Recording(lines);
    }

    /** Moves on to the next row; false at the end. */
    public boolean next() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            // Attributes may be quoted; the first five columns never are.
            String[] columns = COMMA.split(line, COLUMNS);
            if (columns.length >= 5 && take(columns)) {
                return true;
            }
        }
        return false;
    }

    private boolean take(String[] columns) {
        try {
            double lon = Double.parseDouble(columns[2]);
            double lat = Double.parseDouble(columns[3]);
            position = columns[4].isEmpty()
                    ? Position.of(lon, lat)
                    : Position.of(lon, lat, Double.parseDouble(columns[4]));
        } catch (IllegalArgumentException e) {
            return false;
        }
        objectId = columns[0];
        timestamp = Instant.parse(columns[1]);
        return true;
    }

    /** The row's object. */
    public String objectId() {
        return objectId;
    }

    /** The row's time. */
    public Instant timestamp() {
        return timestamp;
    }

    /** The row's place. */
    public Position position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
