package io.spatio.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A line of the shell")
class ShellLineTest {
    @Test
    void isSplitAtBlanks() {
        assertThat(ShellLine.split("  near trucks\t-73.99,40.73  --radius 2km "))
                .containsExactly("near", "trucks", "-73.99,40.73", "--radius", "2km");
    }

    @Test
    void keepsWhatIsQuoted() {
        assertThat(ShellLine.split("put t 'my truck' 1,2 --metadata '{\"a\": \"b\\c\"}'"))
                .containsExactly("put", "t", "my truck", "1,2", "--metadata", "{\"a\": \"b\\c\"}");
        assertThat(ShellLine.split("get t \"a\\n\\u0000\\\"b\" '' x\"y\"'z' a\\ b"))
                .containsExactly("get", "t", "a\n\0\"b", "", "xyz", "a b");
    }

    @Test
    void mayBeEmptyOrAComment() {
        assertThat(ShellLine.split("")).isEmpty();
        assertThat(ShellLine.split("   ")).isEmpty();
        assertThat(ShellLine.split("  # near trucks")).isEmpty();
        assertThat(ShellLine.split("get t #1")).containsExactly("get", "t", "#1");
    }

    @Test
    void isRefusedWhereItIsBroken() {
        for (String line : List.of("get 'a", "get \"a", "get a\\", "get \"\\x\"", "get \"\\u12g4\"", "get \"\\u1\"")) {
            assertThatThrownBy(() -> ShellLine.split(line)).as(line).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property
    void takesAnyTextAsAJsonString(@ForAll String text) {
        String quoted = "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
        assertThat(ShellLine.split("get t " + quoted)).containsExactly("get", "t", text);
    }
}
