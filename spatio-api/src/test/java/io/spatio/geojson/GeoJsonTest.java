package io.spatio.geojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Area;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.TrackPoint;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class GeoJsonTest {
    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00.000123Z");

    private static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Property(tries = 300)
    void positionsComeBackToTheBit(
            @ForAll @DoubleRange(min = -180, max = 180) double lon,
            @ForAll @DoubleRange(min = -90, max = 90) double lat,
            @ForAll @DoubleRange(min = -11_000, max = 100_000) double alt) {
        assertThat(GeoJson.readPosition(GeoJson.write(Position.of(lon, lat)))).isEqualTo(Position.of(lon, lat));
        assertThat(GeoJson.readPosition(GeoJson.write(Position.of(lon, lat, alt))))
                .isEqualTo(Position.of(lon, lat, alt));
    }

    @Test
    void writesPoints() {
        assertThat(GeoJson.write(Position.of(-74.006, 40.7128)))
                .isEqualTo("{\"type\":\"Point\",\"coordinates\":[-74.006,40.7128]}");
        assertThat(GeoJson.write(Position.of(1.5, 2.5, 3.5)))
                .isEqualTo("{\"type\":\"Point\",\"coordinates\":[1.5,2.5,3.5]}");
    }

    @Test
    void writesEveryGeometryType() {
        assertThat(GeoJson.write(wkt("POINT (1 2)"))).isEqualTo("{\"type\":\"Point\",\"coordinates\":[1.0,2.0]}");
        assertThat(GeoJson.write(wkt("POINT EMPTY"))).isEqualTo("{\"type\":\"Point\",\"coordinates\":[]}");
        assertThat(GeoJson.write(wkt("LINESTRING (1 2, 3 4)")))
                .isEqualTo("{\"type\":\"LineString\",\"coordinates\":[[1.0,2.0],[3.0,4.0]]}");
        assertThat(GeoJson.write(wkt("MULTIPOINT ((1 2), (3 4))")))
                .isEqualTo("{\"type\":\"MultiPoint\",\"coordinates\":[[1.0,2.0],[3.0,4.0]]}");
        assertThat(GeoJson.write(wkt("MULTILINESTRING ((1 2, 3 4))")))
                .isEqualTo("{\"type\":\"MultiLineString\",\"coordinates\":[[[1.0,2.0],[3.0,4.0]]]}");
        assertThat(GeoJson.write(wkt("GEOMETRYCOLLECTION (POINT (1 2))")))
                .isEqualTo("{\"type\":\"GeometryCollection\",\"geometries\":"
                        + "[{\"type\":\"Point\",\"coordinates\":[1.0,2.0]}]}");
    }

    @Test
    void ringsTurnAsTheStandardSays() {
        // Clockwise outside, counter-clockwise hole: both against RFC 7946.
        String json = GeoJson.write(wkt("POLYGON ((0 0, 0 9, 9 9, 9 0, 0 0), (3 3, 6 3, 6 6, 3 6, 3 3))"));
        Polygon back = (Polygon) GeoJson.readPolygon(json).geometry();
        assertThat(Orientation.isCCW(back.getExteriorRing().getCoordinates())).isTrue();
        assertThat(Orientation.isCCW(back.getInteriorRingN(0).getCoordinates())).isFalse();
        assertThat(json).doesNotContain("crs");
    }

    @Test
    void shapesPast180AreSplitThere() {
        Geometry polygon = GeoJson.readPolygon(
                        GeoJson.write(wkt("POLYGON ((170 -10, 190 -10, 190 10, 170 10, 170 -10))")))
                .geometry();
        Geometry expected = wkt("MULTIPOLYGON (((170 -10, 180 -10, 180 10, 170 10, 170 -10)),"
                + " ((-180 -10, -170 -10, -170 10, -180 10, -180 -10)))");
        assertThat(polygon.norm().toText()).isEqualTo(expected.norm().toText());
        Geometry whole = GeoJson.readPolygon(GeoJson.write(wkt("POLYGON ((180 0, 190 0, 190 10, 180 10, 180 0))")))
                .geometry();
        assertThat(whole.norm().toText())
                .isEqualTo(wkt("POLYGON ((-180 0, -170 0, -170 10, -180 10, -180 0))")
                        .norm()
                        .toText());
        assertThat(GeoJson.write(wkt("LINESTRING (179 0, 181 0)")))
                .isEqualTo("{\"type\":\"MultiLineString\",\"coordinates\":"
                        + "[[[179.0,0.0],[180.0,0.0]],[[-180.0,0.0],[-179.0,0.0]]]}");
        assertThat(GeoJson.write(wkt("POINT (190 5)"))).contains("[-170.0,5.0]");
    }

    @Test
    void polygonsComeBack() {
        for (String text : List.of(
                "POLYGON ((0.1 0, 10 0, 10 10, 0 10, 0.1 0), (4 4, 4 6, 6 6, 6 4, 4 4))",
                "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))")) {
            Geometry geometry = wkt(text);
            Geometry back = GeoJson.readPolygon(GeoJson.write(geometry)).geometry();
            assertThat(back.norm().toText()).isEqualTo(geometry.norm().toText());
        }
    }

    @Test
    void writesObjectsAsFeatures() {
        Location location =
                new Location("truck \"1\"", Position.of(1, 2), TIME, Metadata.json("{\"driver\": \"Ann\"}"));
        assertThat(GeoJson.write(location))
                .isEqualTo("{\"type\":\"Feature\",\"id\":\"truck \\\"1\\\"\",\"geometry\":"
                        + "{\"type\":\"Point\",\"coordinates\":[1.0,2.0]},\"properties\":"
                        + "{\"timestamp\":\"2026-03-01T10:00:00.000123Z\",\"metadata\":{\"driver\": \"Ann\"}}}");
        Neighbor neighbor = new Neighbor("n", Position.of(1, 2), TIME, Metadata.NONE, 12.5);
        assertThat(GeoJson.writeAll(List.of(neighbor)))
                .isEqualTo("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"n\","
                        + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[1.0,2.0]},\"properties\":"
                        + "{\"timestamp\":\"2026-03-01T10:00:00.000123Z\",\"distanceMeters\":12.5}}]}");
        assertThat(GeoJson.writeAll(List.of())).isEqualTo("{\"type\":\"FeatureCollection\",\"features\":[]}");
    }

    @Test
    void writesTrajectories() {
        TrackPoint first = TrackPoint.of(TIME, Position.of(1, 2, 3));
        TrackPoint second = TrackPoint.of(TIME.plusSeconds(1), Position.of(4, 5), Metadata.json("7"));
        assertThat(GeoJson.writeTrajectory("t", List.of(first, second)))
                .isEqualTo("{\"type\":\"Feature\",\"id\":\"t\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":"
                        + "[[1.0,2.0,3.0],[4.0,5.0]]},\"properties\":{\"coordTimes\":"
                        + "[\"2026-03-01T10:00:00.000123Z\",\"2026-03-01T10:00:01.000123Z\"],\"metadata\":[null,7]}}");
        assertThat(GeoJson.writeTrajectory("t", List.of(first)))
                .contains("\"Point\"")
                .doesNotContain("metadata");
        assertThat(GeoJson.writeTrajectory("t", List.of())).contains("\"geometry\":null", "\"coordTimes\":[]");
    }

    @Test
    void readsThroughFeaturesInAnyOrderOfMembers() {
        String point = "{\"coordinates\": [1, 2, 3, 4], \"extra\": {\"a\": [1]}, \"type\": \"Point\"}";
        String feature = "{\"geometry\": " + point + ", \"properties\": null, \"type\": \"Feature\"}";
        String collection = "{\"features\": [" + feature + "], \"type\": \"FeatureCollection\"}";
        for (String text : List.of(point, feature, collection)) {
            assertThat(GeoJson.readPosition(text)).isEqualTo(Position.of(1, 2, 3));
        }
        Area.PolygonArea area = GeoJson.readPolygon("{\"type\":\"Feature\",\"geometry\":"
                + "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}}");
        assertThat(area.geometry().getArea()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"Point\",\"coordinates\":[1]}                      | one number",
                "{\"type\":\"Point\",\"coordinates\":[]}                       | missing, empty",
                "{\"type\":\"Point\"}                                          | missing, empty",
                "{\"type\":\"Point\",\"coordinates\":[[1,2],[3,4]]}            | nested too deeply",
                "{\"type\":\"Point\",\"coordinates\":[1,null]}                 | null, which is not a number",
                "{\"type\":\"Point\",\"coordinates\":[1,\"NaN\"]}              | NaN, which is not a number",
                "{\"type\":\"Point\",\"coordinates\":[1,NaN]}                  | not well-formed JSON",
                "{\"type\":\"Point\",\"coordinates\":[1,1e999]}                | latitude Infinity",
                "{\"type\":\"Point\",\"coordinates\":[39.9,116.3]}             | are lon and lat swapped?",
                "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}       | type is LineString: give a Point",
                "{\"coordinates\":[1,2]}                                       | has no type",
                "{\"type\":\"Feature\",\"geometry\":null}                      | has no geometry",
                "{\"type\":\"FeatureCollection\",\"features\":[]}              | 0 features: give exactly one",
                "{\"type\":\"FeatureCollection\",\"features\":[{},{}]}         | 2 features: give exactly one",
                "{\"type\":\"FeatureCollection\",\"features\":[1]}             | no Feature",
                "{\"type\":\"Point\",\"coordinates\":[1,2]} {}                 | more than one",
                "[1,2]                                                         | not a JSON object",
                "{\"type\":\"Point\",                                          | not well-formed JSON",
            })
    void refusesWhatIsNoPosition(String json, String message) {
        assertThatThrownBy(() -> GeoJson.readPosition(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[[0,0],[1,0],[0,0]]]                 | has 3 points: give at least four",
                "[[[0,0],[1,0],[1,1],[0,1]]]           | open: it begins at lon 0.0, lat 0.0 and ends at lon 0.0, lat 1.0",
                "[[[0,0],[4,0],[0,4],[4,4],[0,0]]]     | not valid: Self-intersection",
                "[[[0,0],[4,0],[0,94],[0,0]]]          | latitude 94.0 is outside [-90, 90]",
                "[[[0,0],[541,0],[0,4],[0,0]]]         | longitude 541.0",
                "[[0,0],[1,0],[1,1],[0,0]]             | nested too little",
                "[]                                    | missing, empty",
            })
    void refusesWhatIsNoPolygon(String coordinates, String message) {
        assertThatThrownBy(() -> GeoJson.readPolygon("{\"type\":\"Polygon\",\"coordinates\":" + coordinates + "}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Point", "GeometryCollection", "Feature"})
    void refusesOtherTypesAsPolygon(String type) {
        assertThatThrownBy(() -> GeoJson.readPolygon("{\"type\":\"" + type + "\",\"coordinates\":[1,2]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a Polygon or a MultiPolygon");
    }

    @Test
    void refusesCoordinatesThatAreNoNumbers() {
        Geometry broken = wkt("POINT (1 2)");
        broken.getCoordinate().x = Double.NaN;
        assertThatThrownBy(() -> GeoJson.write(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> GeoJson.readPosition("[".repeat(100))).isInstanceOf(IllegalArgumentException.class);
    }
}
