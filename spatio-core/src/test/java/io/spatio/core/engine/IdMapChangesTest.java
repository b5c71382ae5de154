package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.spi.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What taking out, clearing and retiring do, one after the other. */
class IdMapChangesTest {
    private final ObjectTable rows = new ObjectTable(Meter.NONE);
    private final IdMap ids = new IdMap(rows);

    private void add(String... added) {
        for (String id : added) {
            assertThat(ids.findOrAdd(id)).isNotNegative();
        }
    }

    @Test
    void onlyTheObjectThatHasTheHandleIsTakenOut() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        add("Aa", "c");
        ids.remove("BB", 0);
        ids.remove("c", 0);
        ids.remove("Aa", 1);
        ids.remove("unknown", 0);
        assertThat(ids.find("Aa")).isZero();
        assertThat(ids.find("c")).isEqualTo(1);
        assertThat(rows.id(0)).isEqualTo("Aa");
        assertThat(ids.findOrAdd("next")).as("no handle was freed").isEqualTo(2);
    }

    @Test
    void aHandleIsFreedOnce() {
        add("a", "b");
        ids.remove("a", 0);
        ids.remove("a", 0);
        assertThat(ids.findOrAdd("c")).isZero();
        assertThat(ids.findOrAdd("d")).isEqualTo(2);
        assertThat(rows.end()).isEqualTo(3);
    }

    @Test
    void idsOfOneHashCodeAreFoundWhateverStoodBeforeThem() {
        List<String> colliding = List.of("AaAa", "AaBB", "BBAa", "BBBB");
        for (String gone : colliding) {
            IdMap map = new IdMap(new ObjectTable(Meter.NONE));
            colliding.forEach(map::findOrAdd);
            int handle = map.find(gone);
            map.remove(gone, handle);
            assertThat(colliding)
                    .allSatisfy(id -> assertThat(map.find(id)).isEqualTo(id.equals(gone) ? -1 : colliding.indexOf(id)));
            assertThat(map.findOrAdd(gone)).isEqualTo(handle);
            assertThat(colliding).allSatisfy(id -> assertThat(map.find(id)).isEqualTo(colliding.indexOf(id)));
        }
    }

    @Test
    void whatWasTakenOutCostsNothingForLong() {
        for (int i = 0; i < 100_000; i++) {
            int handle = ids.findOrAdd("id-" + i);
            assertThat(handle).isZero();
            ids.remove("id-" + i, handle);
        }
        assertThat(ids.cost("unknown")).isLessThanOrEqualTo(16);
    }

    @Test
    void aTableThatShrinksAndGrowsLosesNothing() {
        for (int size : new int[] {10_000, 10, 1000, 0, 20_000}) {
            for (int i = 0; i < 20_000; i++) {
                String id = "id-" + i;
                int handle = ids.find(id);
                if (i < size && handle < 0) {
                    add(id);
                } else if (i >= size && handle >= 0) {
                    ids.remove(id, handle);
                }
            }
            int present = size;
            assertThat(IntStream.range(0, 20_000))
                    .allSatisfy(i -> assertThat(ids.find("id-" + i) >= 0).isEqualTo(i < present));
        }
        assertThat(rows.end()).isEqualTo(20_000);
    }

    @Test
    void clearingDoesItsWorkWhileAllIsThereAndTheRestWhenNothingIs() {
        add("a", "b", "c");
        ids.remove("b", 1);
        List<String> did = new ArrayList<>();
        boolean done = ids.clear(
                () -> {
                    did.add("work");
                    assertThat(ids.find("a")).isZero();
                    assertThat(rows.id(2)).isEqualTo("c");
                },
                () -> {
                    did.add("afterwards");
                    assertThat(rows.id(0)).isNull();
                    assertThat(rows.id(2)).isNull();
                    assertThat(ids.find("a")).isEqualTo(-1);
                });
        assertThat(done).isTrue();
        assertThat(did).containsExactly("work", "afterwards");
        assertThat(ids.find("c")).isEqualTo(-1);
        assertThat(List.of(ids.findOrAdd("d"), ids.findOrAdd("e"), ids.findOrAdd("a")))
                .as("each freed handle once")
                .containsExactlyInAnyOrder(0, 1, 2);
        assertThat(ids.findOrAdd("f")).isEqualTo(3);
    }

    @Test
    void whatIsNotDoneTakesNothingOut() {
        add("a", "b");
        IllegalStateException full = new IllegalStateException("the store is full");
        assertThatThrownBy(() -> ids.clear(
                        () -> {
                            throw full;
                        },
                        () -> add("never")))
                .isSameAs(full);
        assertThat(ids.find("a")).isZero();
        assertThat(ids.find("b")).isEqualTo(1);
        assertThat(rows.id(0)).isEqualTo("a");
        assertThat(ids.findOrAdd("c")).as("no handle was freed").isEqualTo(2);
        rows.lock(0); // would wait for ever had the row stayed locked
        rows.unlock(0);
        assertThat(ids.clear(() -> {}, () -> {})).isTrue();
        assertThat(ids.find("a")).isEqualTo(-1);
    }

    @Test
    void aMapThatHoldsAnythingDoesNotRetire() {
        add("a");
        assertThat(ids.retireIfEmpty()).isFalse();
        assertThat(ids.isRetired()).isFalse();
        assertThat(ids.findOrAdd("b")).isEqualTo(1);
        ids.remove("a", 0);
        assertThat(ids.retireIfEmpty()).isFalse();
        ids.remove("b", 1);
        assertThat(ids.retireIfEmpty()).isTrue();
    }

    @Test
    void aClearedMapMayRetire() {
        add("a", "b");
        ids.clear(() -> {}, () -> {});
        assertThat(ids.retireIfEmpty()).isTrue();
    }

    @Test
    void aRetiredMapTakesNoIdsAndClearsNothing() {
        assertThat(ids.retireIfEmpty()).isTrue();
        assertThat(ids.retireIfEmpty()).as("told again").isTrue();
        assertThat(ids.isRetired()).isTrue();
        assertThat(ids.findOrAdd("a")).isEqualTo(IdMap.RETIRED);
        assertThat(ids.find("a")).isEqualTo(-1);
        assertThat(rows.end()).isZero();
        List<String> did = new ArrayList<>();
        assertThat(ids.clear(() -> did.add("work"), () -> did.add("afterwards")))
                .isFalse();
        assertThat(did).isEmpty();
    }

    @Test
    void aHandleIsStillAnObjectsUntilTheObjectGoes() {
        add("a", "b");
        assertThat(ids.isStill("a", 0)).isTrue();
        assertThat(ids.isStill("b", 0)).isFalse();
        assertThat(ids.isStill("a", 7)).as("a handle of another map").isFalse();
        ids.remove("a", 0);
        assertThat(ids.isStill("a", 0)).isFalse();
        add("c");
        assertThat(ids.isStill("a", 0)).isFalse();
        assertThat(ids.isStill("c", 0)).isTrue();
    }
}
