package io.spatio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
    @Property(tries = 2000)
    void ordersAsTheUtf8Bytes(@ForAll int[] a, @ForAll int[] b) {
        String x = wellFormed(a);
        String y = wellFormed(b);
        int bytes = Arrays.compareUnsigned(x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8));
        assertThat(Integer.signum(Identifiers.compare(x, y))).isEqualTo(Integer.signum(bytes));
        assertThat(Integer.signum(Identifiers.compare(y, x))).isEqualTo(-Integer.signum(bytes));
    }

    /** Few distinct code points around the surrogates, so that prefixes are shared. */
    private static String wellFormed(int[] choices) {
        int[] alphabet = {'a', 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
        StringBuilder text = new StringBuilder();
        for (int choice : choices) {
            text.appendCodePoint(alphabet[Math.floorMod(choice, alphabet.length)]);
        }
        return text.toString();
    }

    @Test
    void codePointsAboveTheBasicPlaneComeLast() {
        assertThat(Identifiers.ORDER.compare("\uffff", "\ud800\udc00")).isNegative();
        assertThat("\uffff".compareTo("\ud800\udc00")).isPositive();
        assertThat(Identifiers.ORDER.compare("a", "ab")).isNegative();
        assertThat(Identifiers.ORDER.compare("ab", "ab")).isZero();
    }

    @Test
    void anyWellFormedTextIsAnId() {
        for (String id :
                new String[] {"a|b::c\n", " ", "\u0000", "\ud83d\ude00", "a".repeat(1024), "\u00e9".repeat(512)}) {
            assertThat(Identifiers.requireObjectId(id)).isSameAs(id);
            assertThat(Identifiers.requireNamespace(id)).isSameAs(id);
        }
    }

    @Test
    void refusesWhatIsNone() {
        assertThatThrownBy(() -> Identifiers.requireObjectId(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("object id is empty: give 1 to 1024 bytes of UTF-8");
        assertThatThrownBy(() -> Identifiers.requireNamespace("\u00e9".repeat(513)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("namespace has 1026 bytes");
        for (String id : new String[] {"\ud800", "a\udc00", "\udc00\ud800", "\ud800a"}) {
            assertThatThrownBy(() -> Identifiers.requireObjectId(id))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("unpaired surrogate");
        }
    }
}
