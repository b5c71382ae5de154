package io.spatio.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Texts for people")
class TextsTest {
    @Test
    void idsAreQuotedWhereTheyCouldMislead() {
        assertThat(Texts.identifier("truck-1")).isEqualTo("truck-1");
        assertThat(Texts.identifier("Zürich/7|::é😀")).isEqualTo("Zürich/7|::é😀");
        assertThat(Texts.identifier("my truck")).isEqualTo("\"my truck\"");
        assertThat(Texts.identifier("a\n\0b\u001b[31m")).isEqualTo("\"a\\n\\u0000b\\u001b[31m\"");
        assertThat(Texts.identifier("say \"hi\" \\")).isEqualTo("\"say \\\"hi\\\" \\\\\"");
        assertThat(Texts.identifier("\u202eevil")).isEqualTo("\"\\u202eevil\"");
        assertThat(Texts.identifier("")).isEqualTo("\"\"");
    }

    @Test
    void messagesStayOnOneLine() {
        assertThat(Texts.printable("a\nb\tc\u2028d\u0085")).isEqualTo("a\\nb\\tc\\u2028d\\u0085");
    }

    @Test
    void distancesAreReadable() {
        assertThat(Texts.distance(0)).isEqualTo("0.0 m");
        assertThat(Texts.distance(999.94)).isEqualTo("999.9 m");
        assertThat(Texts.distance(999.96)).isEqualTo("1.00 km");
        assertThat(Texts.distance(5_432.1)).isEqualTo("5.43 km");
        assertThat(Texts.distance(20_015_114)).isEqualTo("20,015 km");
    }

    @Test
    void whatIsShortenedSaysSo() {
        assertThat(Texts.shortened("abc", 3)).isEqualTo("abc");
        assertThat(Texts.shortened("abcd", 3)).isEqualTo("ab\u2026");
        assertThat(Texts.shortened("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 3)).endsWith("\ude00");
        assertThat(Texts.shortened("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 2)).isEqualTo("\ud83d\ude00\u2026");
    }

    @Test
    void numbersAreWhole() {
        assertThat(Texts.number(1e-7)).isEqualTo("0.00000010");
        assertThat(Texts.number(-73.99)).isEqualTo("-73.99");
    }
}
