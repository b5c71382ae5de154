package io.spatio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { \"a\" : 1.0 } ",
                "null",
                "\"text\"",
                "-0.0",
                "1e999",
                "[1,[2]]",
                "\"\\ud800\"",
                "\"\u00e9\ud83d\ude00\""
            })
    void keepsEveryJsonValueByteForByte(String json) {
        Metadata metadata = Metadata.json(json);
        assertThat(metadata.json()).isEqualTo(json);
        assertThat(metadata.toUtf8()).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
        assertThat(Metadata.ofUtf8(metadata.toUtf8())).isEqualTo(metadata).hasSameHashCodeAs(metadata);
        assertThat(metadata.isPresent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{} {}",
                "1 2",
                "{\"a\":}",
                "{",
                "[1,]",
                "nul",
                "NaN",
                "01",
                "{'a':1}",
                "\"a\nb\"",
                "\ufeff{}",
                "1\u0000"
            })
    void refusesWhatIsNotOneJsonValue(String json) {
        assertThatThrownBy(() -> Metadata.json(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("metadata ");
        assertThatThrownBy(() -> Metadata.ofUtf8(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[][] broken = {{'"', (byte) 0xff, '"'}, {'"', (byte) 0xc0, (byte) 0x80, '"'}, {'"', (byte) 0xe2, '"'}};
        for (byte[] bytes : broken) {
            assertThatThrownBy(() -> Metadata.ofUtf8(bytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("metadata is not well-formed UTF-8");
        }
        assertThatThrownBy(() -> Metadata.ofUtf8("{}".getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Metadata.json("\"\ud800\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unpaired surrogate");
    }

    @Test
    void nestsUpTo64() {
        assertThat(Metadata.json("[".repeat(64) + "]".repeat(64)).sizeBytes()).isEqualTo(128);
        assertThatThrownBy(() -> Metadata.json("[".repeat(65) + "]".repeat(65)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsUpToOneMebibyte() {
        String largest = "\"" + "a".repeat((1 << 20) - 2) + "\"";
        assertThat(Metadata.json(largest).sizeBytes()).isEqualTo(1 << 20);
        String digits = "1".repeat(1 << 20);
        assertThat(Metadata.json(digits).json()).isEqualTo(digits);
        assertThatThrownBy(() -> Metadata.json(largest + " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metadata has 1048577 bytes: the most is 1048576");
    }

    @Test
    void buildsObjectsFromFields() {
        Metadata metadata = Metadata.of("driver", "A\"nn", "load", 3, "full", true, "left", null, "speed", 2.5f);
        assertThat(metadata.json())
                .isEqualTo("{\"driver\":\"A\\\"nn\",\"load\":3,\"full\":true,\"left\":null,\"speed\":2.5}");
        assertThat(Metadata.of("n", new BigDecimal("1E+3")).json()).isEqualTo("{\"n\":1E+3}");
        assertThatThrownBy(() -> Metadata.of("a", 1, "b")).hasMessage("metadata field b has no value");
        assertThatThrownBy(() -> Metadata.of("a", Double.NaN)).hasMessage("metadata field a=NaN is not a JSON number");
        assertThatThrownBy(() -> Metadata.of("a", new Object())).hasMessageContaining("use Metadata.json");
        for (String broken : new String[] {"\ud800", "a\udc00b"}) {
            assertThatThrownBy(() -> Metadata.of("a", broken))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("unpaired surrogate");
            assertThatThrownBy(() -> Metadata.of(broken, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("unpaired surrogate");
        }
    }

    @Test
    void readsScalarFields() {
        Metadata metadata = Metadata.json("{\"deep\":{\"x\":1},\"x\":\"one\",\"n\":12.50,\"z\":null,\"t\":true}");
        assertThat(metadata.text("x")).hasValue("one");
        assertThat(metadata.text("n")).hasValue("12.50");
        assertThat(metadata.text("t")).hasValue("true");
        assertThat(metadata.text("z")).isEmpty();
        assertThat(metadata.text("deep")).isEmpty();
        assertThat(metadata.text("none")).isEmpty();
        assertThat(Metadata.json("[1]").text("x")).isEmpty();
        assertThat(Metadata.NONE.text("x")).isEmpty();
    }

    @Test
    void noneHasNoBytes() {
        assertThat(Metadata.NONE.isPresent()).isFalse();
        assertThat(Metadata.NONE.sizeBytes()).isZero();
        assertThat(Metadata.NONE.json()).isEqualTo("null");
        assertThat(Metadata.NONE).isNotEqualTo(Metadata.json("null"));
        assertThat(MetadataBytes.of(new byte[0])).isSameAs(Metadata.NONE);
    }

    @Test
    void bytesAreCopiedInAndOut() {
        byte[] bytes = {'1'};
        Metadata metadata = Metadata.ofUtf8(bytes);
        bytes[0] = '2';
        metadata.toUtf8()[0] = '3';
        assertThat(metadata).hasToString("1");
    }
}
