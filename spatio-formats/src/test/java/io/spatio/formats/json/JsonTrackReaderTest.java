package io.spatio.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.formats.Read;
import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.ReadOptions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small invented files with the traps that files of JSON set. */
@DisplayName("Of JSON")
class JsonTrackReaderTest {
    private static final String NOON = "\"2024-06-01T12:00:00Z\"";

    private static ReadOptions.Builder options() {
        return ReadOptions.builder();
    }

    private static String feature(String id, String geometry, String properties) {
        return "{\"type\":\"Feature\"," + (id.isEmpty() ? "" : "\"id\":" + id + ",") + "\"geometry\":" + geometry
                + ",\"properties\":" + properties + "}";
    }

    private static String point(String coordinates) {
        return "{\"type\":\"Point\",\"coordinates\":" + coordinates + "}";
    }

    private static String line(String coordinates) {
        return "{\"type\":\"LineString\",\"coordinates\":" + coordinates + "}";
    }

    private static String collection(String... features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[\n" + String.join(",\n", features) + "\n]}";
    }

    private static String timed(String id, String coordinates) {
        return feature(id, point(coordinates), "{\"time\":" + NOON + "}");
    }

    @Nested
    @DisplayName("GeoJSON")
    class GeoJsonFiles {
        @Test
        @DisplayName("points are read with altitude and properties, as they stand")
        void points() {
            Read read = Read.of(
                    "\uFEFF"
                            + collection(
                                    feature(
                                            "\"t-1\"",
                                            point("[8.5,47.5,410.25]"),
                                            "{\"time\":" + NOON + ",\"speed\":1.50,\"tags\":[ 1,null ],\"n\":1e5}"),
                                    feature("\"t-2\"", point("[8.5,47.5]"), "{\"time\":" + NOON + "}")),
                    options());
            assertThat(read.format()).isEqualTo("geojson");
            assertThat(read.records())
                    .containsExactly(
                            "t-1 2024-06-01T12:00:00Z 8.5,47.5,410.25 {\"speed\":1.50,\"tags\":[ 1,null ],\"n\":1e5}",
                            "t-2 2024-06-01T12:00:00Z 8.5,47.5");
            assertThat(read.choices()).contains("id is the id of each Feature");
        }

        @Test
        @DisplayName("members may come in any order, a Feature may stand alone, and features may come before the type")
        void order() {
            String alone =
                    "{\"properties\":{\"time\":" + NOON + "},\n\"geometry\":{\"coordinates\":[1,2],\"type\":\"Point\"},"
                            + "\"id\":\"a\",\"type\":\"Feature\"}";
            assertThat(Read.of(alone, options()).records()).containsExactly("a 2024-06-01T12:00:00Z 1.0,2.0");
            assertThat(Read.of(
                                    "{\"x\":{\"features\":[7]},\"features\" :\n[" + alone
                                            + "],\"type\":\"FeatureCollection\"}",
                                    options())
                            .records())
                    .containsExactly("a 2024-06-01T12:00:00Z 1.0,2.0");
        }

        @ParameterizedTest
        @CsvSource({"0,\"\"", "1,'\"'"})
        @DisplayName("an id that only numbers the rows gives way to a named property, and that is told")
        void rowNumbers(int first, String quote) {
            String q = quote.equals("\"\"") ? "" : "\"";
            Read read = Read.of(
                    collection(IntStream.range(first, first + 3)
                            .mapToObj(i -> feature(
                                    q + i + q,
                                    point("[1,2]"),
                                    "{\"mmsi\":338000001,\"time\":" + NOON + ",\"v\":" + i + "}"))
                            .toArray(String[]::new)),
                    options());
            assertThat(read.records())
                    .containsExactlyElementsOf(IntStream.range(first, first + 3)
                            .mapToObj(i -> "338000001 2024-06-01T12:00:00Z 1.0,2.0 {\"v\":" + i + "}")
                            .toList());
            assertThat(read.choices()).contains("the ids of the Features only number them: they are not taken");
        }

        @Test
        @DisplayName("an id that is no number of a row stays, whatever the properties are called")
        void realIds() {
            Read read = Read.of(
                    collection(feature("17", point("[1,2]"), "{\"name\":\"x\",\"time\":" + NOON + "}")), options());
            assertThat(read.records()).containsExactly("17 2024-06-01T12:00:00Z 1.0,2.0 {\"name\":\"x\"}");
            assertThat(Read.of(collection(timed("1", "[1,2]"), timed("2", "[1,2]")), options())
                            .choices())
                    .contains("id is the id of each Feature, which looks like the number of a row");
        }

        @ParameterizedTest
        @ValueSource(strings = {"coordTimes", "times", "coordinateProperties"})
        @DisplayName("a line has the times of its points in one of several properties")
        void lines(String name) {
            String times = "[" + NOON + ",\"2024-06-01T12:00:01Z\"]";
            Read read = Read.of(
                    collection(feature(
                            "\"walk\"",
                            line("[[1,2,3],[4,5]]"),
                            "{\"" + name + "\":"
                                    + (name.startsWith("coordinate") ? "{\"times\":" + times + "}" : times)
                                    + ",\"mood\":\"good\"}")),
                    options());
            assertThat(read.records())
                    .containsExactly(
                            "walk 2024-06-01T12:00:00Z 1.0,2.0,3.0 {\"mood\":\"good\"}",
                            "walk 2024-06-01T12:00:01Z 4.0,5.0 {\"mood\":\"good\"}");
        }

        @Test
        @DisplayName("a line of several parts has its times flat or nested, or as fourth ordinates")
        void multiLines() {
            String geometry = "{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]],[[5,6]]]}";
            String flat = "[" + NOON + ",\"2024-06-01T12:00:01Z\",\"2024-06-01T12:00:02Z\"]";
            String nested = "[[" + NOON + ",\"2024-06-01T12:00:01Z\"],[\"2024-06-01T12:00:02Z\"]]";
            assertThat(Read.of(feature("\"a\"", geometry, "{\"times\":" + flat + "}"), options())
                            .records())
                    .isEqualTo(Read.of(feature("\"a\"", geometry, "{\"times\":" + nested + "}"), options())
                            .records())
                    .hasSize(3)
                    .endsWith("a 2024-06-01T12:00:02Z 5.0,6.0");
            assertThat(Read.of(feature("\"a\"", line("[[1,2,3,1717243200],[4,5,6,1717243201.25]]"), "{}"), options())
                            .records())
                    .containsExactly("a 2024-06-01T12:00:00Z 1.0,2.0,3.0", "a 2024-06-01T12:00:01.250Z 4.0,5.0,6.0");
        }

        @Test
        @DisplayName("times fewer than points would shift, and are refused")
        void shiftedTimes() {
            assertThat(Read.of(
                                    feature(
                                            "\"a\"",
                                            line("[[1,2],[3,4],[5,6]]"),
                                            "{\"coordTimes\":[" + NOON + "," + NOON + "]}"),
                                    options())
                            .rejected())
                    .containsExactly("1: type=LineString: it has 3 points and 2 times");
            assertThat(Read.of(
                                    collection(timed("\"a\"", "[1,2]"), feature("\"a\"", line("[[1,2],[3,4]]"), "{}")),
                                    options())
                            .rejected())
                    .singleElement()
                    .asString()
                    .startsWith("3:1: type=LineString: its points have no times");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "null",
                    "{\"type\":\"Point\",\"coordinates\":[]}",
                    "{\"type\":\"Point\",\"coordinates\":[null]}",
                    "{\"type\":\"Point\",\"coordinates\":[null,null]}",
                    "{\"type\":\"Point\",\"coordinates\":null}",
                    "{\"type\":\"LineString\",\"coordinates\":[]}",
                    "{\"type\":\"MultiPoint\",\"coordinates\":[]}",
                    "{\"type\":\"GeometryCollection\",\"geometries\":[]}"
                })
        @DisplayName("a Feature without a place is without position, and no error")
        void withoutPosition(String geometry) {
            Read read = Read.of(
                    collection(timed("\"a\"", "[1,2]"), feature("\"a\"", geometry, "{\"time\":" + NOON + "}")),
                    options());
            assertThat(read.records()).containsExactly("a 2024-06-01T12:00:00Z 1.0,2.0", "without position");
            assertThat(read.rejected()).isEmpty();
        }

        @Test
        @DisplayName("a crs in metres is refused before a row is taken, the old name of WGS 84 is not")
        void legacyCrs() {
            String crs =
                    "{\"type\":\"FeatureCollection\",\"name\":\"x\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"%s\"}},\"features\":["
                            + timed("\"a\"", "[1,2]") + "]}";
            assertThatThrownBy(() -> Read.of(crs.formatted("urn:ogc:def:crs:EPSG::3857"), options()))
                    .isInstanceOf(FileFormatException.class)
                    .hasMessageContaining("EPSG::3857, not in degrees of WGS 84");
            for (String degrees :
                    new String[] {"urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"}) {
                assertThat(Read.of(crs.formatted(degrees), options()).records()).hasSize(1);
            }
        }

        @Test
        @DisplayName("a bad Feature costs itself alone, and its place is told")
        void badFeature() {
            Read read = Read.of(
                    collection(
                            timed("\"a\"", "[1,2]"),
                            timed("\"b\"", "[1,99]"),
                            timed("\"c\"", "[1,x]"),
                            feature(
                                    "\"d\"",
                                    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}",
                                    "{\"time\":" + NOON + "}"),
                            "17",
                            "null",
                            timed("\"e\"", "[3,4]")),
                    options());
            assertThat(read.records())
                    .containsExactly("a 2024-06-01T12:00:00Z 1.0,2.0", "e 2024-06-01T12:00:00Z 3.0,4.0");
            assertThat(read.rejected())
                    .satisfiesExactly(
                            b -> assertThat(b).startsWith("3:1: coordinates: latitude 99.0 is outside"),
                            c -> assertThat(c)
                                    .startsWith("4:1: {")
                                    .contains("not well-formed JSON: Unrecognized token 'x'"),
                            d -> assertThat(d).startsWith("5:1: type=Polygon: it is no position"),
                            number -> assertThat(number).isEqualTo("6:1: 17: it is no JSON object"),
                            none -> assertThat(none).isEqualTo("7:1: null: it is no JSON object"));
        }

        @Test
        @DisplayName("a document that is cut off gives what is whole, then says so with its place")
        void cutOff() {
            String whole = collection(timed("\"a\"", "[1,2]"), timed("\"b\"", "[1,2]"));
            assertThatThrownBy(() -> Read.of(whole.substring(0, whole.length() - 20), options()))
                    .hasMessage("3:1: what begins here does not end: was the file cut off?");
        }

        @Test
        @DisplayName("a document whose last bracket is missing is cut off, too: a crs may have stood there")
        void cutOffAfterTheFeatures() {
            String whole = collection(timed("\"a\"", "[1,2]"));
            for (String cut : List.of(whole.substring(0, whole.length() - 1), whole.replace("]}", "],\"crs\":{\"na"))) {
                assertThatThrownBy(() -> Read.of(cut, options()))
                        .isInstanceOf(FileFormatException.class)
                        .hasMessageContaining("was the file cut off?");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,2]}]}",
                    "{\"type\":\"Point\",\"coordinates\":[[1,2],[3,4]]}"
                })
        @DisplayName("a Feature with more than one place and no times is refused, not passed over or halved")
        void manyPlaces(String geometry) {
            Read read = Read.of(collection(feature("\"a\"", geometry, "{\"time\":" + NOON + "}")), options());
            assertThat(read.records()).isEmpty();
            assertThat(read.rejected()).singleElement().asString().contains("it is no position: give Points");
        }

        @Test
        @DisplayName("an empty collection has no records, and an array of objects is one, too")
        void collections() {
            assertThat(Read.of("{\"type\":\"FeatureCollection\",\"features\":[]}", options())
                            .records())
                    .isEmpty();
            assertThat(Read.of("[{\"id\":\"a\",\"time\":" + NOON + ",\"lon\":1,\"lat\":2}]", options())
                            .records())
                    .containsExactly("a 2024-06-01T12:00:00Z 1.0,2.0");
        }

        @Test
        @DisplayName("numbers as times need their unit")
        void epoch() {
            String text = collection(feature("\"a\"", point("[1,2]"), "{\"timestamp\":1717243200000}"));
            assertThat(Read.of(text, options()).rejected())
                    .singleElement()
                    .asString()
                    .contains("--time-format");
            assertThat(Read.of(text, options().times("epoch-millis", "", "")).records())
                    .containsExactly("a 2024-06-01T12:00:00Z 1.0,2.0");
        }

        @Test
        @DisplayName("a sequence has a separator before each Feature, which may run over lines")
        void sequence() {
            String text = IntStream.range(0, 3)
                    .mapToObj(i -> "\u001e"
                            + timed("\"s" + i + "\"", "[" + i + ",2]").replace("\"geometry\"", "\n\"geometry\"") + "\n")
                    .collect(Collectors.joining());
            Read read = Read.of(text, options());
            assertThat(read.format()).isEqualTo("geojson-seq");
            assertThat(read.records()).hasSize(3).startsWith("s0 2024-06-01T12:00:00Z 0.0,2.0");
            Read bad = Read.of(text.replace("[1,2]", "[1,2"), options());
            assertThat(bad.records()).hasSize(2);
            assertThat(bad.rejected()).singleElement().asString().startsWith("3:2: ");
        }
    }

    @Nested
    @DisplayName("lines")
    class Lines {
        @Test
        @DisplayName("objects are read like rows, a bad line costs itself alone")
        void objects() {
            Read read = Read.of("""
                    {"id":1,"mmsi":"00123","time":"2024-06-01T12:00:00Z","lon":8.5,"lat":47.5,"alt":null,"x":{"y": 1.50}}

                    {"id":2,"mmsi":"00124","time":"2024-06-01T12:00:00Z","lon":8.5,"lat":
                    {"id":3,"mmsi":"00125","time":"2024-06-01T12:00:00Z","lon":null,"lat":null}
                    {"id":4,"mmsi":"00126","time":"2024-06-01T12:00:00Z","lon":"8.25","lat":"47.25","alt":7}
                    """, options());
            assertThat(read.format()).isEqualTo("ndjson");
            assertThat(read.records())
                    .containsExactly(
                            "00123 2024-06-01T12:00:00Z 8.5,47.5 {\"id\":1,\"x\":{\"y\": 1.50}}",
                            "without position",
                            "00126 2024-06-01T12:00:00Z 8.25,47.25,7.0 {\"id\":4}");
            assertThat(read.rejected())
                    .singleElement()
                    .asString()
                    .startsWith("3: ")
                    .contains("ends too early");
            assertThat(read.choices()).contains("id is mmsi, not id: if that is wrong, say so by --columns id=NAME");
        }

        @Test
        @DisplayName(
                "a field of another program in a file of ours is refused, however late it comes, for it would be lost")
        void foreignFieldsInOwnFiles() {
            String ours = "{\"objectId\":\"a\",\"timestamp\":" + NOON + ",\"lon\":1,\"lat\":2}\n";
            Read lines = Read.of(ours.repeat(60) + ours.replace("}", ",\"speed\":3}"), options());
            assertThat(lines.records()).hasSize(60);
            assertThat(lines.rejected())
                    .singleElement()
                    .asString()
                    .startsWith("61: ")
                    .contains("there is speed");
            String point =
                    feature("\"a\"", point("[1,2]"), "{\"timestamp\":" + NOON + ",\"timeMicros\":1717243200000000}");
            String line = feature(
                    "\"a\"",
                    line("[[1,2],[3,4]]"),
                    "{\"coordTimes\":[" + NOON + "," + NOON + "],\"timeMicros\":[1717243200000000,1717243200000001],"
                            + "\"metadata\":[1,2]}");
            Read features = Read.of(
                    (point + "\n").repeat(60)
                            + point.replace("{\"timestamp\"", "{\"speed\":3,\"timestamp\"")
                            + "\n"
                            + line
                            + "\n"
                            + line.replace("{\"coordTimes\"", "{\"speed\":3,\"coordTimes\""),
                    options());
            assertThat(features.records()).hasSize(62);
            assertThat(features.rejected()).hasSize(3).allMatch(rejected -> rejected.contains("there is speed"));
        }

        @Test
        @DisplayName("an id that is an object or an array is none, however long it is and whatever it begins with")
        void structuredIds() {
            Read read = Read.of("""
                    {"id":{"type":"bus","number":1},"time":"2024-06-01T12:00:00Z","lon":8.5,"lat":47.5}
                    {"id":["bus",1],"time":"2024-06-01T12:00:00Z","lon":8.5,"lat":47.5}
                    """, options());
            assertThat(read.records()).isEmpty();
            assertThat(read.rejected()).hasSize(2).allSatisfy(line -> assertThat(line)
                    .endsWith("an id is a text or a number, no object and no array"));
        }

        @Test
        @DisplayName("a Feature on each line is GeoJSON")
        void features() {
            Read read = Read.of(timed("\"a\"", "[1,2]") + "\n" + timed("\"b\"", "[3,4]") + "\n", options());
            assertThat(read.format()).isEqualTo("ndjson");
            assertThat(read.records())
                    .containsExactly("a 2024-06-01T12:00:00Z 1.0,2.0", "b 2024-06-01T12:00:00Z 3.0,4.0");
        }

        @Test
        @DisplayName("what the first records decide holds for all: a better name that comes late takes no role")
        void decidedOnce() {
            String early = "{\"id\":\"e\",\"time\":" + NOON + ",\"lon\":1,\"lat\":2}\n";
            String late = "{\"id\":\"l\",\"mmsi\":\"7\",\"time\":" + NOON + ",\"lon\":1,\"lat\":2}\n";
            Read read = Read.of(early.repeat(60) + late, options());
            assertThat(read.records()).hasSize(61).endsWith("l 2024-06-01T12:00:00Z 1.0,2.0 {\"mmsi\":\"7\"}");
        }

        @Test
        @DisplayName("whole metadata beside another field is refused, for one of them would be lost")
        void metadataBesideFields() {
            String whole = "{\"id\":\"a\",\"time\":" + NOON + ",\"lon\":1,\"lat\":2,\"metadata\":[1]}\n";
            String more = "{\"id\":\"a\",\"time\":" + NOON + ",\"lon\":1,\"lat\":2,\"metadata\":[1],\"speed\":3}\n";
            Read read = Read.of(whole.repeat(60) + more, options());
            assertThat(read.records()).hasSize(60).contains("a 2024-06-01T12:00:00Z 1.0,2.0 [1]");
            assertThat(read.rejected()).singleElement().asString().contains("beside metadata there is speed");
            assertThat(Read.of(more, options().columns("metadata=")).records())
                    .containsExactly("a 2024-06-01T12:00:00Z 1.0,2.0 {\"metadata\":[1],\"speed\":3}");
        }
    }
}
