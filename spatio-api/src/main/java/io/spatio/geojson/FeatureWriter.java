package io.spatio.geojson;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spatio.Located;
import io.spatio.Metadata;
import io.spatio.Neighbor;
import io.spatio.TrackPoint;
import java.io.IOException;
import java.util.List;

/** Writes objects and trajectories as features. */
final class FeatureWriter {
    private FeatureWriter() {}

    static void writeAll(JsonGenerator json, Iterable<? extends Located> rows) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "FeatureCollection");
        json.writeArrayFieldStart("features");
        for (Located row : rows) {
            write(json, row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void write(JsonGenerator json, Located located) throws IOException {
        start(json, located.objectId());
        GeometryWriter.write(json, located.position());
        json.writeObjectFieldStart("properties");
        json.writeStringField("timestamp", located.timestamp().toString());
        if (located instanceof Neighbor neighbor) {
            json.writeNumberField("distanceMeters", neighbor.distanceMeters());
        }
        if (located.metadata().isPresent()) {
            json.writeFieldName("metadata");
            json.writeRawValue(located.metadata().json());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Up to and with the name of the geometry member. */
    private static void start(JsonGenerator json, String objectId) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeStringField("id", objectId);
        json.writeFieldName("geometry");
    }

    static void writeTrajectory(JsonGenerator json, String objectId, List<TrackPoint> points) throws IOException {
        start(json, objectId);
        writeLine(json, points);
        json.writeObjectFieldStart("properties");
        json.writeArrayFieldStart("coordTimes");
        boolean anyMetadata = false;
        for (TrackPoint point : points) {
            json.writeString(point.timestamp().toString());
            anyMetadata |= point.metadata().isPresent();
        }
        json.writeEndArray();
        if (anyMetadata) {
            json.writeArrayFieldStart("metadata");
            for (TrackPoint point : points) {
                Metadata metadata = point.metadata();
                json.writeRawValue(metadata.json());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeLine(JsonGenerator json, List<TrackPoint> points) throws IOException {
        if (points.isEmpty()) {
            json.writeNull();
        } else if (points.size() == 1) {
            GeometryWriter.write(json, points.get(0).position());
        } else {
            json.writeStartObject();
            json.writeStringField("type", "LineString");
            json.writeArrayFieldStart("coordinates");
            for (TrackPoint point : points) {
                GeometryWriter.writeCoordinates(json, point.position());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
