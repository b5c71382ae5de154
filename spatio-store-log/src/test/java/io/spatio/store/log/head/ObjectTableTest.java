package io.spatio.store.log.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.error.StoreFullException;
import io.spatio.store.log.wal.ByteSink;
import io.spatio.store.log.wal.ByteSource;
import io.spatio.store.log.wal.Text;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of objects finds what was registered and not what lost its name")
class ObjectTableTest {
    private static final List<String> NAMESPACES = List.of("a", "b");

    private final ObjectTable table = new ObjectTable();
    private final Numbered<StoredObject> bySlot = new Numbered<>();
    private final Map<List<String>, StoredObject> model = new HashMap<>();

    /** Ids of which many share a hash: "Aa" and "BB" have the same. */
    private static String id(Random random) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            id.append(random.nextBoolean() ? "Aa" : "BB");
        }
        return id.toString();
    }

    @Test
    @DisplayName("over random registrations and erases, of ids that share hashes")
    void agreesWithMap() {
        Random random = new Random(5);
        for (int step = 0; step < 20_000; step++) {
            String namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
            String id = id(random);
            StoredObject known = model.get(List.of(namespace, id));
            assertThat(table.find(namespace, id)).isSameAs(known);
            if (known == null) {
                StoredObject added = table.add(namespace, id);
                assertThat(table.get(added.number())).isSameAs(added);
                assertThat(table.add(namespace, id)).isSameAs(added);
                model.put(List.of(namespace, id), added);
            } else if (random.nextInt(2) == 0) {
                table.unname(known);
                table.forget(known);
                model.remove(List.of(namespace, id));
                assertThat(table.find(namespace, id)).isNull();
            }
        }
        assertThat(table.named()).isEqualTo(model.size());
        for (String namespace : NAMESPACES) {
            assertThat(table.of(namespace))
                    .containsExactlyInAnyOrderElementsOf(model.values().stream()
                            .filter(object -> object.namespace().equals(namespace))
                            .toList());
        }
    }

    @Test
    @DisplayName("at a bounded cost even where all ids have one hash code, as Strings and as bytes")
    void isNotFlooded() {
        Names names = new Names(bySlot);
        List<String> ids = List.of("");
        while (ids.size() < 1 << 12) {
            ids = ids.stream().flatMap(id -> Stream.of(id + "Aa", id + "BB")).toList();
        }
        assertThat(ids.stream().mapToInt(String::hashCode).distinct().count()).isEqualTo(1);
        int slot = 0;
        for (String id : ids) {
            StoredObject object = new StoredObject(slot, slot + 1, "n", id);
            bySlot.set(slot++, object);
            names.add(object);
            assertThat(names.cost(id)).isLessThanOrEqualTo(Names.MOST_COST);
        }
        assertThat(names.cost("absent")).isLessThanOrEqualTo(Names.MOST_COST);
        for (String id : ids) {
            assertThat(names.cost(id)).isLessThanOrEqualTo(Names.MOST_COST);
            StoredObject found = names.find(id);
            assertThat(found).isNotNull();
            assertThat(found.objectId()).isEqualTo(id);
            assertThat(names.find(text(id))).isSameAs(found);
        }
        for (String id : ids.subList(0, ids.size() / 2)) {
            assertThat(names.remove(Objects.requireNonNull(names.find(id)))).isTrue();
            assertThat(names.find(text(id))).isNull();
        }
        assertThat(names.size()).isEqualTo(ids.size() / 2);
        assertThat(names.all()).hasSize(ids.size() / 2);
    }

    private static Text text(String id) {
        ByteSink bytes = new ByteSink(64);
        bytes.putBlock(id.getBytes(StandardCharsets.UTF_8));
        Text text = new Text();
        new ByteSource(bytes.array(), 0, bytes.size(), "test").getText(text);
        return text;
    }

    @Test
    @DisplayName("refuses the object that has no place, and takes it when another is gone")
    void isBounded() {
        ObjectTable small = new ObjectTable(100);
        for (int i = 0; i < 100; i++) {
            small.add("n", "o" + i);
        }
        assertThatThrownBy(() -> small.add("n", "more"))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("100");
        assertThat(small.find("n", "more")).isNull();
        StoredObject gone = small.add("n", "o7");
        small.unname(gone);
        small.forget(gone);
        StoredObject more = small.add("n", "more");
        assertThat(more.slot()).isEqualTo(gone.slot());
        assertThat(more.incarnation()).isGreaterThan(gone.incarnation());
        assertThat(small.get(gone.number())).isNull();
        assertThat(small.get(more.number())).isSameAs(more);
    }

    @Test
    @DisplayName("gives a number once, and after its last use a place no more")
    void neverTwice() {
        ObjectTable small = new ObjectTable(1000);
        Set<Integer> numbers = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            StoredObject object = small.add("n", "o");
            assertThat(numbers.add(object.number())).isTrue();
            small.unname(object);
            small.forget(object);
        }
        assertThat(small.limit()).isEqualTo(20_000 / 32);
        assertThat(small.of("n")).isEmpty();
    }
}
