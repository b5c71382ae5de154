package io.spatio.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.cli.command.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Columns are found")
class ColumnsTest {
    private static Columns find(String header, String chosen) {
        return Columns.find(List.of(header.split(",", -1)), ColumnChoice.parse(chosen));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object_id,timestamp,lon,lat,alt",
                "MMSI,BaseDateTime,Longitude,Latitude,z",
                "Vehicle ID,Event-Time,LNG,LAT,Altitude",
                " id , time , x , y , elevation ",
                "icao24,date.time,long,lat,ele"
            })
    void byTheirUsualNames(String header) {
        Columns columns = find(header, "");
        assertThat(columns.roles()).isEqualTo(Map.of(Role.ID, 0, Role.TIME, 1, Role.LON, 2, Role.LAT, 3, Role.ALT, 4));
        assertThat(columns.others()).isEmpty();
    }

    @Test
    void theSurerNameFirst() {
        Columns columns = find("name,id,t,time,x,lon,y,lat,z", "");
        assertThat(columns.roles()).isEqualTo(Map.of(Role.ID, 1, Role.TIME, 3, Role.LON, 5, Role.LAT, 7, Role.ALT, 8));
        assertThat(columns.others()).containsExactly(0, 2, 4, 6);
    }

    @Test
    void asTheUserSays() {
        Columns columns = find("a,b,c,d,alt,lon", "id=d,time=#2,lon=a,lat=c,alt=");
        assertThat(columns.roles()).isEqualTo(Map.of(Role.ID, 3, Role.TIME, 1, Role.LON, 0, Role.LAT, 2));
        assertThat(columns.others()).containsExactly(4, 5);
    }

    @Test
    void withWholeMetadataWhereNothingElseIsLeft() {
        assertThat(find("id,time,lon,lat,metadata", "").roles()).containsEntry(Role.METADATA, 4);
        assertThat(find("id,time,lon,lat,metadata,speed", "").others()).containsExactly(4, 5);
    }

    @Test
    void withDistinctNames() {
        assertThat(find("id,time,lon,lat,a,a,,a_2", "").names())
                .containsExactly("id", "time", "lon", "lat", "a", "a_2", "column7", "a_2_2");
    }

    @Test
    void orTheFileIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> find("17,2024-01-01T00:00:00Z,8.5,47.3", ""))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no column for id, time, lon, lat")
                .hasMessageContaining("--columns id=COLUMN");
        assertThatThrownBy(() -> find("id,time,lon,lat", "alt=height"))
                .hasMessageContaining("there is no such column; the header has id, time, lon, lat");
        assertThatThrownBy(() -> ColumnChoice.parse("id=a,where=b")).hasMessageContaining("\"where=b\"");
        assertThatThrownBy(() -> ColumnChoice.parse("id=a,id=b")).hasMessageContaining("twice");
    }
}
