package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spatio.Identifiers;
import io.spatio.geometry.Haversine;
import io.spatio.testkit.generators.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Recorded movements")
class RecordedDataTest {
    private static final String VARIABLE = "SPATIO_TEST_DATA";
    /** Files larger than this wait for a budget of a minute, except on the default index and store. */
    private static final long LARGE_BYTES = 1_000_000;

    private static final int QUESTIONS = 8;

    private static final List<String> FILES = List.of(
            "adsb_noisy",
            "adsb_switzerland",
            "ais_us_dev",
            "geolife_skmob_2users",
            "hurdat2_storms",
            "iabp_dev",
            "icebergs_antarctic",
            "liverpool_bus14");

    private Path data;

    @TempDir
    Path directory;

    @BeforeEach
    void findData() {
        String variable = Optional.ofNullable(System.getenv(VARIABLE)).orElse("");
        assumeTrue(!variable.isEmpty(), VARIABLE + " is not set: the recorded movements are not tested");
        data = Path.of(variable);
    }

    static Stream<Arguments> filesOnStoresAndIndexes() {
        return FILES.stream().flatMap(file -> Stream.of("log", "mvstore")
                .flatMap(store -> Stream.of("rstar", "geohash").map(index -> Arguments.of(file, store, index))));
    }

    @ParameterizedTest(name = "{0} on {1}, {2}")
    @MethodSource("filesOnStoresAndIndexes")
    // Two icebergs were seen in 2301, which is taken only where it is meant.
    @DisplayName("are imported whole, and every answer is that of brute force, before and after reopening")
    void areImportedWhole(String name, String store, String index) throws IOException {
        Path file = data.resolve(name + ".csv.gz");
        assumeTrue(Files.exists(file), file + " is absent");
        boolean usual = store.equals("log") && index.equals("rstar");
        assumeTrue(
                usual || Files.size(file) <= LARGE_BYTES || Integer.getInteger("spatio.test.budget", 5) >= 60,
                name + " on " + store + " and " + index + " waits for a spatio.test.budget of 60 seconds");
        Recorded recorded = Recorded.read(file);
        Questions questions = new Questions(recorded);
        CommandUnderTest command =
                new CommandUnderTest(directory.resolve("db"), "store.type=" + store, "index.type=" + index);

        List<String> first = shell(command, "import n '" + file + "' --any-time\n" + questions.text());
        Map<String, Object> summary = Json.object(first.get(0));
        assertThat(summary)
                .containsEntry("rows", String.valueOf(recorded.rows()))
                .containsEntry("created", String.valueOf(recorded.records().size()))
                .containsEntry("rejected", "0");
        questions.check(first.subList(1, first.size()));

        List<String> again = shell(command, questions.text());
        assertThat(again).hasSize(first.size() - 1);
        for (int i = 0; i < again.size(); i++) {
            assertThat(withoutSequences(again.get(i))).isEqualTo(withoutSequences(first.get(i + 1)));
        }
    }

    /** Another opening may tell another sequence of a record in history: it is a key to continue by, not what was recorded. */
    private static String withoutSequences(String answer) {
        return answer.replaceAll("\"sequence\": ?\\d+,?", "");
    }

    private static List<String> shell(CommandUnderTest command, String lines) {
        return command.runWithInput(lines, "shell", "--format", "json")
                .answer()
                .lines()
                .toList();
    }

    @Test
    @DisplayName("outside the legal range are rejected row by row with the reason, and the database stays usable")
    void outsideTheRangeAreRejected() {
        Path file = data.resolve("iabp_invalid_rows.csv.gz");
        assumeTrue(Files.exists(file), file + " is absent");
        CommandUnderTest command = new CommandUnderTest(directory.resolve("db"));
        CommandUnderTest.Run run = command.run("import", "buoys", file.toString(), "--format", "json")
                .exits(1);
        assertThat(Json.object(run.out())).containsEntry("rows", "915").containsEntry("rejected", "915");
        assertThat(run.err().lines().filter(line -> line.contains("latitude 119.715 is outside [-90, 90]")))
                .hasSize(5)
                .allMatch(line -> line.startsWith(file + ":") && line.contains("lat=119.71500"));
        assertThat(run.err()).contains("… and 910 more rows for this reason: latitude 0 is outside");
        assertThat(command.run("list", "buoys", "--format", "json").answer()).isEqualTo("[]\n");
        assertThat(command.run("put", "buoys", "a", "1,2").answer()).isEqualTo("CREATED\n");

        CommandUnderTest strict = new CommandUnderTest(directory.resolve("strict"));
        CommandUnderTest.Run stopped = strict.run("import", "buoys", file.toString(), "--strict", "--format", "json")
                .exits(1);
        assertThat(Json.object(stopped.out())).containsEntry("rejected", "1");
        assertThat(stopped.err()).contains("stopped at " + file + ":2 (--strict)");
    }

    /** Questions with random places from the data, and what brute force answers. */
    private static final class Questions {
        private final List<Recorded.Fix> current;
        private final List<String> lines = new ArrayList<>();
        private final List<List<Recorded.Fix>> answers = new ArrayList<>();
        private final long seed = Seeds.of("RecordedDataTest");

        Questions(Recorded recorded) {
            this.current = recorded.current().values().stream()
                    .sorted(Comparator.comparing(Recorded.Fix::id, Identifiers.ORDER))
                    .toList();
            SplittableRandom random = new SplittableRandom(seed);
            ask("list n", current);
            for (int i = 0; i < QUESTIONS; i++) {
                Recorded.Fix center = current.get(random.nextInt(current.size()));
                double radius = Math.pow(10, random.nextDouble(2, 7));
                String place = center.lon() + "," + center.lat();
                ask("near n " + place + " --radius " + radius, nearest(center, radius));
                List<Recorded.Fix> all = nearest(center, Double.MAX_VALUE);
                ask("knn n " + place + " -k 7", all.subList(0, Math.min(7, all.size())));
                Recorded.Fix corner = current.get(random.nextInt(current.size()));
                double south = Math.min(center.lat(), corner.lat());
                double north = Math.max(center.lat(), corner.lat());
                ask(
                        "cylinder n " + place + " --radius " + radius + " --min-alt 0 --max-alt 11000",
                        nearest(center, radius).stream()
                                .filter(fix -> fix.alt() <= 11_000 || Double.isNaN(fix.alt()))
                                .filter(fix -> !(fix.alt() < 0))
                                .toList());
                ask(
                        "bbox n " + center.lon() + "," + south + "," + corner.lon() + "," + north,
                        inBox(center.lon(), south, corner.lon(), north));
                ask("track n '" + corner.id() + "'", recorded.track(corner.id()));
            }
        }

        private void ask(String line, List<Recorded.Fix> answer) {
            lines.add(line);
            answers.add(answer);
        }

        private List<Recorded.Fix> nearest(Recorded.Fix center, double radius) {
            Comparator<Recorded.Fix> order = Comparator.comparingDouble(fix -> distance(center, fix));
            return current.stream()
                    .filter(fix -> distance(center, fix) <= radius)
                    .sorted(order.thenComparing(Recorded.Fix::id, Identifiers.ORDER))
                    .toList();
        }

        private static double distance(Recorded.Fix a, Recorded.Fix b) {
            return Haversine.meters(a.lon(), a.lat(), b.lon(), b.lat());
        }

        private List<Recorded.Fix> inBox(double west, double south, double east, double north) {
            Predicate<Double> inside = lon -> west <= east ? west <= lon && lon <= east : lon >= west || lon <= east;
            return current.stream()
                    .filter(fix -> fix.lat() >= south && fix.lat() <= north)
                    .filter(fix -> inside.test(fix.lon())
                            || (Math.abs(fix.lon()) == 180 && inside.test(-fix.lon()))
                            || Math.abs(fix.lat()) == 90)
                    .toList();
        }

        String text() {
            return String.join("\n", lines) + "\n";
        }

        void check(List<String> given) {
            assertThat(given).hasSameSizeAs(lines);
            for (int i = 0; i < given.size(); i++) {
                List<Recorded.Fix> rows =
                        Json.rows(given.get(i)).stream().map(Questions::fix).toList();
                assertThat(rows).as("%s (seed %d)", lines.get(i), seed).isEqualTo(answers.get(i));
            }
        }

        private static Recorded.Fix fix(Map<String, Object> row) {
            Instant instant = Instant.parse((String) row.get("timestamp"));
            return new Recorded.Fix(
                    (String) row.get("objectId"),
                    instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000,
                    Double.parseDouble((String) row.get("lon")),
                    Double.parseDouble((String) row.get("lat")),
                    Double.parseDouble((String) row.getOrDefault("alt", "NaN")),
                    metadata(row));
        }

        @SuppressWarnings("unchecked") // the import makes objects
        private static Map<String, Object> metadata(Map<String, Object> row) {
            return (Map<String, Object>) row.getOrDefault("metadata", Map.of());
        }
    }
}
