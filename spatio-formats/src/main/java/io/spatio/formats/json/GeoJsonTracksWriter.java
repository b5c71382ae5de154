package io.spatio.formats.json;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Timestamps;
import io.spatio.formats.track.TrackWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the consecutive positions of one object as a LineString with the time of each point. A track that is long, or that
 * a delete interrupts, becomes several Features of one id; a lone position is a Point, for a line needs two. One thread.
 */
public final class GeoJsonTracksWriter implements TrackWriter {
    private static final int MOST_POINTS = 10_000;
    private static final int MOST_METADATA_CHARS = 1 << 20;

    private final Writer out;
    private final FeatureText features;
    private final List<Point> points = new ArrayList<>();
    private String objectId = "";
    private long metadataChars;

    private record Point(Instant timestamp, Position position, Metadata metadata) {}

    /** A writer of UTF-8. */
    public GeoJsonTracksWriter(Writer out) {
        this.out = out;
        features = new FeatureText(out, false);
    }

    @Override
    public void position(String id, Instant timestamp, Position position, Metadata metadata) throws IOException {
        if (!points.isEmpty() && !goesOn(id, metadata)) {
            writeLine();
        }
        objectId = id;
        points.add(new Point(timestamp, position, metadata));
        metadataChars += metadata.sizeBytes();
    }

    /** Whether a point belongs to the line: the points of one either all have metadata or none has. */
    private boolean goesOn(String id, Metadata metadata) {
        return id.equals(objectId)
                && points.size() < MOST_POINTS
                && metadataChars + metadata.sizeBytes() <= MOST_METADATA_CHARS
                && points.get(0).metadata().isPresent() == metadata.isPresent();
    }

    @Override
    public void delete(String id, Instant timestamp, @Nullable Instant madeAt) throws IOException {
        writeLine();
        features.delete(id, timestamp, madeAt);
    }

    private void writeLine() throws IOException {
        if (points.size() == 1) {
            Point only = points.get(0);
            features.point(objectId, only.timestamp(), only.position(), only.metadata());
        } else if (!points.isEmpty()) {
            features.begin(objectId, geometry());
            out.write("\"coordTimes\":[");
            each(point -> "\"" + point.timestamp() + "\"");
            out.write("],\"timeMicros\":[");
            each(point -> Long.toString(Timestamps.toMicros(point.timestamp())));
            if (points.get(0).metadata().isPresent()) {
                out.write("],\"metadata\":[");
                each(point -> JsonTexts.oneLine(point.metadata()));
            }
            out.write("]}}");
        }
        points.clear();
        metadataChars = 0;
    }

    private String geometry() {
        StringBuilder geometry = new StringBuilder("{\"type\":\"LineString\",\"coordinates\":[");
        for (int i = 0; i < points.size(); i++) {
            geometry.append(i == 0 ? "" : ",")
                    .append(FeatureText.coordinates(points.get(i).position()));
        }
        return geometry.append("]}").toString();
    }

    private interface Element {
        String text(Point point);
    }

    private void each(Element element) throws IOException {
        for (int i = 0; i < points.size(); i++) {
            out.write((i == 0 ? "" : ",") + element.text(points.get(i)));
        }
    }

    @Override
    public void close() throws IOException {
        writeLine();
        features.end();
        out.flush();
    }
}
