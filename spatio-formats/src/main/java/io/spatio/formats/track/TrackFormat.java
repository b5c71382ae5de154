package io.spatio.formats.track;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats that are read and written. */
public enum TrackFormat {
    /** Rows of cells under a header line. */
    CSV("csv"),
    /** A JSON object on each line, with fields like the columns of CSV, or a GeoJSON Feature. */
    NDJSON("ndjson"),
    /** One GeoJSON document: a FeatureCollection of Points or, when read, of lines with times. */
    GEOJSON("geojson"),
    /** A GeoJSON text sequence (RFC 8142): a record separator before each Feature. */
    GEOJSON_SEQ("geojson-seq"),
    /** One GeoJSON document of LineStrings with the times of their points; read like {@link #GEOJSON}. */
    GEOJSON_TRACKS("geojson-tracks");

    private final String word;

    TrackFormat(String word) {
        this.word = word;
    }

    /** The name it has in options. */
    public String word() {
        return word;
    }

    /** The format of a name; empty if there is none. */
    public static Optional<TrackFormat> ofWord(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }

    /** All names, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(TrackFormat::word).collect(Collectors.joining(", "));
    }
}
