package io.spatio.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is known of an object stays its own, whichever piece of the columns it stands in. */
class ObjectLedgerTest {
    private static final int OBJECTS = 40_000; // several pieces

    private final ObjectLedger ledger = new ObjectLedger();
    private final Standings standings = new Standings();
    private final NewEvent event = new NewEvent();

    private static String namespace(int object) {
        return "namespace-" + object % 3;
    }

    private static String id(int object) {
        return "object-" + object;
    }

    private void addAll() {
        for (int object = 0; object < OBJECTS; object++) {
            assertThat(ledger.findOrAdd(namespace(object), id(object))).isEqualTo(object);
            standings.begin(object);
            standings.setSpine(object, 7L * object, 0);
            event.micros = 11L * object;
            standings.setGreatest(object, 5L * object, event);
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
            assertThat(ledger.owner(object).namespace).isEqualTo(namespace(object));
            assertThat(standings.isKnown(object)).isTrue();
            assertThat(standings.spine(object)).isEqualTo(7L * object);
            assertThat(standings.greatest(object)).isEqualTo(5L * object);
            assertThat(standings.greatestMicros(object)).isEqualTo(11L * object);
            assertThat(standings.isKept(object)).isFalse();
        }
        assertThat(ledger.isKnown(OBJECTS)).isFalse();
        assertThat(standings.isKnown(OBJECTS)).isFalse();
    }

    @Test
    void anObjectThatEndsLeavesOthersAloneAndItsNumberMeansSomebodyElseLater() {
        addAll();
        for (int object = 1; object < OBJECTS; object += 2) {
            ledger.end(object);
            standings.end(object);
        }
        for (int object = 0; object < OBJECTS; object++) {
            boolean stays = object % 2 == 0;
            assertThat(ledger.isKnown(object)).isEqualTo(stays);
            assertThat(standings.isKnown(object)).isEqualTo(stays);
            assertThat(ledger.find(namespace(object), id(object))).isEqualTo(stays ? object : -1);
        }
        assertThatThrownBy(() -> ledger.id(16_385)).hasMessageContaining("object number 16385 has ended");

        int again = ledger.findOrAdd("namespace-0", "newcomer");
        assertThat(again).isEqualTo(1); // the number that has rested longest
        assertThat(ledger.stamp(again)).isEqualTo(ledger.stamp()).isGreaterThan(ledger.stamp(OBJECTS - 2));
        standings.begin(again);
        assertThat(standings.spine(again)).isEqualTo(HistoryRing.NOWHERE);
        assertThat(standings.greatest(again)).isEqualTo(HistoryRing.NOWHERE);
        assertThat(standings.spine(16_384)).isEqualTo(7L * 16_384);
    }

    @Test
    void whenTheLastOfManyEndsNothingIsLeft() {
        addAll();
        for (int object = 0; object < OBJECTS; object++) {
            ledger.end(object);
        }
        assertThat(ledger.size()).isZero();
        assertThat(ledger.end()).isZero();
        assertThat(ledger.isKnown(0)).isFalse();
        assertThat(ledger.findOrAdd("n", "o")).isZero();
    }

    /** Of two letters each that hash alike. */
    private static String collision(int number) {
        StringBuilder id = new StringBuilder();
        for (int bit = 0; bit < 12; bit++) {
            id.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return id.toString();
    }

    @Test
    void idsOfOneHashCodeAreToldApartBeforeAndAfterTheHashIsKeyed() {
        assertThat(collision(0)).hasSameHashCodeAs(collision(4095));
        for (int object = 0; object < 4096; object++) {
            assertThat(ledger.findOrAdd("n", collision(object))).isEqualTo(object);
        }
        for (int object = 0; object < 4096; object += 3) {
            ledger.end(object);
        }
        for (int object = 0; object < 4096; object++) {
            assertThat(ledger.find("n", collision(object))).isEqualTo(object % 3 == 0 ? -1 : object);
        }
    }
}
