package io.spatio.store.log.wal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.error.UnsupportedFormatException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that this version does not read are refused as such, and never passed over. */
final class RecordsTest {
    private static Records.Visitor nobody() {
        return (Records.Visitor) Proxy.newProxyInstance(
                Records.Visitor.class.getClassLoader(), new Class<?>[] {Records.Visitor.class}, (p, m, a) -> null);
    }

    @ParameterizedTest
    @CsvSource({"7, an expiry", "12, a patch", "15, a patch", "99, type 99"})
    void areRefused(int type, String what) {
        ByteSink out = new ByteSink(64);
        out.putByte(type);
        out.putZeros(32);
        assertThatThrownBy(() -> Records.read(new ByteSource(out.array(), 0, out.size(), "wal-1.log"), 1, 1, nobody()))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining(what)
                .hasMessageContaining("wal-1.log");
    }
}
