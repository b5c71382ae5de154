package io.spatio.formats.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.formats.track.AltitudeUnit;
import io.spatio.formats.track.FileFormatException;
import io.spatio.formats.track.ReadOptions;
import io.spatio.formats.track.Role;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Columns are found")
class ColumnsTest {
    private static Columns find(String header, String chosen) {
        return Columns.find(
                List.of(header.split(",", -1)),
                ReadOptions.builder().columns(chosen).build(),
                Set.of());
    }

    private static Map<Role, Integer> roles(Columns columns) {
        Map<Role, Integer> roles = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            columns.columnsOf(role).forEach(column -> roles.put(role, column));
        }
        return roles;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object_id,timestamp,lon,lat,alt",
                "MMSI,BaseDateTime,Longitude,Latitude,z",
                "Vehicle ID,Event-Time,LNG,LAT,Altitude",
                " id , time , x , y , elevation ",
                "icao24,date.time,long,lat,ele",
                "individual-local-identifier,timestamp,location-long,location-lat,height-above-ellipsoid",
                "deviceId,fixTime,longitude,latitude,altitude",
                "tracker,tracked_at,lon_deg,lat (deg),Altitude [m]",
                "hex,# Timestamp,lng,lat,baroaltitude",
                "TrackId,UTC_datetime,location-lng,location-lat,MSL_altitude_m",
                "callsign,ais_pos_timestamp,Longitude (°),Latitude (°),geoaltitude"
            })
    void byTheirUsualNames(String header) {
        Columns columns = find(header, "");
        assertThat(roles(columns)).isEqualTo(Map.of(Role.ID, 0, Role.TIME, 1, Role.LON, 2, Role.LAT, 3, Role.ALT, 4));
        assertThat(columns.others()).isEmpty();
        assertThat(columns.told()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mmsi",
                "icao24",
                "vehicle_id",
                "deviceId",
                "tracker",
                "user_id",
                "individual-local-identifier",
                "device"
            })
    void soThatASpecificNameOutweighsTheNumberOfTheRow(String name) {
        Columns columns = find("id," + name + ",time,lon,lat", "");
        assertThat(columns.columnsOf(Role.ID)).containsExactly(1);
        assertThat(columns.told())
                .contains("id is " + name + ", not id: if that is wrong, say so by --columns id=NAME");
        assertThat(columns.others()).containsExactly(0);
    }

    @Test
    void theSurerNameFirst() {
        Columns columns = find("name,id,t,time,x,lon,y,lat,z", "");
        assertThat(roles(columns)).isEqualTo(Map.of(Role.ID, 1, Role.TIME, 3, Role.LON, 5, Role.LAT, 7, Role.ALT, 8));
        assertThat(columns.others()).containsExactly(0, 2, 4, 6);
        assertThat(columns.told())
                .containsExactly(
                        "columns id=id, time=time, lon=lon, lat=lat, alt=z; metadata from name, t, x, y",
                        "id is id, not name: if that is wrong, say so by --columns id=NAME",
                        "time is time, not t: if that is wrong, say so by --columns time=NAME",
                        "lon is lon, not x: if that is wrong, say so by --columns lon=NAME",
                        "lat is lat, not y: if that is wrong, say so by --columns lat=NAME");
    }

    @Test
    void asTheUserSays() {
        Columns columns = find("a,b,c,d,alt,lon", "id=d,time=#2,lon=a,lat=c,alt=");
        assertThat(roles(columns)).isEqualTo(Map.of(Role.ID, 3, Role.TIME, 1, Role.LON, 0, Role.LAT, 2));
        assertThat(columns.others()).containsExactly(4, 5);
    }

    @Test
    void asLooselyAsTheUserSays() {
        Columns columns = find("Tag ID,Date (UTC),Time,Lon.,E/W,Lat.", "id=tag_id,time=date(utc)+time,lon=LON*e/w");
        assertThat(columns.columnsOf(Role.ID)).containsExactly(0);
        assertThat(columns.columnsOf(Role.TIME)).containsExactly(1, 2);
        assertThat(columns.columnsOf(Role.LON)).containsExactly(3, 4);
        assertThat(find("a+b,time,lon,lat", "id=a+b").columnsOf(Role.ID)).containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "altitude(feet)",
                "alt_ft",
                "Altitude [ft]",
                "altitudeFeet",
                "altitude_above_seaLevel(feet)",
                "ALT FT"
            })
    void withTheUnitInTheName(String name) {
        Columns columns = find("id,time,lon,lat," + name, "");
        assertThat(columns.columnsOf(Role.ALT)).containsExactly(4);
        assertThat(columns.altitudeUnit()).isEqualTo(AltitudeUnit.FEET);
        assertThat(columns.told().get(0)).endsWith("alt=" + name + " (ft)");
    }

    @Test
    void withWholeMetadataWhereNothingElseIsLeft() {
        assertThat(roles(find("id,time,lon,lat,metadata", ""))).containsEntry(Role.METADATA, 4);
        assertThat(find("id,time,lon,lat,metadata,speed", "").others()).containsExactly(4, 5);
    }

    @Test
    void withDistinctNames() {
        assertThat(find("id,time,lon,lat,a,a,,a_2", "").names())
                .containsExactly("id", "time", "lon", "lat", "a", "a_2", "column7", "a_2_2");
    }

    /** With a look through all names for each, this would take minutes. */
    @Test
    void amongAsManyColumnsOfOneNameAsARowHolds() {
        String many = "id,time,lon,lat" + ",a".repeat(100_000);
        List<String> names = find(many, "").names();
        assertThat(names).hasSize(100_004).endsWith("a_100000").doesNotHaveDuplicates();
    }

    @Test
    void exceptTheIdWhereAllHaveOne() {
        Columns columns = Columns.find(
                List.of("time", "lon", "lat", "id"),
                ReadOptions.builder().objectId("walk").build(),
                Set.of());
        assertThat(columns.columnsOf(Role.ID)).isEmpty();
        assertThat(columns.others()).containsExactly(3);
    }

    @Test
    void orTheFileIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> find("17,2024-01-01T00:00:00Z,8.5,47.3", ""))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("no column for id, time, lon, lat")
                .hasMessageContaining("--columns id=COLUMN");
        assertThatThrownBy(() -> find("time,lon,lat", "")).hasMessageContaining("--id-from-name");
        assertThatThrownBy(() -> find("id,time,lon,lat", "alt=height"))
                .hasMessageContaining("there is no such column; the header has id, time, lon, lat");
        assertThatThrownBy(() -> find("id,time,lon,lat", "time=time+day")).hasMessageContaining("no such column");
        assertThatThrownBy(() -> find("a", "id=a,where=b")).hasMessageContaining("\"where=b\"");
        assertThatThrownBy(() -> find("a", "id=a,id=b")).hasMessageContaining("twice");
    }
}
