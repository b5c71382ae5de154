package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Spatio;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Pages")
class PagesTest {
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");
    private static final List<String> IDS = List.of("-7", "a", "b c", "d\"e", "f", "g", "h");

    /** Three of the seven stand at one place. */
    private static final List<Position> PLACES = List.of(
            Position.of(0, 0),
            Position.of(0.1, 0.7),
            Position.of(0.1, 0.7),
            Position.of(0.1, 0.7),
            Position.of(0.3, 0),
            Position.of(0.2, 0),
            Position.of(1, 1));

    @TempDir
    Path directory;

    private CommandUnderTest command() {
        return new CommandUnderTest(directory.resolve("db"));
    }

    @BeforeEach
    void fill() {
        try (Spatio spatio =
                Spatio.builder().path(directory.resolve("db")).store("log").build()) {
            for (int i = 0; i < IDS.size(); i++) {
                spatio.upsert("n", IDS.get(i), PLACES.get(i), Metadata.NONE, NOON);
            }
            for (int i = 1; i <= 5; i++) { // records of equal time, the order of which their sequence tells
                spatio.upsert("n", "a", PLACES.get(1), Metadata.of("i", i), NOON.plusSeconds(i / 2));
            }
        }
    }

    private static List<Map<String, Object>> rows(CommandUnderTest.Run run) {
        return Json.rows(run.answer());
    }

    private CommandUnderTest.Run run(String line, String... more) {
        return command()
                .run(Stream.concat(Arrays.stream(line.split(" ")), Arrays.stream(more))
                        .toArray(String[]::new));
    }

    /** All pages of two rows, one after the other. */
    private List<Map<String, Object>> pages(String line, Function<Map<String, Object>, List<String>> after) {
        List<Map<String, Object>> all = new ArrayList<>();
        List<Map<String, Object>> page = rows(run(line, "--limit", "2", "--format", "json"));
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            all.addAll(page);
            assertThat(all).as("pages of %s end", line).hasSizeLessThan(20);
            List<String> key = after.apply(page.get(page.size() - 1));
            List<String> next = new ArrayList<>(List.of("--limit", "2", "--format", "json"));
            next.addAll(key);
            page = rows(run(line, next.toArray(String[]::new)));
        }
        return all;
    }

    private static String text(Map<String, Object> row, String field) {
        return String.valueOf(row.get(field));
    }

    private static List<String> byDistance(Map<String, Object> row) {
        return List.of("--after", text(row, "objectId"), "--after-distance", text(row, "distanceMeters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "near n 0.1,0.7 --radius 200km",
                "near n --of a --radius 200km",
                "near n --of a --radius 200km --exclude-self",
                "cylinder n 0.1,0.7 --radius 200km --min-alt 0 --max-alt 10",
                "cylinder n --of a --radius 200km --min-alt 0 --max-alt 10",
                "knn n 0.1,0.7",
                "knn n --of a"
            })
    @DisplayName("of an answer by distance are the whole answer, cut")
    void byDistance(String line) {
        List<Map<String, Object>> all = rows(run(line, "--format", "json"));
        assertThat(all).hasSize(line.contains("--exclude-self") ? 6 : 7);
        assertThat(pages(line, PagesTest::byDistance)).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list n", "bbox n -1,-1,2,2", "within n"})
    @DisplayName("of an answer by id are the whole answer, cut")
    void byId(String line) throws Exception {
        Path polygon = Files.writeString(
                directory.resolve("p.geojson"),
                "{\"type\":\"Polygon\",\"coordinates\":[[[-1,-1],[2,-1],[2,2],[-1,2],[-1,-1]]]}");
        String whole = line.startsWith("within") ? line + " " + polygon : line;
        List<Map<String, Object>> all = rows(run(whole, "--format", "json"));
        assertThat(all).extracting(row -> row.get("objectId")).containsExactlyElementsOf(IDS);
        assertThat(pages(whole, row -> List.of("--after", text(row, "objectId"))))
                .isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --order newest", " --order oldest"})
    @DisplayName("of a track go on within records of one time")
    void ofATrack(String order) {
        String line = "track n a" + order;
        List<Map<String, Object>> all = rows(run(line, "--format", "json"));
        assertThat(all).hasSize(6);
        List<Long> sequences = new ArrayList<>(
                all.stream().map(row -> Long.valueOf(text(row, "sequence"))).toList());
        if (!order.endsWith("oldest")) {
            Collections.reverse(sequences);
        }
        assertThat(sequences).containsExactly(2L, 8L, 9L, 10L, 11L, 12L);
        assertThat(pages(
                        line,
                        row -> List.of("--after", text(row, "timestamp"), "--after-sequence", text(row, "sequence"))))
                .isEqualTo(all);
    }

    @Test
    @DisplayName("break neither where the object has moved nor where it is gone")
    void ofWhatIsGone() {
        String near = "near n 0.1,0.7 --radius 200km --format json";
        List<Map<String, Object>> all = rows(run(near));
        Map<String, Object> third = all.get(2);
        command().run("delete", "n", text(third, "objectId")).exits(0);
        command().run("put", "n", text(all.get(1), "objectId"), "50,50").exits(0);
        assertThat(rows(run(near, byDistance(third).toArray(String[]::new)))).isEqualTo(all.subList(3, 7));
        assertThat(rows(run("list n --format json --after", "d\"e")))
                .extracting(row -> row.get("objectId"))
                .containsExactly("f", "g", "h");
    }

    @Test
    @DisplayName("say how to go on")
    void sayHowToGoOn() {
        assertThat(run("list n --limit 3").exits(0).err())
                .isEqualTo("there are more: the limit let through 3; go on with --after \"b c\"\n");
        CommandUnderTest.Run near = run("near n 0.1,0.7 --radius 200km --limit 4 --format json");
        assertThat(near.err())
                .isEqualTo("there are more: the limit let through 4; go on with --after -7 --after-distance "
                        + text(rows(near).get(3), "distanceMeters") + "\n");
        assertThat(run("track n a --limit 1").exits(0).err())
                .isEqualTo("there are more: the limit let through 1; go on with --after 2024-05-01T12:00:02Z "
                        + "--after-sequence 12\n");
        assertThat(run("list n --limit 0").exits(0).err()).isEqualTo("there are more: the limit let through 0\n");
        assertThat(run("during n -1,-1,2,2 --limit 1").exits(0).err())
                .isEqualTo("there are more: the limit let through 1\n");
        assertThat(run("list n --limit 7").exits(0).err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list n",
                "bbox n -1,-1,2,2",
                "bbox n -1,-1,2,2 --min-alt 0 --max-alt 5",
                "near n 0,0 --radius 200km",
                "near n --of a --radius 200km",
                "cylinder n 0,0 --radius 200km --min-alt 0 --max-alt 10",
                "knn n 0,0",
                "knn n --of a",
                "track n a",
                "during n -1,-1,2,2"
            })
    @DisplayName("come in time or not at all: --timeout")
    void timeout(String line) {
        CommandUnderTest.Run late = run(line, "--timeout", "0s");
        assertThat(late.exits(1).err())
                .isEqualTo("error: the answer takes longer than --timeout: give it more time or ask for less\n");
        assertThat(run(line, "--timeout", "1h")).isEqualTo(run(line));
    }
}
