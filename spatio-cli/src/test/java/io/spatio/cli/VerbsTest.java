package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The verbs on a database")
class VerbsTest {
    @TempDir
    Path directory;

    private CommandUnderTest command(String store, String index) {
        return new CommandUnderTest(directory.resolve("db"), "store.type=" + store, "index.type=" + index);
    }

    private static List<String> ids(String json) {
        return Json.rows(json).stream().map(row -> (String) row.get("objectId")).toList();
    }

    /** Four objects: two in New York, a drone above it, one at ±180. */
    private static void fill(CommandUnderTest command) {
        put(command, "CREATED", "t1", "-73.99,40.73", "--at", "2024-05-01T12:00:00Z", "--metadata", "{\"a\": [1.50]}");
        put(command, "CREATED", "t2", "-73.98,40.73", "--at", "2024-05-01T12:00:00Z");
        put(command, "CREATED", "d1", "-73.99,40.731,120.5", "--at", "2024-05-01T12:00:00Z");
        put(command, "CREATED", "-7", "180,-16.5", "--at", "2024-05-01T12:00:00Z");
        put(command, "APPLIED", "t1", "-73.991,40.73", "--at", "2024-05-01T12:01:00Z", "--metadata", "{\"a\": [1.50]}");
        put(command, "STALE", "t1", "-73.9,40.7", "--at", "2024-05-01T11:59:00Z");
        put(command, "DUPLICATE", "t2", "-73.98,40.73", "--at", "2024-05-01T12:00:00Z");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"log", "mvstore"})
    void tellTheSequenceOfEachWriteToPrograms(String store) throws IOException {
        CommandUnderTest command = command(store, "rstar");
        String[] put = {"put", "n", "a", "1,2", "--at", "2024-05-01T12:00:00Z", "--format", "json"};
        assertThat(command.run(put).answer())
                .isEqualTo("{\"objectId\":\"a\",\"outcome\":\"CREATED\",\"sequence\":1}\n");
        assertThat(command.run("put", "n", "b", "1,2").answer()).isEqualTo("CREATED\n");
        assertThat(command.run(put).answer())
                .isEqualTo("{\"objectId\":\"a\",\"outcome\":\"DUPLICATE\",\"sequence\":1}\n");
        assertThat(command.run("delete", "n", "a", "--format", "json").answer())
                .isEqualTo("{\"objectId\":\"a\",\"outcome\":\"DELETED\",\"sequence\":3}\n");
        assertThat(command.run("delete", "n", "a", "--format", "json").exits(3).out())
                .isEqualTo("{\"objectId\":\"a\",\"outcome\":\"ABSENT\",\"sequence\":0}\n");
        Path rows = Files.writeString(
                directory.resolve("rows.csv"),
                "id,time,lon,lat\nc,2024-05-01T12:00:00Z,1,2\nd,2024-05-01T12:00:00Z,1,2\n");
        assertThat(Json.object(command.run("import", "n", rows.toString(), "--format", "json")
                        .answer()))
                .containsEntry("created", "2")
                .containsEntry("sequence", "5");
        assertThat(command.run("import", "n", rows.toString()).answer()).doesNotContain("sequence");
    }

    private static void put(CommandUnderTest command, String outcome, String id, String place, String... more) {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "put";
        arguments[1] = "n";
        arguments[2] = id;
        arguments[3] = place;
        System.arraycopy(more, 0, arguments, 4, more.length);
        assertThat(command.run(arguments).answer()).isEqualTo(outcome + "\n");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"log,rstar", "log,geohash", "mvstore,rstar", "mvstore,geohash"})
    void answerAcrossRestarts(String store, String index) throws IOException {
        CommandUnderTest command = command(store, index);
        fill(command);
        assertThat(command.run("get", "n", "t1", "--format", "json").answer())
                .isEqualTo("{\"objectId\":\"t1\",\"lon\":-73.991,\"lat\":40.73,"
                        + "\"timestamp\":\"2024-05-01T12:01:00Z\",\"metadata\":{\"a\": [1.50]}}\n");
        assertThat(ids(command.run("list", "n", "--format", "json").answer())).containsExactly("-7", "d1", "t1", "t2");
        assertThat(ids(command.run("list", "n", "--limit", "2", "--after", "-7", "--format", "json")
                        .answer()))
                .containsExactly("d1", "t1");
        assertThat(ids(command.run("near", "n", "-73.99,40.73", "--radius", "500m", "--format", "json")
                        .answer()))
                .containsExactly("t1", "d1");
        assertThat(ids(command.run("near", "n", "--of", "t1", "--radius", "2km", "--exclude-self", "--format", "json")
                        .answer()))
                .containsExactly("d1", "t2");
        assertThat(ids(command.run("knn", "n", "-73.98,40.73,0", "-k", "2", "--format", "json")
                        .answer()))
                .containsExactly("t2", "d1");
        assertThat(ids(command.run("knn", "n", "--of", "-7", "-k", "1", "--format", "json")
                        .answer()))
                .containsExactly("-7");
        assertThat(ids(command.run("bbox", "n", "170,-20,-170,-10", "--format", "json")
                        .answer()))
                .containsExactly("-7");
        assertThat(ids(command.run(
                                "bbox",
                                "n",
                                "-74,40,-73,41",
                                "--min-alt",
                                "-5",
                                "--max-alt",
                                "100m",
                                "--format",
                                "json")
                        .answer()))
                .containsExactly("t1", "t2");
        assertThat(ids(command.run(
                                "cylinder",
                                "n",
                                "-73.99,40.73",
                                "--radius",
                                "5km",
                                "--min-alt",
                                "100",
                                "--max-alt",
                                "400ft",
                                "--format",
                                "json")
                        .answer()))
                .containsExactly("d1");
        Path polygon = Files.writeString(
                directory.resolve("p.geojson"),
                "{\"type\":\"Polygon\",\"coordinates\":[[[-74,40],[-73.985,40],[-73.985,41],[-74,41],[-74,40]]]}");
        assertThat(ids(command.run("within", "n", polygon.toString(), "--format", "json")
                        .answer()))
                .containsExactly("d1", "t1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"log", "mvstore"})
    void tellHistory(String store) {
        CommandUnderTest command = command(store, "rstar");
        fill(command);
        List<Map<String, Object>> track =
                Json.rows(command.run("track", "n", "t1", "--format", "json").answer());
        assertThat(track)
                .extracting(row -> row.get("timestamp"))
                .containsExactly("2024-05-01T12:01:00Z", "2024-05-01T12:00:00Z", "2024-05-01T11:59:00Z");
        CommandUnderTest.Run limited = command.run("track", "n", "t1", "--limit", "1", "--format", "json");
        assertThat(withoutSequences(limited)).containsExactly(withoutSequence(track.get(0)));
        assertThat(limited.err()).contains("there are more: the limit let through 1");
        assertThat(withoutSequences(command.run(
                        "track",
                        "n",
                        "t1",
                        "--from",
                        "2024-05-01T12:00:00Z",
                        "--to",
                        "2024-05-01T12:00:00Z",
                        "--format",
                        "json")))
                .containsExactly(withoutSequence(track.get(1)));
        assertThat(command.run("track", "n", "nobody", "--format", "json").answer())
                .isEqualTo("[]\n");
        List<Map<String, Object>> stays = Json.rows(command.run(
                        "during", "n", "-73.995,40,-73.985,41", "--from", "2024-05-01T11:00:00Z", "--format", "json")
                .answer());
        assertThat(stays).extracting(row -> row.get("objectId")).containsExactly("d1", "t1");
        assertThat(stays.get(1)).containsEntry("points", "2");
        assertThat(withoutSequence(objectAt(stays.get(1), "last"))).isEqualTo(withoutId(withoutSequence(track.get(0))));
    }

    /** A sequence orders records of one time; another opening may tell another number. */
    private static Map<String, Object> withoutSequence(Map<String, Object> row) {
        Map<String, Object> rest = new LinkedHashMap<>(row);
        assertThat(rest.remove("sequence")).as("the sequence of %s", row).isNotNull();
        return rest;
    }

    private static List<Map<String, Object>> withoutSequences(CommandUnderTest.Run track) {
        return Json.rows(track.answer()).stream()
                .map(VerbsTest::withoutSequence)
                .toList();
    }

    @SuppressWarnings("unchecked") // a point is an object, or the test fails
    private static Map<String, Object> objectAt(Map<String, Object> row, String field) {
        return (Map<String, Object>) row.get(field);
    }

    private static Map<String, Object> withoutId(Map<String, Object> row) {
        return row.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("objectId"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"log", "mvstore"})
    void deleteAndWhatIsNotThere(String store) {
        CommandUnderTest command = command(store, "rstar");
        fill(command);
        assertThat(command.run("delete", "n", "t1", "--at", "2024-05-01T12:00:30Z")
                        .answer())
                .isEqualTo("STALE\n");
        assertThat(command.run("delete", "n", "t1").answer()).isEqualTo("DELETED\n");
        assertThat(command.run("delete", "n", "t1").exits(3).out()).isEqualTo("ABSENT\n");
        CommandUnderTest.Run gone =
                command.run("get", "n", "t1", "--format", "json").exits(3);
        assertThat(gone.out()).isEmpty();
        assertThat(gone.err()).contains("object t1 has no current position");
        assertThat(command.run("near", "n", "--of", "t1", "--radius", "1km")
                        .exits(3)
                        .err())
                .startsWith("error: ");
        assertThat(Json.rows(command.run("track", "n", "t1", "--format", "json").answer()))
                .hasSize(3);
        assertThat(command.run("list", "unknown").answer()).isEmpty();
        assertThat(command.run("namespaces", "--format", "json").answer())
                .isEqualTo("[{\"namespace\":\"n\",\"objects\":3}]\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"log", "mvstore"})
    void exportWhatImportTakesBack(String store) {
        CommandUnderTest command = command(store, "rstar");
        fill(command);
        put(
                command,
                "CREATED",
                "a,\"b\"\nc",
                "0.1,-0.0,-3.3",
                "--at",
                "1851-06-25T00:00:00.123456Z",
                "--metadata",
                "\"x,\\ny\"");
        command.run("delete", "n", "t2").exits(0);
        Path file = directory.resolve("out.csv");
        CommandUnderTest.Run run =
                command.run("export", "n", "--output", file.toString()).exits(0);
        assertThat(run.out()).containsPattern("objects +5\n").containsPattern("deletes +1\n");
        assertThat(read(file)).startsWith("object_id,timestamp,lon,lat,alt,metadata,event,made_at\n");
        CommandUnderTest.Run streamed = command.run("export", "n").exits(0);
        assertThat(streamed.out()).isEqualTo(read(file));
        assertThat(streamed.err()).isEqualTo("exported 7 positions and 1 deletes of 5 objects\n");
        assertThat(command.run("export", "n", "-q", "-o", "-")).isEqualTo(new CommandUnderTest.Run(0, read(file), ""));
        assertThat(command.run("export", "n", "-o", file.toString()).exits(1).err())
                .contains("exists");
        CommandUnderTest copy = new CommandUnderTest(directory.resolve("copy"));
        copy.run("import", "n", file.toString()).exits(0);
        assertThat(copy.run("export", "n").answer()).isEqualTo(read(file));
        copy.run("get", "n", "t2").exits(3);
        assertThat(ids(copy.run("list", "n", "--format", "json").answer()))
                .containsExactly("-7", "a,\"b\"\nc", "d1", "t1");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"log,rstar", "mvstore,geohash"})
    void tellOfDatabaseAndInstallation(String store, String index) {
        CommandUnderTest command = command(store, index);
        fill(command);
        Map<String, Object> stats =
                Json.object(command.run("stats", "--format", "json").answer());
        assertThat(stats).containsEntry("objects", "4").containsEntry("health", "OPEN");
        assertThat(stats.toString()).contains("indexType=" + index, "type=" + store, "clockAdjusted=0", "tombstones=");
        assertThat(command.run("stats", "--format", "json").answer()).contains("\"cleanly-closed-before\":true");
        assertThat(command.run("stats").answer()).contains("health");
        List<Map<String, Object>> plugins =
                Json.rows(command.run("plugins", "--format", "json").answer());
        assertThat(plugins)
                .extracting(row -> row.get("kind") + " " + row.get("name"))
                .containsExactly("index geohash", "index rstar", "store log", "store memory", "store mvstore");
        assertThat(Json.rows(command.run("config", "--format", "json").answer()))
                .filteredOn(row -> row.get("key").equals("spatio.store.type"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("value", store).containsEntry("origin", "command"));
        assertThat(command.run("stats", "-D", "store.typ=log").exits(1).err())
                .contains("did you mean spatio.store.type?");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"log,mvstore", "mvstore,log"})
    void aDatabaseRemembersItsStore(String store, String other) {
        fill(command(store, "rstar"));
        assertThat(command(other, "rstar").run("list", "n").exits(1).err())
                .contains(store)
                .contains(other);
    }
}
