package io.spatio.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.TrackPoint;
import io.spatio.Visit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Answers")
class OutputTest {
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final Located TRUCK =
            new Neighbor("truck-1", Position.of(-73.99, 40.73), NOON, Metadata.of("speed", 8), 1234.5);
    private static final Located DRONE =
            new Neighbor("d\n7", Position.of(8.5, -47, 120), NOON.plusMillis(5), Metadata.NONE, 12.25);

    private static String table(Consumer<Output> answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.accept(new TableOutput(new PrintStream(out, true, StandardCharsets.UTF_8)));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String json(Consumer<Output> answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.accept(new JsonOutput(out));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void asATableAreAligned() {
        assertThat(table(output -> output.list(Shapes.LOCATED, List.of(DRONE, TRUCK))))
                .isEqualTo("""
                        objectId     lon    lat    alt  timestamp                 distance  metadata
                        "d\\n7"       8.5  -47.0  120.0  2024-05-01T12:00:00.005Z    12.3 m
                        truck-1   -73.99  40.73         2024-05-01T12:00:00Z       1.23 km  {"speed":8}
                        """);
    }

    @Test
    void asATableAreNotWidenedByOneExtremeValue() {
        String text = "x".repeat(5_000);
        Located extreme = new Neighbor(
                text, Position.of(Double.MIN_VALUE, 4e-300, 1e-200), NOON, Metadata.of("note", text), Double.MIN_VALUE);
        Visit stay = new Visit(
                text,
                TrackPoint.of(NOON, extreme.position(), Metadata.NONE),
                TrackPoint.of(NOON, extreme.position(), Metadata.NONE),
                1);
        assertThat(table(output -> output.list(Shapes.LOCATED, List.of(TRUCK, extreme)))
                        .lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(260))
                .element(2)
                .asString()
                .startsWith("x".repeat(39) + "\u2026  0.000000000000000000000\u2026");
        assertThat(table(output -> output.list(Shapes.VISIT, List.of(stay))).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(260));
        assertThat(table(output -> output.single(Shapes.trackOf("a"), stay.first()))
                        .lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(260));
        assertThat(json(output -> output.single(Shapes.LOCATED, extreme)))
                .contains("\"objectId\":\"" + text + "\"", "\"note\":\"" + text + "\"", "\"lon\":4.9E-324");
    }

    @Test
    void asATableLeaveOutColumnsThatAreEmpty() {
        Located plain = new Location("a", Position.of(1, 2), NOON, Metadata.NONE);
        assertThat(table(output -> output.single(Shapes.LOCATED, plain)))
                .isEqualTo("objectId  lon  lat  timestamp\na         1.0  2.0  2024-05-01T12:00:00Z\n");
        assertThat(table(output -> output.list(Shapes.LOCATED, List.of()))).isEmpty();
    }

    @Test
    void asATableOfAnyLengthKeepAllColumns() {
        List<Located> rows = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            rows.add(new Location("a" + i, Position.of(1, 2), NOON, Metadata.NONE));
        }
        rows.add(DRONE);
        assertThat(table(output -> output.list(Shapes.LOCATED, rows)).lines())
                .hasSize(1_002)
                .first()
                .asString()
                .contains("alt", "distance", "metadata");
    }

    @Test
    void asJsonAreOneLineWithAbsentThingsLeftOut() {
        assertThat(json(output -> output.list(Shapes.LOCATED, List.of(TRUCK, DRONE))))
                .isEqualTo("[{\"objectId\":\"truck-1\",\"lon\":-73.99,\"lat\":40.73,"
                        + "\"timestamp\":\"2024-05-01T12:00:00Z\",\"metadata\":{\"speed\":8},\"distanceMeters\":1234.5},"
                        + "{\"objectId\":\"d\\n7\",\"lon\":8.5,\"lat\":-47.0,\"alt\":120.0,"
                        + "\"timestamp\":\"2024-05-01T12:00:00.005Z\",\"distanceMeters\":12.25}]\n");
        assertThat(json(output -> output.list(Shapes.LOCATED, List.of()))).isEqualTo("[]\n");
    }

    @Test
    void asJsonTellTracksAndStays() {
        TrackPoint point = new TrackPoint(NOON, Position.of(1, 2), Metadata.json("[1]"), 7);
        assertThat(json(output -> output.list(Shapes.trackOf("a"), List.of(point))))
                .isEqualTo("[{\"objectId\":\"a\",\"lon\":1.0,\"lat\":2.0,\"timestamp\":\"2024-05-01T12:00:00Z\","
                        + "\"metadata\":[1],\"sequence\":7}]\n");
        assertThat(json(output -> output.single(Shapes.VISIT, new Visit("a", point, point, 1))))
                .isEqualTo("{\"objectId\":\"a\",\"first\":{\"lon\":1.0,\"lat\":2.0,"
                        + "\"timestamp\":\"2024-05-01T12:00:00Z\",\"metadata\":[1],\"sequence\":7},\"last\":{\"lon\":1.0,\"lat\":2.0,"
                        + "\"timestamp\":\"2024-05-01T12:00:00Z\",\"metadata\":[1],\"sequence\":7},\"points\":1}\n");
    }

    @Test
    void asJsonKeepMetadataButItsLineBreaks() {
        Metadata wide = Metadata.json("{\r\n \"a\" : 1.50,\n\"b\":\"\u2028\u0085\"}");
        Located row = new Location("a", Position.of(1, 2), NOON, wide);
        assertThat(json(output -> output.single(Shapes.LOCATED, row)))
                .endsWith("\"metadata\":{   \"a\" : 1.50, \"b\":\"\\u2028\\u0085\"}}\n");
    }

    @Property
    void asJsonAreOneLineWhateverTheIdAndReadBack(@ForAll @StringLength(max = 20) String id) throws IOException {
        String line = json(output -> output.facts(new Facts().with("error", id)));
        assertThat(line.split("[\\n\\r\\u0085\\u2028\\u2029]", -1)).hasSize(2);
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            parser.nextToken();
            parser.nextToken();
            assertThat(parser.nextTextValue()).isEqualTo(id);
        }
    }

    @Test
    void ofFactsAreLinesOrAnObject() {
        Facts facts = new Facts()
                .with("objects", 12_345L)
                .with("store", Map.of("type", "log", "share", 0.5))
                .with("recovery", List.of())
                .with("notes", List.of("x\ny"))
                .with("good", true);
        assertThat(table(output -> output.facts(facts))).isEqualTo("""
                        objects      12,345
                        store.share  0.5
                        store.type   log
                        recovery     none
                        notes.1      x\\ny
                        good         true
                        """);
        assertThat(json(output -> output.facts(new Facts().with("a", 1L).with("b", List.of(Map.of("c", false))))))
                .isEqualTo("{\"a\":1,\"b\":[{\"c\":false}]}\n");
    }
}
