package io.spatio.core.memory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody makes a namespace slow by the ids that he chooses. */
class ObjectNumbersTest {
    private static final int PAIRS = 14;
    private static final int MOST_COST = 1024;

    private final ObjectLedger ledger = new ObjectLedger();

    /** Ids of one {@link String#hashCode}: "Aa" and "BB" have the same, and so have all that they are joined to. */
    private static List<String> idsOfOneHashCode() {
        List<String> all = List.of("");
        for (int pair = 0; pair < PAIRS; pair++) {
            List<String> longer = new ArrayList<>(all.size() * 2);
            for (String id : all) {
                longer.add(id + "Aa");
                longer.add(id + "BB");
            }
            all = longer;
        }
        return all;
    }

    private ObjectNumbers numbers() {
        return requireNonNull(ledger.ofNamespace("fleet"));
    }

    @Test
    void noIdCostsMuchToFindHoweverFewHaveItsHashCode() {
        int added = 0;
        for (String id : idsOfOneHashCode()) {
            ledger.findOrAdd("fleet", id);
            added++;
            assertThat(numbers().cost(id, ledger)).as("id " + added).isLessThanOrEqualTo(MOST_COST);
        }
        assertThat(added).isEqualTo(1 << PAIRS);
    }

    @Test
    void idsOfOneHashCodeAreFoundAndTakenOutAsOthers() {
        List<String> ids = idsOfOneHashCode();
        for (int number = 0; number < ids.size(); number++) {
            assertThat(ledger.findOrAdd("fleet", ids.get(number))).isEqualTo(number);
        }
        for (int number = 0; number < ids.size(); number += 2) {
            ledger.end(number);
        }
        for (int number = 0; number < ids.size(); number++) {
            assertThat(ledger.find("fleet", ids.get(number))).isEqualTo(number % 2 == 0 ? -1 : number);
        }
        assertThat(numbers().size()).isEqualTo(ids.size() / 2);
    }

    @Test
    void ordinaryIdsKeepTheCheapHash() {
        long cost = costOfOrdinaryIds(new ObjectLedger());
        assertThat(costOfOrdinaryIds(new ObjectLedger()))
                .as("no secret is in it")
                .isEqualTo(cost);
    }

    private static long costOfOrdinaryIds(ObjectLedger ledger) {
        long cost = 0;
        for (int i = 0; i < 1 << PAIRS; i++) {
            ledger.findOrAdd("fleet", "truck-" + i);
        }
        for (int i = 0; i < 1 << PAIRS; i++) {
            cost += requireNonNull(ledger.ofNamespace("fleet")).cost("truck-" + i, ledger);
        }
        return cost;
    }
}
