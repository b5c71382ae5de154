package io.spatio.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is known of an object stays its own, whichever piece of the columns it stands in. */
class ObjectLedgerTest {
    private static final int OBJECTS = 40_000; // several pieces

    private final ObjectLedger ledger = new ObjectLedger();

    private static String namespace(int object) {
        return "namespace-" + object % 3;
    }

    private static String id(int object) {
        return "object-" + object;
    }

    private void addAll() {
        for (int object = 0; object < OBJECTS; object++) {
            assertThat(ledger.findOrAdd(namespace(object), id(object))).isEqualTo(object);
            assertThat(ledger.note(object, 7L * object, 11L * object, false)).isTrue();
        }
    }

    @Test
    void anObjectIsFoundAndKeepsItsEventsWhileOthersCome() {
        addAll();
        assertThat(ledger.size()).isEqualTo(OBJECTS);
        assertThat(ledger.end()).isEqualTo(OBJECTS);
        for (int object = 0; object < OBJECTS; object++) {
            assertThat(ledger.find(namespace(object), id(object))).isEqualTo(object);
            assertThat(ledger.findOrAdd(namespace(object), id(object))).isEqualTo(object);
            assertThat(ledger.id(object)).isEqualTo(id(object));
            assertThat(ledger.namespace(object)).isEqualTo(namespace(object));
            assertThat(ledger.latest(object)).isEqualTo(7L * object);
            assertThat(ledger.greatest(object)).isEqualTo(7L * object);
            assertThat(ledger.isOutOfOrder(object)).isFalse();
        }
        assertThat(ledger.isKnown(OBJECTS)).isFalse();
    }

    @Test
    void anObjectThatEndsLeavesOthersAloneAndItsNumberMeansSomebodyElseLater() {
        addAll();
        for (int object = 1; object < OBJECTS; object += 2) {
            ledger.end(object);
        }
        for (int object = 0; object < OBJECTS; object++) {
            boolean stays = object % 2 == 0;
            assertThat(ledger.isKnown(object)).isEqualTo(stays);
            assertThat(ledger.birth(object)).isEqualTo(stays ? 0 : 1);
            assertThat(ledger.find(namespace(object), id(object))).isEqualTo(stays ? object : -1);
        }
        assertThatThrownBy(() -> ledger.id(16_385)).hasMessageContaining("object number 16385 has ended");

        int again = ledger.findOrAdd("namespace-0", "newcomer");
        assertThat(again).isEqualTo(1); // the number that has rested longest
        assertThat(ledger.birth(again)).isEqualTo(1);
        assertThat(ledger.latest(again)).isEqualTo(HistoryRing.NOWHERE);
        assertThat(ledger.greatest(again)).isEqualTo(HistoryRing.NOWHERE);
        assertThat(ledger.latest(16_384)).isEqualTo(7L * 16_384);
    }
}
