package io.spatio.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.error.StoreFullException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What may not be seen yet, and what is refused. */
class DocumentTableTest {
    private final AtomicLong visible = new AtomicLong();
    private final DocumentTable table = new DocumentTable(visible::get);

    private void put(long sequence, String key) {
        table.put(StoredDocument.of(key, sequence, new byte[(int) sequence]));
    }

    private String seen() {
        List<String> seen = new ArrayList<>();
        table.forEach("", document -> seen.add(document.key() + document.sequence()));
        return String.join(" ", seen);
    }

    private String accepted() {
        return String.join(
                " ",
                table.accepted().stream()
                        .map(document -> document.key() + document.sequence())
                        .toList());
    }

    @Test
    void showsOfEachKeyWhatStoodAtTheVisibleSequence() {
        put(1, "a");
        put(2, "b");
        visible.set(2);
        assertThat(seen()).isEqualTo("a1 b2");
        put(3, "a");
        table.remove("b", 4);
        put(5, "c");
        put(6, "a");
        assertThat(seen()).isEqualTo("a1 b2");
        assertThat(table.get("a").orElseThrow().sequence()).isEqualTo(1);
        assertThat(accepted()).isEqualTo("a6 c5");
        assertThat(table.sequenceOf("b")).isZero();
        assertThat(table.size()).isEqualTo(2);
        visible.set(3);
        assertThat(seen()).isEqualTo("a3 b2");
        visible.set(5);
        assertThat(seen()).isEqualTo("a3 c5");
        visible.set(100);
        assertThat(seen()).isEqualTo("a6 c5");
        assertThat(table.bytes()).isEqualTo(2L * (Documents.OVERHEAD_BYTES + 1) + 6 + 5);
    }

    @Test
    void countsWhatIsAcceptedAgainstTheBound() {
        String key = "k";
        int most = Documents.TOTAL_MAX_BYTES - Documents.OVERHEAD_BYTES - key.length();
        table.requireRoom(key, most);
        assertThatThrownBy(() -> table.requireRoom(key, most + 1))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("documents are full");
        table.put(StoredDocument.of(key, 1, new byte[10]));
        table.requireRoom(key, most); // in the place of the ten bytes, which nobody sees yet
        assertThatThrownBy(() -> table.requireRoom("other", most)).isInstanceOf(StoreFullException.class);
        table.remove(key, 2);
        assertThat(table.bytes()).isZero();
    }

    @Test
    void copiesAContentAndRefusesOneThatIsTooLarge() {
        byte[] content = {1};
        assertThat(DocumentTable.copyContent(content)).isNotSameAs(content).isEqualTo(content);
        assertThatThrownBy(() -> DocumentTable.copyContent(new byte[Documents.CONTENT_MAX_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("split it");
    }
}
