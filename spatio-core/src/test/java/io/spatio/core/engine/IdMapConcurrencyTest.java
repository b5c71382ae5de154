package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.spi.Meter;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import io.spatio.testkit.harness.Threads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Threads that look up, add and take out ids at the same time; half of the ids have one hash code. */
class IdMapConcurrencyTest {
    private static final int OWNERS = 3;
    private static final int IDS_OF_EACH = 400;

    private final ObjectTable rows = new ObjectTable(Meter.NONE);
    private final IdMap ids = new IdMap(rows);

    /** Ids for one thread: no two threads have the same. */
    private static List<String> idsOf(int owner) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < IDS_OF_EACH; i++) {
            StringBuilder id = new StringBuilder();
            int bits = owner * IDS_OF_EACH + i;
            for (int bit = 0; bit < 11; bit++) {
                id.append((bits >>> bit & 1) == 0 ? "Aa" : "BB"); // which have one hash code
            }
            all.add(i % 2 == 0 ? id.toString() : "id-" + bits);
        }
        return all;
    }

    /** Takes an id out as the engine does, under its row's lock; false where it had gone before. */
    private boolean remove(String id, int handle) {
        rows.lock(handle);
        try {
            boolean still = ids.isStill(id, handle);
            if (still) {
                ids.remove(id, handle);
            }
            return still;
        } finally {
            rows.unlock(handle);
        }
    }

    /** What must be true when nobody changes anything. */
    private void requireConsistency(List<String> all) {
        Set<Integer> handles = new HashSet<>();
        for (String id : all) {
            int handle = ids.find(id);
            if (handle >= 0) {
                assertThat(rows.id(handle)).isEqualTo(id);
                assertThat(handles.add(handle)).as("a handle of its own").isTrue();
            }
        }
        int used = 0;
        for (int handle = 0; handle < rows.end(); handle++) {
            String id = rows.id(handle);
            if (id != null) {
                used++;
                assertThat(ids.find(id)).isEqualTo(handle);
            }
        }
        assertThat(used).isEqualTo(handles.size());
    }

    /** Adds, finds and takes out its own ids, of which nobody else speaks. */
    private void live(List<String> own, Random random, Budget.Running budget) {
        Map<String, Integer> model = new LinkedHashMap<>();
        do {
            String id = own.get(random.nextInt(own.size()));
            Integer known = model.get(id);
            assertThat(ids.find(id)).as(id).isEqualTo(known == null ? -1 : known);
            if (known == null) {
                int handle = ids.findOrAdd(id);
                assertThat(rows.id(handle)).isEqualTo(id);
                model.put(id, handle);
            } else if (random.nextInt(3) > 0) {
                assertThat(remove(id, known)).isTrue();
                model.remove(id);
            } else {
                assertThat(ids.findOrAdd(id)).isEqualTo(known);
            }
        } while (budget.remains());
        model.forEach((id, handle) -> assertThat(ids.find(id)).isEqualTo(handle));
    }

    @Test
    void everyThreadFindsWhatItAddedAndNothingThatItTookOut() {
        long seed = Seeds.of("IdMapConcurrencyTest live");
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(8).start();
        List<String> all = new ArrayList<>();
        List<Threads.Task> tasks = new ArrayList<>();
        for (int owner = 0; owner < OWNERS; owner++) {
            List<String> own = idsOf(owner);
            Random random = new Random(seed + owner);
            all.addAll(own);
            tasks.add(() -> live(own, random, budget));
        }
        Map<String, Integer> lasting = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            lasting.put("lasting-" + i, ids.findOrAdd("lasting-" + i));
        }
        tasks.add(() -> {
            do {
                lasting.forEach((id, handle) -> assertThat(ids.find(id)).isEqualTo(handle));
                assertThat(ids.find("never")).isEqualTo(-1);
            } while (budget.remains());
        });
        Threads.runAll(tasks);
        all.addAll(lasting.keySet());
        requireConsistency(all);
        assertThat(rows.end()).as("handles are used again").isLessThanOrEqualTo(all.size());
    }

    @Test
    void threadsThatAddTheSameIdGetOneHandle() {
        List<String> shared = idsOf(0);
        List<Map<String, Integer>> given = Collections.synchronizedList(new ArrayList<>());
        Threads.Task adding = () -> {
            Map<String, Integer> mine = new LinkedHashMap<>();
            shared.forEach(id -> mine.put(id, ids.findOrAdd(id)));
            given.add(mine);
        };
        Threads.runAll(List.of(adding, adding, adding));
        assertThat(given.get(0).values()).doesNotHaveDuplicates();
        assertThat(new HashSet<>(given)).hasSize(1);
        assertThat(rows.end()).isEqualTo(IDS_OF_EACH);
        requireConsistency(shared);
    }

    /** Writers beside a thread that takes everything out again and again. */
    private final class Clearing {
        private final Budget.Running budget =
                Budget.ofSystemProperty().dividedBy(8).start();
        private final AtomicInteger holders = new AtomicInteger();
        private final List<String> all = new ArrayList<>();

        void run(long seed) {
            List<Threads.Task> tasks = new ArrayList<>();
            for (int owner = 0; owner < OWNERS; owner++) {
                List<String> own = idsOf(owner);
                Random random = new Random(seed + owner);
                all.addAll(own);
                tasks.add(() -> write(own, random));
            }
            tasks.add(this::clear);
            Threads.runAll(tasks);
            requireConsistency(all);
            assertThat(rows.end()).as("handles are used again").isLessThanOrEqualTo(all.size());
        }

        private void write(List<String> own, Random random) {
            do {
                String id = own.get(random.nextInt(own.size()));
                int handle = ids.findOrAdd(id);
                rows.lock(handle);
                try {
                    holders.incrementAndGet();
                    if (ids.isStill(id, handle)) {
                        assertThat(ids.find(id))
                                .as("who has the row's lock has the object")
                                .isEqualTo(handle);
                        if (random.nextInt(3) == 0) {
                            ids.remove(id, handle);
                            assertThat(ids.find(id)).isEqualTo(-1);
                        }
                    }
                    holders.decrementAndGet();
                } finally {
                    rows.unlock(handle);
                }
            } while (budget.remains());
        }

        private void clear() {
            do {
                assertThat(ids.clear(this::requireNobodyElse, this::requireNothing))
                        .isTrue();
                Thread.yield();
            } while (budget.remains());
        }

        private void requireNobodyElse() {
            assertThat(holders).as("writers that have a row's lock").hasValue(0);
        }

        private void requireNothing() {
            requireNobodyElse();
            for (int handle = 0; handle < rows.end(); handle++) {
                assertThat(rows.id(handle)).isNull();
            }
            all.forEach(id -> assertThat(ids.find(id)).isEqualTo(-1));
        }
    }

    @Test
    void whoClearsIsAloneAndLeavesNothing() {
        new Clearing().run(Seeds.of("IdMapConcurrencyTest clear"));
    }

    /** Who still has the handle of an object that goes and comes again must not get ahead of those who look it up. */
    @Test
    void aRowThatHasAnIdCanBeFoundByIt() {
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(20).start();
        assertThat(ids.findOrAdd("a")).isZero();
        Threads.Task comingAndGoing = () -> {
            do {
                assertThat(ids.findOrAdd("a")).isZero();
                remove("a", 0);
            } while (budget.remains());
        };
        Threads.Task holding = () -> {
            do {
                rows.lock(0);
                try {
                    if (ids.isStill("a", 0)) {
                        assertThat(ids.find("a")).isZero();
                    }
                } finally {
                    rows.unlock(0);
                }
            } while (budget.remains());
        };
        Threads.runAll(List.of(comingAndGoing, holding));
    }

    /** Either the map has retired and the id is not in it, or it has not and the id is. */
    @Test
    void anIdIsNeverAddedToAMapThatHasRetired() {
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(20).start();
        do {
            IdMap map = new IdMap(new ObjectTable(Meter.NONE));
            AtomicInteger handle = new AtomicInteger();
            boolean[] retired = new boolean[1];
            Threads.runAll(
                    List.of(() -> handle.set(map.findOrAdd("a")), () -> retired[0] = map.retireIfEmpty(), () -> {}));
            assertThat(handle).hasValue(retired[0] ? IdMap.RETIRED : 0);
            assertThat(map.find("a")).isEqualTo(retired[0] ? -1 : 0);
            assertThat(map.isRetired()).isEqualTo(retired[0]);
        } while (budget.remains());
    }
}
