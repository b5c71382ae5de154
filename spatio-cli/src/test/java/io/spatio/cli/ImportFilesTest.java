package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command tells and stores of files; the shapes of files are tested where they are read. */
@DisplayName("An import")
class ImportFilesTest {
    private static final String ROWS_WITH_IDS_OF_ROWS = """
            id,vehicle_id,time,lon,lat,alt_ft
            1,bus-7,2024-06-01 12:00:00,8.5,47.5,1000
            2,bus-7,2024-06-01 12:00:01,8.6,47.6,ground
            3,bus-8,2024-06-01 12:00:02,,,
            4,bus-8,2024-06-01 12:00:03,8.7,97,
            """;

    @TempDir
    Path directory;

    private CommandUnderTest command() {
        return new CommandUnderTest(directory.resolve("db"));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static Map<String, Object> summary(CommandUnderTest.Run run) {
        return Json.object(run.out());
    }

    @Test
    @DisplayName("takes the specific id, not the row's, and counts every row once")
    void counts() throws IOException {
        CommandUnderTest.Run run = command()
                .run("import", "n", file("rows.csv", ROWS_WITH_IDS_OF_ROWS), "--zone", "UTC", "--format", "json")
                .exits(1);
        assertThat(summary(run))
                .containsEntry("rows", "4")
                .containsEntry("created", "1")
                .containsEntry("applied", "1")
                .containsEntry("withoutPosition", "1")
                .containsEntry("rejected", "1");
        assertThat(run.err())
                .contains("columns id=vehicle_id, time=time, lon=lon, lat=lat, alt=alt_ft (ft); metadata from id")
                .contains("id is vehicle_id, not id")
                .contains("rows.csv:5: lon=8.7 lat=97: latitude 97.0 is outside");
        assertThat(Json.rows(
                        command().run("track", "n", "bus-7", "--format", "json").answer()))
                .extracting(row -> row.get("alt"))
                .containsExactly(null, "304.8");
    }

    @Test
    @DisplayName(
            "can be tried before: it tells the columns, the first records and what would be refused, and makes nothing")
    void dryRun() throws IOException {
        String file = file("rows.csv", ROWS_WITH_IDS_OF_ROWS);
        CommandUnderTest.Run run =
                command().run("import", "n", file, "--zone", "UTC", "--dry-run").exits(1);
        assertThat(run.out())
                .contains("understood.1     columns id=vehicle_id")
                .contains("understood.2     id is vehicle_id, not id")
                .contains("bus-7 at 2024-06-01T12:00:00Z: lon 8.5, lat 47.5, alt 304.8 m, metadata {\"id\":1}")
                .containsPattern("positions +2\n")
                .containsPattern("objects +1\n")
                .containsPattern("withoutPosition +1\n")
                .containsPattern("rejected +1\n");
        assertThat(run.err()).contains("rows.csv:5: lon=8.7 lat=97");
        assertThat(directory.resolve("db")).doesNotExist();
        assertThat(Json.object(command()
                        .run("import", "n", file, "--zone", "UTC", "--dry-run", "--format", "json")
                        .exits(1)
                        .out()))
                .containsEntry("positions", "2");
    }

    @Test
    @DisplayName("of a file without ids takes one for all, or that of the file")
    void ids() throws IOException {
        String walk = file("Walk 7.csv", "time,lon,lat\n2024-06-01T12:00:00Z,1,2\n2024-06-01T12:00:01Z,1,2\n");
        assertThat(command().run("import", "n", walk).exits(1).err()).contains("--id TEXT", "--id-from-name");
        command().run("import", "n", walk, "--id-from-name").exits(0);
        command().run("import", "n", walk, "--id", "dog").exits(0);
        assertThat(Json.rows(command().run("list", "n", "--format", "json").answer()))
                .extracting(row -> row.get("objectId"))
                .containsExactly("Walk 7", "dog");
        command().run("import", "n", walk, "--id", "dog", "--id-from-name").exits(2);
        assertThat(command()
                        .runWithInput("", "import", "n", "-", "--id-from-name")
                        .exits(2)
                        .err())
                .contains("has no name");
    }

    @Test
    @DisplayName("with a wrong option ends after a thousand rows, with what to add")
    void hopeless() throws IOException {
        String rows = IntStream.range(0, 3_000)
                .mapToObj(i -> "a,2024-06-01 12:%02d:%02d,1,2".formatted(i / 60, i % 60))
                .collect(Collectors.joining("\n", "id,time,lon,lat\n", "\n"));
        String file = file("local.csv", rows);
        CommandUnderTest.Run run =
                command().run("import", "n", file, "--format", "json").exits(1);
        assertThat(run.err())
                .contains("of the first 1,000 rows none was taken, all for one reason")
                .contains("by --zone, as --zone UTC")
                .contains("--keep-going");
        assertThat(run.err().lines().filter(line -> line.contains("local.csv:")).count())
                .isLessThan(12);
        assertThat(summary(run)).containsEntry("rejected", "1000");
        CommandUnderTest.Run all = command()
                .run("import", "n", file, "--keep-going", "--format", "json")
                .exits(1);
        assertThat(summary(all)).containsEntry("rejected", "3000");
        assertThat(all.err()).contains("… and 2,995 more rows for this reason");
        command().run("import", "n", file, "--zone", "UTC").exits(0);
    }

    @Test
    @DisplayName("judges each file by its own rows: one with a bad first row is read on, whatever the file before held")
    void hopelessByFile() throws IOException {
        String rows = IntStream.range(0, 1_001)
                .mapToObj(i -> "a,2024-06-01 12:%02d:%02d,1,2".formatted(i / 60, i % 60))
                .collect(Collectors.joining("\n", "id,time,lon,lat\na,2024-06-01T12:00:00Z,1,2\n", "\n"));
        String first = file("first.csv", rows);
        String second = file("second.csv", "id,time,lon,lat\nb,2024-06-01 12:00:00,1,2\nb,2024-06-01T12:00:01Z,1,2\n");
        CommandUnderTest.Run run =
                command().run("import", "n", first, second, "--format", "json").exits(1);
        assertThat(run.err()).doesNotContain("ended early");
        assertThat(summary(run)).containsEntry("created", "2").containsEntry("rejected", "1002");
    }

    @Test
    @DisplayName("in which every row makes an object says so")
    void everyRowAnObject() throws IOException {
        String file = file("rows.csv", "id,time,lon,lat\n1,2024-06-01T12:00:00Z,1,2\n2,2024-06-01T12:00:01Z,1,2\n");
        assertThat(command().run("import", "n", file).exits(0).err())
                .contains("every row made an object of its own: is the id that of the row?");
    }

    @Test
    @DisplayName("names a format that it does not read, and takes the word of --format")
    void formats() throws IOException {
        assertThat(command()
                        .run("import", "n", file("a.gpx", "<?xml version='1.0'?><gpx/>"))
                        .exits(1)
                        .err())
                .contains("a.gpx: it is GPX, which is not read: convert it to CSV or GeoJSON");
        String odd = file("odd.csv", "<id>,time,lon,lat\na,2024-06-01T12:00:00Z,1,2\n");
        command().run("import", "n", odd).exits(1);
        assertThat(summary(command()
                        .run("import", "n", odd, "--format", "csv", "--format", "json")
                        .exits(0)))
                .containsEntry("created", "1");
        assertThat(command().run("import", "n", odd, "--format", "gpx").exits(2).err())
                .contains("\"gpx\" is unknown: legal are table, json, and of files csv, ndjson, geojson");
        command()
                .run("import", "n", odd, "--format", "csv", "--format", "ndjson")
                .exits(2);
        assertThat(command().run("list", "n", "--format", "csv").exits(2).err()).contains("legal are table and json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "geojson", "geojson-seq", "geojson-tracks"})
    @DisplayName("takes back what export wrote in each format")
    void exports(String format) throws IOException {
        String rows = file(
                "rows.csv",
                "id,time,lon,lat,alt,speed\na,2024-06-01T12:00:00.000001Z,1.1,2.2,,5\na,2024-06-01T12:00:01Z,1.2,2.3,4,5\n"
                        + "a,2024-06-01T12:00:02Z,1.3,2.4,4,5\nb,2024-06-01T12:00:02Z,-0.0,2.4,,\n");
        command().run("import", "n", rows).exits(0);
        command().run("delete", "n", "b").exits(0);
        Path exported = directory.resolve("exported");
        command()
                .run("export", "n", "--format", format, "-o", exported.toString())
                .exits(0);
        CommandUnderTest copy = new CommandUnderTest(directory.resolve("copy"));
        copy.run("import", "n", exported.toString()).exits(0);
        assertThat(copy.run("export", "n").answer())
                .isEqualTo(command().run("export", "n").answer());
        assertThat(command().run("export", "n", "--format", format, "-q").answer())
                .isEqualTo(Files.readString(exported));
    }

    @Test
    @DisplayName("understands the options of its guide")
    void guide() throws IOException {
        for (List<String> line : List.of(
                List.of("id=#1,time=#2,lon=#3,lat=#4", "--no-header", "a,2024-06-01T12:00:00Z,1,2\n"),
                List.of(
                        "id=v,time=d+t,lon=lon*e,lat=lat",
                        "--zone=UTC",
                        "v,d,t,lon,e,lat\na,2024-06-01,12:00:00,1,W,2\n"),
                List.of("", "--skip=2", "made by\na logger\nid,time,lon,lat\na,2024-06-01T12:00:00Z,1,2\n"),
                List.of("", "--separator=~", "id~time~lon~lat\na~2024-06-01T12:00:00Z~1~2\n"),
                List.of("", "--decimal-comma", "id;time;lon;lat\na;2024-06-01T12:00:00Z;1,5;2\n"),
                List.of("", "--alt-unit=ft", "id,time,lon,lat,alt\na,2024-06-01T12:00:00Z,1,2,3\n"),
                List.of("", "--missing=alt=-9999", "id,time,lon,lat,alt\na,2024-06-01T12:00:00Z,1,2,-9999\n"),
                List.of("", "--any-time", "id,time,lon,lat\na,1492-06-01T12:00:00Z,1,2\n"),
                List.of("", "--time-format=epoch-nanos", "id,time,lon,lat\na,1717243200000000000,1,2\n"),
                List.of("", "--keep-blanks", "id,time,lon,lat\n a,2024-06-01T12:00:00Z,1,2\n"))) {
            String file = file("rows.csv", line.get(2));
            CommandUnderTest.Run run =
                    command().run("import", "n", file, "--columns", line.get(0), line.get(1), "--dry-run");
            assertThat(run.exits(0).out()).as(line.get(1)).containsPattern("positions +1\n");
        }
    }
}
