package io.spatio.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.Timestamps;
import io.spatio.geojson.GeoJson;
import io.spatio.protocol.v1.Place;
import io.spatio.protocol.v1.Rows;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Rows of a reply as JSON: {@code {results, truncated, next}}, or as a FeatureCollection. */
final class RowJson {
    private RowJson() {}

    static Answer answer(Ask ask, Rows rows) {
        if (ask.acceptsGeoJson()) {
            Answer features = Answer.json(Answer.OK, Answer.GEO_JSON, json -> GeoJson.writeAll(json, located(rows)));
            Answer told = features.with("Spatio-Truncated", String.valueOf(rows.getTruncated()));
            return rows.hasNext() ? told.with("Spatio-Next", key(rows.getNext())) : told;
        }
        return Answer.object(json -> {
            json.writeArrayFieldStart("results");
            for (int i = 0; i < rows.getIdCount(); i++) {
                json.writeStartObject();
                json.writeStringField("objectId", rows.getId(i));
                writePosition(json, rows.getLon(i), rows.getLat(i), altOrNaN(rows, i));
                writeTime(json, rows.getTimestamp(i));
                writeMetadata(json, metadata(rows, i));
                if (rows.getDistanceCount() > 0) {
                    json.writeNumberField("distanceMeters", rows.getDistance(i));
                }
                json.writeNumberField("sequence", rows.getSequence(i));
                json.writeEndObject();
            }
            json.writeEndArray();
            writeEnd(json, rows.getTruncated(), rows.hasNext() ? key(rows.getNext()) : "");
        });
    }

    private static double altOrNaN(Rows rows, int i) {
        return rows.getAltCount() == 0 ? Double.NaN : rows.getAlt(i);
    }

    private static ByteString metadata(Rows rows, int i) {
        return rows.getMetadataCount() == 0 ? ByteString.EMPTY : rows.getMetadata(i);
    }

    private static List<Located> located(Rows rows) {
        List<Located> located = new ArrayList<>(rows.getIdCount());
        for (int i = 0; i < rows.getIdCount(); i++) {
            Position position = new Position(rows.getLon(i), rows.getLat(i), altOrNaN(rows, i));
            Instant timestamp = Timestamps.toInstant(rows.getTimestamp(i));
            ByteString json = metadata(rows, i);
            Metadata metadata = json.isEmpty() ? Metadata.NONE : Metadata.ofUtf8(json.toByteArray());
            located.add(
                    rows.getDistanceCount() == 0
                            ? new Location(rows.getId(i), position, timestamp, metadata)
                            : new Neighbor(rows.getId(i), position, timestamp, metadata, rows.getDistance(i)));
        }
        return located;
    }

    /** The end of an answer that has {@code results}. */
    static void writeEnd(JsonGenerator json, boolean truncated, String next) throws IOException {
        json.writeBooleanField("truncated", truncated);
        if (!next.isEmpty()) {
            json.writeStringField("next", next);
        }
    }

    static void writePlace(JsonGenerator json, Place place) throws IOException {
        writePosition(json, place.getLon(), place.getLat(), place.hasAlt() ? place.getAlt() : Double.NaN);
    }

    static void writePosition(JsonGenerator json, double lon, double lat, double altOrNaN) throws IOException {
        json.writeNumberField("lon", lon);
        json.writeNumberField("lat", lat);
        if (!Double.isNaN(altOrNaN)) {
            json.writeNumberField("alt", altOrNaN);
        }
    }

    static void writeTime(JsonGenerator json, long micros) throws IOException {
        json.writeStringField("timestamp", Timestamps.toInstant(micros).toString());
    }

    /** Metadata as the bytes it was written; nothing where there is none. */
    static void writeMetadata(JsonGenerator json, ByteString metadata) throws IOException {
        if (!metadata.isEmpty()) {
            json.writeFieldName("metadata");
            json.writeRawValue(metadata.toStringUtf8());
        }
    }

    /** Where to continue, as one text that goes back as the parameter {@code after}. */
    static String key(Message key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.toByteArray());
    }
}
