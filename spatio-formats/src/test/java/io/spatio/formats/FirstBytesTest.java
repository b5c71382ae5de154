package io.spatio.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.ReadOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A format is told by the content:")
class FirstBytesTest {
    private static final String ROW = "a,2024-06-01T12:00:00Z,1,2\n";

    private static String formatOf(String text) {
        return Read.of(text, ReadOptions.builder()).format();
    }

    @Test
    @DisplayName("each that is read")
    void formats() throws IOException {
        assertThat(formatOf("\n id,time,lon,lat\n" + ROW)).isEqualTo("csv");
        String object = "{\"id\":\"a\",\"time\":\"2024-06-01T12:00:00Z\",\"lon\":1,\"lat\":2}";
        assertThat(formatOf(object)).isEqualTo("ndjson");
        assertThat(formatOf(object + "\n" + object)).isEqualTo("ndjson");
        assertThat(formatOf(object + object)).isEqualTo("geojson");
        assertThat(formatOf(object.replace(",", ",\n"))).isEqualTo("geojson");
        assertThat(formatOf(" [" + object + "]")).isEqualTo("geojson");
        assertThat(formatOf("\u001e" + object)).isEqualTo("geojson-seq");
        assertThat(formatOf("{\"features\":[],\"type\" : \"FeatureCollection\"}"))
                .isEqualTo("geojson");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write((object + "\n").repeat(5_000).getBytes(StandardCharsets.UTF_8));
        }
        Read read = Read.of(packed.toByteArray(), ReadOptions.builder());
        assertThat(read.format()).isEqualTo("ndjson");
        assertThat(read.records()).hasSize(5_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<?xml version='1.0'?><gpx version='1.1'>|it is GPX",
                "<kml xmlns=''>|it is KML",
                "<!doctype html>|it is XML or HTML",
                "$GPRMC,123519,A,4807.038,N|it is NMEA 0183",
                "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C|it is AIS",
                "MSG,3,1,1,4CA1,1,2024/06/01|it is SBS-1",
                "PAR1xx|it is a Parquet file",
                "SQLite format 3x|it is an SQLite database",
                "#spatio-log v1|it is a log of the original"
            })
    @DisplayName("one that is not read is named with the way out")
    void others(String text, String what) {
        assertThatThrownBy(() -> formatOf(text))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining(what)
                .hasMessageContaining("not read");
    }

    @Test
    @DisplayName("archives are named, too")
    void archives() {
        for (byte[] magic : new byte[][] {
            {'P', 'K', 3, 4, 0, 0},
            {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1},
            {14, 16, 1, 1, 1, 1, 1, 1, '.', 'F', 'I', 'T', 0}
        }) {
            assertThatThrownBy(() -> Read.of(magic, ReadOptions.builder())).hasMessageContaining("which is not read");
        }
    }

    @Test
    @DisplayName("what is given outweighs the content")
    void given() {
        assertThat(Read.of("<id>,time,lon,lat\n" + ROW, ReadOptions.builder().format("csv"))
                        .records())
                .hasSize(1);
        assertThatThrownBy(() -> Read.of("id,time\n", ReadOptions.builder().format("geojson")))
                .hasMessage("1:1: a JSON object or array is expected here");
        assertThatThrownBy(() -> ReadOptions.builder().format("gpx"))
                .hasMessage("--format \"gpx\" is unknown: legal are csv, ndjson, geojson, geojson-seq, geojson-tracks");
    }

    @Test
    @DisplayName("of a pipe no more is waited for than is needed")
    void pipes() throws IOException {
        try (PipedOutputStream out = new PipedOutputStream();
                InputStream in = new PipedInputStream(out)) {
            out.write(("id,time,lon,lat\n" + ROW).getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(TrackFiles.open(in, ReadOptions.DEFAULT).next()).isPresent();
        }
    }
}
