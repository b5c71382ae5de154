package io.spatio.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spatio.Located;
import io.spatio.Metadata;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.TrackPoint;
import io.spatio.Visit;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The kinds of rows that queries answer with. */
public final class Shapes {
    /** An object where it is now. */
    public static final Shape<Located> LOCATED = new Shape<>(
            List.of(
                    Column.id("objectId", row -> row.objectId()),
                    Column.number("lon", row -> Texts.number(row.position().lon())),
                    Column.number("lat", row -> Texts.number(row.position().lat())),
                    Column.number("alt", row -> altitude(row.position())),
                    Column.text("timestamp", row -> row.timestamp().toString()),
                    Column.number("distance", Shapes::distance),
                    Column.metadata("metadata", row -> metadata(row.metadata()))),
            Shapes::writeLocated);

    private Shapes() {}

    /** A recorded position of an object. */
    public static Shape<TrackPoint> trackOf(String objectId) {
        return new Shape<>(
                List.of(
                        Column.text("timestamp", row -> row.timestamp().toString()),
                        Column.number("lon", row -> Texts.number(row.position().lon())),
                        Column.number("lat", row -> Texts.number(row.position().lat())),
                        Column.number("alt", row -> altitude(row.position())),
                        Column.metadata("metadata", row -> metadata(row.metadata()))),
                (json, row) -> {
                    json.writeStringField("objectId", objectId);
                    writePoint(json, row);
                });
    }

    /** A stay of an object in an area. */
    public static final Shape<Visit> VISIT = new Shape<>(
            List.of(
                    Column.id("objectId", row -> row.objectId()),
                    Column.text("first", row -> row.first().timestamp().toString()),
                    Column.text("at", row -> place(row.first().position())),
                    Column.text("last", row -> row.last().timestamp().toString()),
                    Column.text("at", row -> place(row.last().position())),
                    Column.number("points", row -> Texts.count(row.points()))),
            Shapes::writeVisit);

    private static void writeLocated(JsonGenerator json, Located row) throws IOException {
        json.writeStringField("objectId", row.objectId());
        writePoint(json, row.position(), row.timestamp(), row.metadata());
        if (row instanceof Neighbor neighbor) {
            json.writeNumberField("distanceMeters", neighbor.distanceMeters());
        }
    }

    private static void writeVisit(JsonGenerator json, Visit row) throws IOException {
        json.writeStringField("objectId", row.objectId());
        json.writeObjectFieldStart("first");
        writePoint(json, row.first());
        json.writeEndObject();
        json.writeObjectFieldStart("last");
        writePoint(json, row.last());
        json.writeEndObject();
        json.writeNumberField("points", row.points());
    }

    private static void writePoint(JsonGenerator json, TrackPoint point) throws IOException {
        writePoint(json, point.position(), point.timestamp(), point.metadata());
        json.writeNumberField("sequence", point.sequence());
    }

    private static void writePoint(JsonGenerator json, Position position, Instant timestamp, Metadata metadata)
            throws IOException {
        json.writeNumberField("lon", position.lon());
        json.writeNumberField("lat", position.lat());
        if (position.hasAlt()) {
            json.writeNumberField("alt", position.altOrNaN());
        }
        json.writeStringField("timestamp", timestamp.toString());
        JsonLines.metadata(json, metadata);
    }

    private static String altitude(Position position) {
        return position.hasAlt() ? Texts.number(position.altOrNaN()) : "";
    }

    private static String distance(Located row) {
        return row instanceof Neighbor neighbor ? Texts.distance(neighbor.distanceMeters()) : "";
    }

    private static String metadata(Metadata metadata) {
        return metadata.isPresent() ? Texts.printable(JsonLines.oneLine(metadata.json())) : "";
    }

    private static String place(Position position) {
        String ground = shortNumber(position.lon()) + "," + shortNumber(position.lat());
        return position.hasAlt() ? ground + "," + shortNumber(position.altOrNaN()) : ground;
    }

    private static String shortNumber(double value) {
        return Texts.shortened(Texts.number(value), Texts.MOST_OF_NUMBER);
    }
}
