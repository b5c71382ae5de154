package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.spi.Meter;
import io.spatio.testkit.generators.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdMapTest {
    private static final int MANY = 1 << 16;

    private final ObjectTable rows = new ObjectTable(Meter.NONE);
    private final IdMap ids = new IdMap(rows);

    /** Ids of one {@link String#hashCode}: "Aa" and "BB" have the same, and so have all that they are joined to. */
    private static List<String> idsOfOneHashCode() {
        List<String> all = List.of("");
        for (int pair = 0; pair < 16; pair++) {
            List<String> longer = new ArrayList<>(all.size() * 2);
            for (String id : all) {
                longer.add(id + "Aa");
                longer.add(id + "BB");
            }
            all = longer;
        }
        return all;
    }

    private static List<String> randomIds(Random random) {
        List<String> all = new ArrayList<>(MANY);
        for (int i = 0; i < MANY; i++) {
            all.add("%016x%016x".formatted(random.nextLong(), random.nextLong()));
        }
        return all;
    }

    /** Ids of different hash codes that all begin their walk within the same few slots of a table of theirs. */
    private static List<String> idsOfOneSlot(Random random) {
        int inverse = inverse(0x9E3779B1);
        List<String> all = new ArrayList<>();
        while (all.size() < 4096) {
            int high = random.nextInt() << 15;
            int low = high >>> 15 & 0x7FFF; // so that the lower 15 bits of h ^ h >>> 15 are nought
            all.add(ofHashCode((high | low) * inverse));
        }
        return all;
    }

    private static int inverse(int odd) {
        int inverse = odd;
        for (int i = 0; i < 5; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    private static String ofHashCode(int wanted) {
        StringBuilder id = new StringBuilder();
        for (long rest = Integer.toUnsignedLong(wanted); rest > 0; rest /= 31) {
            id.insert(0, (char) (rest % 31));
        }
        assertThat(id.toString().hashCode()).isEqualTo(wanted);
        return id.toString();
    }

    private static long costOfAll(List<String> all) {
        IdMap map = new IdMap(new ObjectTable(Meter.NONE));
        all.forEach(map::findOrAdd);
        return all.stream().mapToLong(map::cost).sum();
    }

    @Test
    void idsOfOneHashCodeCostAboutAsMuchAsOthers() {
        List<String> colliding = idsOfOneHashCode();
        assertThat(colliding).hasSize(MANY);
        assertThat(colliding.stream().map(String::hashCode).distinct()).hasSize(1);
        long ordinary = costOfAll(randomIds(new Random(Seeds.of("IdMapTest cost"))));
        assertThat(costOfAll(colliding)).isLessThan(2 * ordinary);
    }

    @Test
    void idsOfOneSlotCostAboutAsMuchAsOthers() {
        List<String> colliding = idsOfOneSlot(new Random(Seeds.of("IdMapTest slot")));
        List<String> ordinary =
                randomIds(new Random(Seeds.of("IdMapTest slot"))).subList(0, colliding.size());
        assertThat(costOfAll(colliding)).isLessThan(2 * costOfAll(ordinary));
    }

    @Test
    void anOrdinaryTableKeepsTheCheapHash() {
        List<String> numbered = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            numbered.add("truck-" + i);
        }
        long cost = costOfAll(numbered);
        assertThat(cost).isLessThan(4L * MANY);
        assertThat(costOfAll(numbered)).as("no secret is in it").isEqualTo(cost);
    }

    @Test
    void agreesWithAMapWhateverTheIds() {
        Random random = new Random(Seeds.of("IdMapTest model"));
        List<String> colliding = new ArrayList<>(idsOfOneHashCode().subList(0, 200));
        colliding.addAll(idsOfOneSlot(random).subList(0, 200));
        colliding.addAll(randomIds(random).subList(0, 200));
        Map<String, Integer> model = new HashMap<>();
        for (int step = 0; step < 100_000; step++) {
            String id = colliding.get(random.nextInt(colliding.size()));
            switch (random.nextInt(20)) {
                case 0 -> model.computeIfPresent(id, (known, handle) -> removed(known, handle));
                case 1 -> model.computeIfAbsent(id, ids::findOrAdd);
                case 2 -> {
                    if (random.nextInt(500) == 0) {
                        ids.clear(() -> {}, () -> {});
                        model.clear();
                    }
                }
                default -> assertThat(ids.find(id)).isEqualTo(model.getOrDefault(id, -1));
            }
        }
        assertThat(model.values()).doesNotHaveDuplicates();
        assertThat(rows.end()).as("handles are used again").isLessThanOrEqualTo(colliding.size());
    }

    private @Nullable Integer removed(String id, int handle) {
        ids.remove(id, handle);
        return null;
    }

    @Test
    void everyIdIsFoundWhileTheTableIsReplaced() throws InterruptedException {
        List<String> colliding = idsOfOneHashCode().subList(0, 4096);
        String first = "first";
        int handle = ids.findOrAdd(first);
        AtomicBoolean done = new AtomicBoolean();
        List<Integer> others = Collections.synchronizedList(new ArrayList<>());
        Thread reader = new Thread(() -> {
            while (!done.get()) {
                int found = ids.find(first);
                if (found != handle) {
                    others.add(found);
                }
            }
        });
        reader.start();
        colliding.forEach(ids::findOrAdd);
        done.set(true);
        reader.join();
        assertThat(others).isEmpty();
        for (int i = 0; i < colliding.size(); i++) {
            assertThat(ids.find(colliding.get(i))).isEqualTo(i + 1);
        }
    }
}
