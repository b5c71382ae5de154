package io.spatio.store.log.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.store.log.wal.ByteSink;
import io.spatio.store.log.wal.ByteSource;
import io.spatio.store.log.wal.Text;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Hashes of names")
class NameHashesTest {
    private final NameHashes hashes = new NameHashes();

    private static Text text(String name) {
        ByteSink out = new ByteSink(8);
        out.putBlock(name.getBytes(StandardCharsets.UTF_8));
        Text text = new Text();
        new ByteSource(out.array(), 0, out.size(), "test").getText(text);
        return text;
    }

    private long hash(String namespace, String objectId) {
        return hashes.hash(text(namespace), text(objectId), 1);
    }

    @Test
    @DisplayName(
            "are equal for equal names and tell apart what differs by a zero byte, a bit or the place of the border")
    void tellApart() {
        assertThat(hash("fleet", "truck-17"))
                .isEqualTo(hash("fleet", "truck-17"))
                .isNotZero();
        Set<Long> seen = new HashSet<>();
        int names = 0;
        String bytes = "ab\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
        for (int border = 1; border < bytes.length(); border++) {
            for (int end = border + 1; end <= bytes.length(); end++) {
                seen.add(hash(bytes.substring(0, border), bytes.substring(border, end)));
                names++;
            }
        }
        for (int i = 0; i < 100_000; i++) {
            seen.add(hash("fleet", "truck-" + i));
            names++;
        }
        for (int i = 2; i < 1000; i++) {
            seen.add(hashes.hash(text("fleet"), text("truck-1"), i));
            names++;
        }
        assertThat(seen).hasSize(names);
    }

    @Test
    @DisplayName("are kept by number")
    void byNumber() {
        assertThat(hashes.get(1_000_000)).isZero();
        hashes.set(1_000_000, 7);
        assertThat(hashes.get(1_000_000)).isEqualTo(7);
        assertThat(hashes.get(999_999)).isZero();
    }
}
