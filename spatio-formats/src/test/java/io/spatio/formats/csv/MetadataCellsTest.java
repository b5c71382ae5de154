package io.spatio.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Metadata;
import io.spatio.formats.field.Columns;
import io.spatio.formats.track.ReadOptions;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Cells as metadata")
class MetadataCellsTest {
    private static Metadata of(String... cells) {
        List<String> all = new java.util.ArrayList<>(List.of("id", "t", "1", "2"));
        all.addAll(List.of(cells));
        List<String> header = new java.util.ArrayList<>(List.of("id", "time", "lon", "lat"));
        for (int i = 0; i < cells.length; i++) {
            header.add("c" + i);
        }
        return new MetadataCells(Columns.find(header, ReadOptions.DEFAULT, Set.of())).of(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "-3", "1038", "21.5", "-21.6", "0.00001", "9007199254740992", "-0.5"})
    void areNumbersWhereNothingIsLost(String text) {
        assertThat(of(text).json()).isEqualTo("{\"c0\":" + text + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "007",
                "-0",
                "+1",
                "21.50",
                "1.0",
                "1e5",
                ".5",
                "5.",
                "1,5",
                "0x10",
                "NaN",
                "Infinity",
                "1 ",
                "１",
                "9007199254740993",
                "0.1234567890123456789",
                "true",
                "null",
                "-",
                "1.2.3",
                "123456789012345678901234567890"
            })
    void areTextsOtherwise(String text) {
        assertThat(of(text).json()).isEqualTo("{\"c0\":\"" + text + "\"}");
    }

    @Test
    void emptyCellsAreLeftOut() {
        assertThat(of("", "").isPresent()).isFalse();
        assertThat(of("", "x").json()).isEqualTo("{\"c1\":\"x\"}");
    }

    @Test
    void textsAreEscaped() {
        assertThat(of("a\"b\n\u0001é").text("c0")).contains("a\"b\n\u0001é");
    }

    @Property
    void whatLooksLikeANumberReadsBackAsItsText(
            @ForAll @StringLength(min = 1, max = 20) @CharRange(from = '0', to = '9') @Chars({'-', '.', 'e'})
                    String text) {
        if (MetadataCells.isCanonicalNumber(text)) {
            double number = Double.parseDouble(text);
            assertThat(new java.math.BigDecimal(Double.toString(number)).compareTo(new java.math.BigDecimal(text)))
                    .isZero();
            assertThat(new java.math.BigDecimal(text).toPlainString()).isEqualTo(text);
        }
        assertThat(of(text).text("c0")).contains(text);
    }
}
