package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.spi.Meter;
import org.junit.jupiter.api.Test;

class ObjectTableTest {
    @Test
    void everyHandleHasARowOfItsOwnAcrossAllPieces() {
        ObjectTable table = new ObjectTable(Meter.NONE);
        int handles = 300_000;
        RowState row = new RowState();
        for (int handle = 0; handle < handles; handle++) {
            table.extendTo(handle);
            table.assign(handle, "o" + handle);
            table.write(handle, row.position(handle * 1e-4, 1, 2, handle, handle + 1, io.spatio.Metadata.NONE));
            table.setStoreObject(handle, handle);
        }
        assertThat(table.end()).isEqualTo(handles);
        for (int handle = 0; handle < handles; handle++) {
            table.read(handle, row);
            assertThat(row.objectId).isEqualTo("o" + handle);
            assertThat(row.micros).isEqualTo(handle);
            assertThat(row.sequence).isEqualTo(handle + 1);
            assertThat(row.lon).isEqualTo(handle * 1e-4);
            assertThat(table.storeObject(handle)).isEqualTo(handle);
        }
    }

    @Test
    void idsAreFoundAfterGrowthAndRemoval() {
        ObjectTable table = new ObjectTable(Meter.NONE);
        IdMap ids = new IdMap(table);
        for (int i = 0; i < 200_000; i++) {
            assertThat(ids.findOrAdd("id-" + i)).isEqualTo(i);
        }
        for (int i = 0; i < 200_000; i += 2) {
            ids.remove("id-" + i, i);
        }
        for (int i = 0; i < 200_000; i++) {
            assertThat(ids.find("id-" + i)).isEqualTo(i % 2 == 0 ? -1 : i);
        }
        for (int i = 0; i < 100_000; i++) {
            assertThat(ids.findOrAdd("again-" + i)).isLessThan(200_000);
        }
        assertThat(table.end()).isEqualTo(200_000);
        for (int i = 0; i < 100_000; i++) {
            assertThat(table.id(ids.find("again-" + i))).isEqualTo("again-" + i);
        }
    }
}
