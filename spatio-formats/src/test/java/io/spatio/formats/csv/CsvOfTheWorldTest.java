package io.spatio.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.formats.Read;
import io.spatio.formats.track.ReadOptions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small invented files in the shapes that providers write, with the traps of each. */
@DisplayName("CSV as the world writes it:")
class CsvOfTheWorldTest {
    private static ReadOptions.Builder options() {
        return ReadOptions.builder();
    }

    private static ReadOptions.Builder utc() {
        return options().times("iso", "UTC", "");
    }

    @Nested
    @DisplayName("vessels")
    class Vessels {
        @Test
        @DisplayName("MarineCadastre to 2024: no offset, floats, 91 and 181 for no position")
        void marineCadastre() {
            Read read = Read.of("""
                    MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName
                    338000001,2023-01-01T00:00:03,29.5,-94.5,0.0,270.0,511.0,"SEA, STAR"
                    338000002,2023-01-01T00:00:04,91.0,181.0,102.3,360.0,511.0,
                    """, utc());
            assertThat(read.records())
                    .containsExactly(
                            "338000001 2023-01-01T00:00:03Z -94.5,29.5 {\"SOG\":\"0.0\",\"COG\":\"270.0\",\"Heading\":\"511.0\",\"VesselName\":\"SEA, STAR\"}",
                            "without position");
            assertThat(read.rejected()).isEmpty();
        }

        @Test
        @DisplayName("Danish Maritime Authority: the first name is \"# Timestamp\", days before months")
        void dma() {
            Read read = Read.of("""
                    # Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status
                    01/02/2024 00:00:03,Class A,219000001,55.5,12.5,Unknown
                    01/02/2024 00:00:04,Base Station,2190069,91.0,0.0,Undefined
                    """, options().times("dd/MM/yyyy HH:mm:ss", "UTC", ""));
            assertThat(read.records())
                    .containsExactly(
                            "219000001 2024-02-01T00:00:03Z 12.5,55.5 {\"Type of mobile\":\"Class A\",\"Navigational status\":\"Unknown\"}");
            assertThat(read.rejected())
                    .singleElement()
                    .asString()
                    .startsWith("3: Longitude=0.0 Latitude=91.0: latitude 91");
        }

        @Test
        @DisplayName("Global Fishing Watch: seconds since 1970, ids as floats are texts")
        void globalFishingWatch() {
            assertThat(Read.of(
                                    "mmsi,timestamp,lat,lon\n1.2639560807591e+14,1327136410.0,44.3,-63.5\n",
                                    options().times("epoch-seconds", "", ""))
                            .records())
                    .containsExactly("1.2639560807591e+14 2012-01-21T09:00:10Z -63.5,44.3");
        }

        @Test
        @DisplayName("Spire: 20210701_185151, most rows without position")
        void spire() {
            assertThat(Read.of(
                                    "mmsi,ais_pos_timestamp,longitude,latitude,created_at\n"
                                            + "1,20210701_185151,5.5,50.5,20210701_190000\n1,,,,20210701_190001\n",
                                    options().times("yyyyMMdd_HHmmss", "UTC", ""))
                            .records())
                    .containsExactly(
                            "1 2021-07-01T18:51:51Z 5.5,50.5 {\"created_at\":\"20210701_190000\"}", "without position");
        }
    }

    @Nested
    @DisplayName("animals")
    class Animals {
        @Test
        @DisplayName("Movebank: the individual is the id, not the event; two heights; rows without position")
        void movebank() {
            Read read = Read.of("""
                    event-id,timestamp,location-long,location-lat,height-above-msl,height-above-ellipsoid,tag-local-identifier,individual-local-identifier
                    1001,2020-05-01 12:00:00.000,9.5,47.5,400.5,448.25,T7,Stork 1
                    1002,2020-05-01 12:05:00.000,,,,,T7,Stork 1
                    """, utc());
            assertThat(read.records())
                    .containsExactly(
                            "Stork 1 2020-05-01T12:00:00Z 9.5,47.5,448.25 {\"event-id\":1001,\"height-above-msl\":400.5,\"tag-local-identifier\":\"T7\"}",
                            "without position");
            assertThat(read.choices())
                    .contains(
                            "id is individual-local-identifier, not tag-local-identifier: if that is wrong, say so by --columns id=NAME",
                            "alt is height-above-ellipsoid, not height-above-msl: if that is wrong, say so by --columns alt=NAME");
        }

        @Test
        @DisplayName("Ornitela: sensor rows at 0.0,0.0 are told, and left out if asked")
        void ornitela() {
            String text = """
                    device_id,UTC_datetime,Latitude,Longitude,MSL_altitude_m
                    201,2021-04-01 06:00:00,47.1,8.1,512
                    201,2021-04-01 06:00:01,0.0,0.0,0
                    """;
            assertThat(Read.of(text, utc()).remarks())
                    .containsExactly("1 at 0,0: was there no fix? --missing 0,0 leaves them out");
            assertThat(Read.of(text, utc().missing(List.of("0,0"))).records())
                    .containsExactly("201 2021-04-01T06:00:00Z 8.1,47.1,512.0", "without position");
        }
    }

    @Nested
    @DisplayName("aircraft")
    class Aircraft {
        @Test
        @DisplayName("OpenSky: the position's own time, height above the ellipsoid, padded callsigns, NaN")
        void openSky() {
            Read read = Read.of("""
                    time,icao24,lat,lon,callsign,baroaltitude,geoaltitude,lastposupdate
                    1600000010,3e1234,47.5,8.5,SWR123  ,10000.5,10200.25,1600000008.5
                    1600000010,00123a,NaN,NaN,,,,NaN
                    1600000010,00123b,,,,,,
                    """, options().times("epoch-seconds", "", ""));
            assertThat(read.records())
                    .containsExactly(
                            "3e1234 2020-09-13T12:26:48.500Z 8.5,47.5,10200.25 {\"time\":1600000010,\"callsign\":\"SWR123  \",\"baroaltitude\":10000.5}",
                            "without position",
                            "without position");
            assertThat(read.choices())
                    .contains("time is lastposupdate, not time: if that is wrong, say so by --columns time=NAME");
        }

        @Test
        @DisplayName("readsb: altitude is a number of feet, or \"ground\"")
        void readsb() {
            assertThat(Read.of(
                                    "hex,timestamp,lat,lon,alt_baro\n~4ca1,2024-01-01T00:00:00Z,53.4,-6.2,ground\n"
                                            + "~4ca1,2024-01-01T00:01:00Z,53.5,-6.3,1000\n",
                                    options().altitudeUnit("ft"))
                            .records())
                    .containsExactly(
                            "~4ca1 2024-01-01T00:00:00Z -6.2,53.4", "~4ca1 2024-01-01T00:01:00Z -6.3,53.5,304.8");
        }
    }

    @Nested
    @DisplayName("phones, loggers and fleets")
    class Loggers {
        @Test
        @DisplayName("Traccar: the row's id is passed over, the time is the fix's, in the user's zone")
        void traccar() {
            Read read = Read.of(
                    "id,deviceId,serverTime,deviceTime,fixTime,latitude,longitude,altitude\n"
                            + "7001,3,2024-06-01 14:00:09,2024-06-01 14:00:08,2024-06-01 14:00:07,47.5,8.5,400.0\n",
                    options().times("iso", "Europe/Berlin", ""));
            assertThat(read.records().get(0)).startsWith("3 2024-06-01T12:00:07Z 8.5,47.5,400.0 {\"id\":7001");
            assertThat(read.choices())
                    .contains("id is deviceId, not id: if that is wrong, say so by --columns id=NAME");
        }

        @Test
        @DisplayName("T-Drive has no header")
        void noHeader() {
            String text = "1,2008-02-02 15:36:08,116.5,39.9\n2,2008-02-02 15:46:08,116.75,39.5\n";
            Read read = Read.of(text, utc().header(false).columns("id=#1,time=#2,lon=#3,lat=#4"));
            assertThat(read.records())
                    .containsExactly("1 2008-02-02T15:36:08Z 116.5,39.9", "2 2008-02-02T15:46:08Z 116.75,39.5");
            assertThatThrownBy(() -> Read.of(text, utc().columns("id=#1,time=#2,lon=#3,lat=#4")))
                    .hasMessageContaining("which is data itself: say so by --no-header");
            assertThatThrownBy(() -> Read.of(text, utc())).hasMessageContaining("by --no-header");
        }

        @Test
        @DisplayName("Sensor Logger: one object a file, nanoseconds since 1970, no id")
        void sensorLogger() {
            String text = "time,seconds_elapsed,longitude,latitude,altitude\n1717243200123456789,0.1,8.5,47.5,410.0\n";
            ReadOptions.Builder nanos = options().times("epoch-nanos", "", "");
            assertThatThrownBy(() -> Read.of(text, nanos))
                    .hasMessageContaining("--id TEXT, or that of the file by --id-from-name");
            assertThat(Read.of(text, nanos.objectId("walk")).records())
                    .containsExactly("walk 2024-06-01T12:00:00.123456Z 8.5,47.5,410.0 {\"seconds_elapsed\":0.1}");
        }

        @Test
        @DisplayName("Airdata: feet in the name of the column")
        void airdata() {
            assertThat(Read.of(
                                    "datetime(utc),latitude,longitude,altitude_above_seaLevel(feet)\n"
                                            + "2024-06-01 12:00:00,47.5,8.5,1000\n",
                                    utc().objectId("drone").columns("time=datetime(utc)"))
                            .records())
                    .containsExactly("drone 2024-06-01T12:00:00Z 8.5,47.5,304.8");
        }

        @Test
        @DisplayName(
                "i-Blue, Columbus: lines before the header, date and time apart, hemispheres, units in cells, a comma at the end")
        void loggerOfManyTraps() {
            Read read = Read.of(
                    """
                    Logger V1
                    ,,,
                    INDEX, DATE , TIME ,LATITUDE,N/S,LONGITUDE E/W,HEIGHT,
                    1,2024/06/01,12:00:00.500,49.0733336,S,123.5W,98.470 m
                    2,2024/06/01,12:00:01.500,49.0733337,N,123.5E,ground
                    """,
                    options()
                            .skipLines(2)
                            .objectId("logger")
                            .columns("time=date+time,lat=Latitude*N/S,lon=LONGITUDE E/W")
                            .times("yyyy/MM/dd HH:mm:ss.SSS", "UTC", ""));
            assertThat(read.rejected()).isEmpty();
            assertThat(read.records())
                    .containsExactly(
                            "logger 2024-06-01T12:00:00.500Z -123.5,-49.0733336,98.47 {\"INDEX\":1}",
                            "logger 2024-06-01T12:00:01.500Z 123.5,49.0733337 {\"INDEX\":2}");
        }
    }

    @Nested
    @DisplayName("spreadsheets and programs")
    class Programs {
        @Test
        @DisplayName("Excel: sep=; first, quoted headers with commas in them, decimal commas")
        void excel() {
            Read read = Read.of(
                    "sep=;\r\n\"id\";\"time\";\"lon\";\"lat\";\"speed, km/h\"\r\n"
                            + "a;2024-06-01T12:00:00Z;8,54;47,37;\"12,5\"\r\n",
                    options().decimalComma(true));
            assertThat(read.records()).containsExactly("a 2024-06-01T12:00:00Z 8.54,47.37 {\"speed, km/h\":\"12,5\"}");
            assertThat(read.choices()).contains("cells are separated by \";\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {";", "\t", "|", ","})
        @DisplayName("the separator is found with quotes respected")
        void separators(String separator) {
            String text = "\"id\",\"time\",\"lon\",\"lat\",\"a,b;c|d\"\nx,2024-06-01T12:00:00Z,1,2,\"q,;|\"\n";
            StringBuilder other = new StringBuilder();
            boolean quoted = false;
            for (char c : text.toCharArray()) {
                quoted ^= c == '"';
                other.append(c == ',' && !quoted ? separator : String.valueOf(c));
            }
            assertThat(Read.of(other.toString(), options()).records())
                    .containsExactly("x 2024-06-01T12:00:00Z 1.0,2.0 {\"a,b;c|d\":\"q,;|\"}");
        }

        @Test
        @DisplayName("a separator that is no usual one is given")
        void givenSeparator() {
            assertThat(Read.of(
                                    "id~time~lon~lat\nx~2024-06-01T12:00:00Z~1~2\n",
                                    options().separator("~"))
                            .records())
                    .containsExactly("x 2024-06-01T12:00:00Z 1.0,2.0");
            assertThat(Read.of(
                                    "id\ttime\tlon\tlat\nx\t2024-06-01T12:00:00Z\t1\t2\n",
                                    options().separator("tab"))
                            .records())
                    .hasSize(1);
        }

        @Test
        @DisplayName("separators at the end of the header, or of the rows alone, but no cell too many or too few")
        void trailingSeparators() {
            assertThat(Read.of("id,time,lon,lat,\nx,2024-06-01T12:00:00Z,1,2\ny,2024-06-01T12:00:00Z,1,2,\n", options())
                            .records())
                    .containsExactly("x 2024-06-01T12:00:00Z 1.0,2.0", "y 2024-06-01T12:00:00Z 1.0,2.0");
            Read read = Read.of(
                    "id,time,lon,lat\nx,2024-06-01T12:00:00Z,1,2,\ny,2024-06-01T12:00:00Z,1,2,3\nz,2024-06-01T12:00:00Z,1\n",
                    options());
            assertThat(read.records()).containsExactly("x 2024-06-01T12:00:00Z 1.0,2.0");
            assertThat(read.rejected())
                    .containsExactly(
                            "3: 5 cells: the header has 4: is the row cut off, or a comma not quoted?",
                            "4: 3 cells: the header has 4: is the row cut off, or a comma not quoted?");
            assertThat(Read.of("id,time,lon,lat,\nx,2024-06-01T12:00:00Z,1,2,kept\n", options())
                            .records())
                    .containsExactly("x 2024-06-01T12:00:00Z 1.0,2.0 {\"column5\":\"kept\"}");
        }

        @Test
        @DisplayName("PostgreSQL, Go, pandas: offsets of two digits, zones in words, fractions that differ")
        void times() {
            assertThat(Read.of("""
                                    id,time,lon,lat
                                    a,2024-05-01 12:00:00+00,1,2
                                    a,2024-05-01 12:00:01.5 +0000 UTC,1,2
                                    a,2024-05-01 12:00:02.123456 UTC,1,2
                                    a,2024-05-01 12:00:03+0000,1,2
                                    """, options()).records())
                    .containsExactly(
                            "a 2024-05-01T12:00:00Z 1.0,2.0",
                            "a 2024-05-01T12:00:01.500Z 1.0,2.0",
                            "a 2024-05-01T12:00:02.123456Z 1.0,2.0",
                            "a 2024-05-01T12:00:03Z 1.0,2.0");
        }

        @Test
        @DisplayName("NULs and blanks around an id are padding")
        void padding() {
            assertThat(Read.of("id,time,lon,lat\nSWR1\0\0 ,2024-06-01T12:00:00Z,1,2\n", options())
                            .records())
                    .containsExactly("SWR1 2024-06-01T12:00:00Z 1.0,2.0");
        }

        @Test
        @DisplayName("in a file of our own nothing is padding, and every time is meant")
        void exported() {
            assertThat(Read.of(
                                    "object_id,timestamp,lon,lat,alt,metadata,event,made_at\n"
                                            + " a\0,-0044-03-15T12:00:00Z,1.0,2.0,,\"{\"\"x\"\": 1}\",,\n"
                                            + " a\0,+12024-03-15T12:00:00Z,,,,,delete,2024-06-01T12:00:00Z\n",
                                    options())
                            .records())
                    .containsExactly(
                            " a\0 -0044-03-15T12:00:00Z 1.0,2.0 {\"x\": 1}",
                            " a\0 +12024-03-15T12:00:00Z deleted 2024-06-01T12:00:00Z");
        }
    }
}
