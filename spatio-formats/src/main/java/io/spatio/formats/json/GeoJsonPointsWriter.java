package io.spatio.formats.json;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.formats.track.TrackFormat;
import io.spatio.formats.track.TrackWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes a Feature for each record, as one FeatureCollection or as a text sequence (RFC 8142). One thread. */
public final class GeoJsonPointsWriter implements TrackWriter {
    private final Writer out;
    private final FeatureText features;

    /** A writer of UTF-8 in {@link TrackFormat#GEOJSON} or {@link TrackFormat#GEOJSON_SEQ}. */
    public GeoJsonPointsWriter(Writer out, TrackFormat format) {
        this.out = out;
        features = new FeatureText(out, format == TrackFormat.GEOJSON_SEQ);
    }

    @Override
    public void position(String objectId, Instant timestamp, Position position, Metadata metadata) throws IOException {
        features.point(objectId, timestamp, position, metadata);
    }

    @Override
    public void delete(String objectId, Instant timestamp, @Nullable Instant madeAt) throws IOException {
        features.delete(objectId, timestamp, madeAt);
    }

    @Override
    public void close() throws IOException {
        features.end();
        out.flush();
    }
}
