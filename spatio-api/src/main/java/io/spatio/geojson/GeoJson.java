package io.spatio.geojson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.spatio.Area;
import io.spatio.Located;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.TrackPoint;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.locationtech.jts.geom.Geometry;

/**
 * Reads and writes GeoJSON (RFC 7946).
 *
 * <p>Coordinates are longitude, latitude and, where there is one, altitude. Written polygons have counter-clockwise
 * exterior rings and clockwise holes, and shapes whose longitudes run past ±180 are split there. There is never a
 * {@code crs} member. Time and space are linear in the text. Any thread.
 */
public final class GeoJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Metadata.MAX_NESTING)
                    .build())
            .build();

    private GeoJson() {}

    // ---- write ------------------------------------------------------------------------------------------------

    /** A Point; a third coordinate where the position has an altitude. */
    public static String write(Position position) {
        return written(json -> GeometryWriter.write(json, position));
    }

    /**
     * A geometry of any JTS type, with longitudes −540..540.
     *
     * @throws IllegalArgumentException for a coordinate that is not finite
     */
    public static String write(Geometry geometry) {
        return written(json -> GeometryWriter.write(json, geometry));
    }

    /**
     * A Feature: the object's id, a Point, and the properties {@code timestamp} (ISO 8601), {@code distanceMeters} (of a
     * {@link io.spatio.Neighbor}) and {@code metadata} (where there is any).
     */
    public static String write(Located located) {
        return written(json -> FeatureWriter.write(json, located));
    }

    /** A FeatureCollection of {@link #write(Located)}, in the order given. */
    public static String writeAll(Iterable<? extends Located> rows) {
        return written(json -> writeAll(json, rows));
    }

    /** {@link #writeAll(Iterable)} to a stream of JSON, which stays open. */
    public static void writeAll(JsonGenerator json, Iterable<? extends Located> rows) throws IOException {
        FeatureWriter.writeAll(json, rows);
    }

    /**
     * A trajectory as a Feature: a LineString through the points in the order given, whose property {@code coordTimes}
     * has the time of each, and {@code metadata} that of each where any has some.
     *
     * <p>The line is as recorded, not split at the antimeridian, where a point would have to be invented. As a line needs
     * two points, one alone is a Point, and none is a null geometry.
     */
    public static String writeTrajectory(String objectId, List<TrackPoint> points) {
        return written(json -> writeTrajectory(json, objectId, points));
    }

    /** {@link #writeTrajectory(String, List)} to a stream of JSON, which stays open. */
    public static void writeTrajectory(JsonGenerator json, String objectId, List<TrackPoint> points)
            throws IOException {
        FeatureWriter.writeTrajectory(json, objectId, points);
    }

    // ---- read -------------------------------------------------------------------------------------------------

    /**
     * Reads a Point, or a Feature or FeatureCollection of exactly one.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public static Position readPosition(String json) {
        return GeoJsonReader.position(JSON, json);
    }

    /**
     * Reads a Polygon or MultiPolygon, or a Feature or FeatureCollection of exactly one. Altitudes are ignored.
     *
     * @throws IllegalArgumentException naming what is wrong: another type, an open ring, fewer than four points, values
     *     out of range, rings that cross
     */
    public static Area.PolygonArea readPolygon(String json) {
        return GeoJsonReader.polygon(JSON, json);
    }

    private static String written(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
