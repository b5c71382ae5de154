package io.spatio.core.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.ChangeKind;
import io.spatio.ChangeToken;
import io.spatio.ChangesRequest;
import io.spatio.Location;
import io.spatio.Namespace;
import io.spatio.Spatio;
import io.spatio.TrackPoint;
import io.spatio.error.ChangesLostException;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that follows its own durable writes, killed again and again: what a subscriber was told is there afterwards. */
@DisplayName("Changes told before a kill")
class KilledChangesTest {
    private static final int MOST_LINES = 300;
    private static final long STEPS_A_ROUND = 100_000;

    @TempDir
    private Path directory;

    private record Told(ChangeKind kind, String id, double lon, ChangeToken token) {
        static Told parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Told(
                    ChangeKind.valueOf(parts[0]), parts[1], Double.parseDouble(parts[2]), ChangeToken.parse(parts[3]));
        }
    }

    @ParameterizedTest
    @CsvSource({"log, geohash", "log, rstar", "mvstore, geohash", "mvstore, rstar"})
    void areThere(String store, String index) throws Exception {
        Random random = new Random(Seeds.of("KilledChangesTest " + store));
        Budget.Running running = Budget.ofSystemProperty().dividedBy(4).start();
        Map<String, Set<Double>> known = new HashMap<>();
        long step = 0;
        do {
            List<Told> told = tellAndKill(store, index, step, 1 + random.nextInt(MOST_LINES));
            step += STEPS_A_ROUND;
            try (Spatio database = KilledChanges.open(directory, store, index)) {
                check(database, told, known);
            }
        } while (running.remains());
    }

    /** What a process told before it was killed. */
    private List<Told> tellAndKill(String store, String index, long step, int lines) throws Exception {
        List<Told> told = new ArrayList<>();
        Process child = start(store, index, step);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < lines; i++) {
                String line = reader.readLine();
                assertThat(line).as("the child ended by itself").isNotNull();
                told.add(Told.parse(line));
            }
        } finally {
            child.destroyForcibly();
            child.waitFor();
        }
        return told;
    }

    private Process start(String store, String index, long step) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledChanges.class.getName(),
                        directory.toString(),
                        store,
                        index,
                        Long.toString(step))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void check(Spatio database, List<Told> told, Map<String, Set<Double>> known) {
        Map<String, Set<Double>> erased = new HashMap<>();
        for (Told one : told) {
            Set<Double> places = known.computeIfAbsent(one.id, absent -> new HashSet<>());
            if (one.kind == ChangeKind.ERASED) {
                erased.computeIfAbsent(one.id, absent -> new HashSet<>()).addAll(places);
                places.clear();
            } else if (one.kind != ChangeKind.DELETED) {
                places.add(one.lon);
            }
        }
        Namespace fleet = database.namespace(KilledChanges.NAMESPACE);
        known.forEach((id, places) -> {
            Set<Double> stored = new HashSet<>();
            for (TrackPoint point : fleet.queryTrajectory(id, Instant.MIN, Instant.MAX, Integer.MAX_VALUE)) {
                stored.add(point.position().lon());
            }
            if (!id.startsWith(KilledChanges.ERASED)) { // an erase that was not told may have been stored
                assertThat(stored).as("history of %s", id).containsAll(places);
            }
            Set<Double> left = new HashSet<>(erased.getOrDefault(id, Set.of()));
            left.retainAll(stored);
            assertThat(left).as("erased history of %s", id).isEmpty();
            requireCurrent(fleet.get(id), stored, id);
        });
        Told last = told.get(told.size() - 1);
        assertThatThrownBy(() -> database.changes(ChangesRequest.ALL.after(last.token)))
                .isInstanceOf(ChangesLostException.class)
                .hasMessageContaining("of an earlier opening");
    }

    private static void requireCurrent(Optional<Location> current, Set<Double> stored, String id) {
        current.ifPresent(location -> assertThat(stored)
                .as("the position of %s", id)
                .contains(location.position().lon()));
    }
}
