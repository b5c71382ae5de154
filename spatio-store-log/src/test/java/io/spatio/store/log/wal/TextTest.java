package io.spatio.store.log.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

@Label("A text in the bytes of a file is what its String is")
class TextTest {
    private static Text text(String name, int behind) {
        ByteSink out = new ByteSink(8);
        out.putBlock(name.getBytes(StandardCharsets.UTF_8));
        int length = out.size();
        for (int i = 0; i < behind; i++) {
            out.putByte(0xFF);
        }
        Text text = new Text();
        new ByteSource(out.toByteArray(), 0, length, "test").getText(text);
        return text;
    }

    /** Surrogates that stand alone are no names. */
    private static String wellFormed(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Property
    @Label("equality, hash and text")
    void isTheString(@ForAll @StringLength(max = 40) String any, @ForAll @StringLength(max = 3) String other) {
        String name = wellFormed(any);
        Text text = text(name, 0);
        assertThat(text.toString()).isEqualTo(name);
        assertThat(text.hash()).isEqualTo(name.hashCode());
        assertThat(text.matches(name)).isTrue();
        assertThat(text.toString(name)).isSameAs(name);
        String wrong = wellFormed(other);
        assertThat(text.matches(wrong)).isEqualTo(name.equals(wrong));
        assertThat(text.toString(wrong)).isEqualTo(name);
        assertThat(text.matches(name + "x")).isFalse();
    }

    @Property
    @Label("pieces of seven bytes, whatever stands behind")
    void chunks(@ForAll @StringLength(max = 40) String any, @ForAll @IntRange(max = 9) int behind) {
        String name = wellFormed(any);
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        Text text = text(name, behind);
        assertThat(text.length()).isEqualTo(bytes.length);
        for (int at = 0; at < bytes.length; at += Text.CHUNK_BYTES) {
            long expected = 0;
            for (int i = Math.min(bytes.length, at + Text.CHUNK_BYTES) - 1; i >= at; i--) {
                expected = (expected << 8) | (bytes[i] & 0xFF);
            }
            assertThat(text.chunk(at)).isEqualTo(expected);
        }
    }
}
