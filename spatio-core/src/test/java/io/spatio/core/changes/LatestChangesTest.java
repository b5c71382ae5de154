package io.spatio.core.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.ChangeKind;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.testkit.generators.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The latest changes of each object")
class LatestChangesTest {
    private static final int ALL = Integer.MAX_VALUE;

    private final LatestChanges latest = new LatestChanges();
    private long sequence;

    /** An object goes to a longitude, or, with 0, ends there; it comes from one, or, with 0, from nowhere. */
    private Published change(String namespace, String id, int handle, int from, int to) {
        ChangeKind kind = to == 0 ? ChangeKind.DELETED : from == 0 ? ChangeKind.CREATED : ChangeKind.UPDATED;
        Published change = new Published(kind, namespace, id, handle, ++sequence);
        if (to != 0) {
            change.position(Position.of(to, 0), Metadata.NONE);
        }
        if (from != 0) {
            change.old(from, 0, Double.NaN);
        }
        assertThat(latest.add(change)).isTrue();
        return change;
    }

    private void end(ChangeKind kind, String namespace, String id, int handle) {
        boolean unused = latest.add(
                kind == ChangeKind.DROPPED
                        ? new Published(kind, namespace, ++sequence)
                        : new Published(kind, namespace, id, handle, ++sequence));
    }

    /** Sequence, kind of the last change, id, old and new longitude, and token of what is taken. */
    private List<String> take(int most) {
        Deliveries into = new Deliveries();
        latest.take(into, most, sequence);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < into.size(); i++) {
            Published change = into.change(i);
            Published from = into.from(i);
            Position position = change.position;
            lines.add(change.sequence + " " + change.kind + " " + change.objectId + " "
                    + (from != null && from.hasOld ? (int) from.oldLon : 0) + ">"
                    + (position == null ? 0 : (int) position.lon()) + " @" + into.token(i));
        }
        return lines;
    }

    @Test
    void areOneForEachInOrderOfTheLastWithAPlaceBeforeWhatIsPending() {
        change("n", "a", 0, 5, 6);
        change("n", "b", 1, 0, 7);
        change("n", "a", 0, 6, 8);

        assertThat(take(1)).containsExactly("2 CREATED b 0>7 @0");
        change("n", "b", 1, 7, 9);
        assertThat(latest.told(sequence)).isZero();
        assertThat(take(ALL)).containsExactly("3 UPDATED a 5>8 @3");
        assertThat(latest.told(sequence)).isEqualTo(3);
        assertThat(take(ALL)).containsExactly("4 UPDATED b 7>9 @4");
        assertThat(latest.isBetweenGenerations()).isTrue();
        assertThat(latest.size()).isZero();
    }

    @Test
    void areNoneOfWhatCameAndWent() {
        change("n", "a", 0, 0, 1);
        change("n", "a", 0, 1, 0);

        assertThat(take(ALL)).isEmpty();
        assertThat(latest.told(sequence)).isEqualTo(2);
    }

    @Test
    void areThoseOfTwoObjectsThatHadOneRow() {
        change("n", "a", 0, 1, 0);
        change("n", "b", 0, 0, 2); // a was forgotten
        change("n", "b", 0, 2, 3);
        change("n", "a", 1, 0, 4);
        change("m", "a", 0, 0, 5);

        assertThat(take(ALL))
                .containsExactly(
                        "1 DELETED a 1>0 @1", "3 UPDATED b 0>3 @3", "4 CREATED a 0>4 @4", "5 CREATED a 0>5 @5");
    }

    @Test
    void areTheEndOfAnIncarnationAndWhatCameAfterwards() {
        change("n", "a", 0, 1, 2);
        end(ChangeKind.ERASED, "n", "a", 0);
        change("n", "a", 0, 0, 3);
        change("n", "b", 1, 1, 2);
        change("m", "b", 1, 1, 2);
        assertThat(take(ALL))
                .containsExactly("2 ERASED a 0>0 @2", "3 CREATED a 0>3 @3", "4 UPDATED b 1>2 @4", "5 UPDATED b 1>2 @5");

        change("n", "a", 0, 3, 4);
        end(ChangeKind.ERASED, "n", "a", 0);
        change("m", "b", 1, 2, 3);
        end(ChangeKind.DROPPED, "n", "", -1);
        change("n", "a", 0, 0, 5);
        assertThat(take(ALL)).containsExactly("8 UPDATED b 2>3 @8", "9 DROPPED null 0>0 @9", "10 CREATED a 0>5 @10");
    }

    @Test
    void bringOneWhoAppliesThemToTheStateAtEveryEndOfAGeneration() {
        Random random = new Random(Seeds.of("LatestChangesTest"));
        int[] state = new int[3000];
        Map<String, Integer> known = new HashMap<>();
        for (int round = 0; round < 60; round++) {
            int objects = 1 + random.nextInt(round % 3 == 0 ? state.length : 20);
            for (int i = random.nextInt(2 * objects); i >= 0; i--) {
                int object = random.nextInt(objects);
                int to = state[object] != 0 && random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(179);
                if (state[object] != 0 || to != 0) {
                    change("n", "o" + object, object, state[object], to);
                    state[object] = to;
                }
            }
            apply(known, 1 + random.nextInt(500));
            for (int object = 0; object < state.length; object++) {
                assertThat(known.getOrDefault("o" + object, 0)).isEqualTo(state[object]);
            }
        }
    }

    private void apply(Map<String, Integer> known, int most) {
        Deliveries into = new Deliveries();
        long last = 0;
        do {
            into.clear();
            latest.take(into, most, sequence);
            for (int i = 0; i < into.size(); i++) {
                Published change = into.change(i);
                Published from = into.from(i);
                assertThat(change.sequence).isGreaterThan(last);
                last = change.sequence;
                String id = String.valueOf(change.objectId);
                assertThat(from != null && from.hasOld ? (int) from.oldLon : 0).isEqualTo(known.getOrDefault(id, 0));
                Position position = change.position;
                known.put(id, position == null ? 0 : (int) position.lon());
            }
        } while (into.size() > 0);
    }
}
