package io.spatio.geojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.spatio.Metadata;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that somebody damaged or blew up ends in one kind of exception, in our words, with a place. */
@DisplayName("Hostile JSON")
class HostileJsonTest {
    private static final Pattern PLACE = Pattern.compile("line \\d+, column \\d+");
    private static final Pattern OF_JAVA =
            Pattern.compile("`|Feature\\.|Exception|java\\.|Constraints|Source:|Metadata\\.|ALLOW_|\n");

    private static final List<String> SEEDS = List.of(
            "{\"type\":\"Point\",\"coordinates\":[1.5,2.5,3e1]}",
            "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[3,3],[3,6],[6,6],[3,3]]]}",
            "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]}",
            "{\"type\":\"Feature\",\"properties\":{\"a\":[1,null,true,\"\\u00e9\"]},\"geometry\":"
                    + "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}}",
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":"
                    + "{\"type\":\"Point\",\"coordinates\":[1,2]}}]}");

    private static final List<String> PIECES = List.of(
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "\"",
            "\\",
            "\\ud800",
            "null",
            "true",
            "NaN",
            "-INF",
            "Infinity",
            "1e999",
            "-1e-999",
            "00",
            "+1",
            ".5",
            "5.",
            "'",
            "/* */",
            "#",
            "\u001e",
            "\0",
            "\n",
            "\ufeff",
            "\ud83d",
            "[".repeat(64),
            "{\"a\":".repeat(64),
            "1".repeat(1_001),
            "1." + "0".repeat(2_000),
            "1e" + "9".repeat(30),
            "\"" + "n".repeat(60_000) + "\"",
            "\"type\":",
            "\"coordinates\":",
            "\"features\":[",
            "[[[]]]",
            "java");

    /** Either the text is taken, or it is refused as the class comment says. */
    private static void read(String subject, String text, Runnable reader) {
        try {
            reader.run();
        } catch (IllegalArgumentException e) {
            String quoteless = String.valueOf(e.getMessage()).replace("java", "");
            if (!OF_JAVA.matcher(quoteless).find()
                    && e.getMessage().startsWith(subject)
                    && e.getMessage().length() < 1_000
                    && hasPlace(subject, e.getMessage())) {
                return;
            }
            fail("refused with \"%s\": %s", e.getMessage(), shown(text));
        } catch (RuntimeException | StackOverflowError e) {
            fail("ended with %s: %s", e, shown(text));
        }
    }

    /** Metadata that is no JSON at all, or not UTF-8, has no place worth telling. */
    private static boolean hasPlace(String subject, String message) {
        return PLACE.matcher(message).find()
                || (subject.equals("metadata")
                        && message.matches(
                                "metadata (is empty|begins with a byte order|holds a zero|is not well-formed U).*"));
    }

    private static String shown(String text) {
        return text.length() < 300 ? text : text.substring(0, 300) + "… (" + text.length() + ")";
    }

    private static void readAll(String text) {
        read("GeoJSON", text, () -> GeoJson.readPosition(text));
        read("GeoJSON", text, () -> GeoJson.readPolygon(text));
        read("metadata", text, () -> Metadata.json(text));
    }

    @Test
    @DisplayName("mutated at random is taken or refused in our words")
    void mutated() {
        long seed = Long.getLong("spatio.test.seed", Long.getLong("spatio.test.begin", System.nanoTime()));
        double budget = Double.parseDouble(System.getProperty("spatio.test.budget", "5"));
        long end = System.nanoTime() + (long) (budget * 0.3e9);
        do {
            try {
                readAll(mutated(new Random(seed)));
            } catch (AssertionError e) {
                throw new AssertionError("with -Dspatio.test.seed=" + seed + ": " + e.getMessage(), e);
            }
            seed++;
        } while (System.nanoTime() < end);
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int mutations = 1 + random.nextInt(3); mutations > 0; mutations--) {
            int at = random.nextInt(text.length() + 1);
            int until = Math.min(text.length(), at + random.nextInt(4));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, until);
                case 1 -> text.setLength(Math.max(1, at));
                default -> text.replace(at, until, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":%brackets%}",
                "%brackets%",
                "{\"type\":\"Polygon\",\"coordinates\":%brackets%}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[%digits%,0],[1,0],[1,1],[0,0]]]}",
                "{\"type\":\"Polygon\",\n\"%name%\":1}",
                "{\"type\":\"FeatureCollection\",\"features\":[{\"a\":%brackets%}]}",
                "{\"type\":\"FeatureCollection\",\"features\":[{\"geometry\":{\"coordinates\":[%digits%]}}]}"
            })
    @DisplayName("beyond the parser's limits is refused with the limit and the place")
    void beyondTheLimits(String pattern) {
        String text = pattern.replace("%brackets%", "[".repeat(65) + "]".repeat(65))
                .replace("%digits%", "1".repeat(1_001))
                .replace("%name%", "n".repeat(60_000));
        readAll(text);
        assertThatThrownBy(() -> GeoJson.readPolygon(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "GeoJSON (is JSON beyond what is read: (it is nested deeper than 64|the name of a member"
                                + " has more than 50000 characters|a number has more than 1000 characters)"
                                + " at line \\d+, column \\d+|at line 1, column 1: the text is not a JSON object)");
    }

    @Test
    @DisplayName("in metadata may have names and numbers as long as metadata may be, but no deeper nesting")
    void metadataHasItsOwnLimits() {
        assertThat(Metadata.json("{\"" + "n".repeat(60_000) + "\":" + "1".repeat(60_000) + "}")
                        .sizeBytes())
                .isEqualTo(120_005);
        assertThatThrownBy(() -> Metadata.json("\n[" + "[".repeat(64) + "]".repeat(65)))
                .hasMessage("metadata is JSON beyond what is read: it is nested deeper than 64 at line 2, column 66");
        assertThatThrownBy(() -> Metadata.json("{\"a\":NaN}"))
                .hasMessageMatching(
                        "metadata is not well-formed JSON: Non-standard token 'NaN' at line 1, column \\d+");
        assertThatThrownBy(() -> Metadata.json("{} 1"))
                .hasMessage("metadata holds more than one JSON value: the second begins at line 1, column 4");
    }
}
