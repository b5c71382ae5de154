package io.spatio.formats;

import io.spatio.formats.csv.CsvTrackReader;
import io.spatio.formats.csv.CsvTrackWriter;
import io.spatio.formats.json.GeoJsonPointsWriter;
import io.spatio.formats.json.GeoJsonTracksWriter;
import io.spatio.formats.json.JsonTrackReader;
import io.spatio.formats.json.NdjsonTrackWriter;
import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.TrackFormat;
import io.spatio.formats.track.TrackReader;
import io.spatio.formats.track.TrackWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;

/** Opens readers and writers of tracking files. Any thread. */
public final class TrackFiles {
    private TrackFiles() {}

    /**
     * Opens an input, gzipped or not, and reads on until its format and its columns are known.
     *
     * @param in the input, closed with the reader, and also where this fails
     * @param options how to understand it; a format given there is not checked against the content
     * @throws io.spatio.formats.track.FileFormatException when it is of no format that is read, or lacks what is needed,
     *     with the way out
     * @throws IOException when it cannot be read
     */
    public static TrackReader open(InputStream in, ReadOptions options) throws IOException {
        try {
            PeekedInput text = PeekedInput.open(in);
            TrackFormat format = options.format().orElse(null);
            if (format == null) {
                format = FirstBytes.format(text);
            }
            return switch (format) {
                case CSV -> CsvTrackReader.open(text, options);
                case NDJSON, GEOJSON, GEOJSON_SEQ, GEOJSON_TRACKS -> JsonTrackReader.open(text, format, options);
            };
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * A writer of a format.
     *
     * @param out takes the text and is expected to encode it as UTF-8; stays open when the writer is closed
     * @param withDeletes whether there may be deletes, for which a format of columns needs to know from the start
     */
    public static TrackWriter writer(Writer out, TrackFormat format, boolean withDeletes) {
        return switch (format) {
            case CSV -> new CsvTrackWriter(out, withDeletes);
            case NDJSON -> new NdjsonTrackWriter(out);
            case GEOJSON, GEOJSON_SEQ -> new GeoJsonPointsWriter(out, format);
            case GEOJSON_TRACKS -> new GeoJsonTracksWriter(out);
        };
    }
}
