package io.spatio.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.error.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final List<Option> DECLARED = List.of(
            Option.of("leaf-capacity", Option.Type.INTEGER, "64", "Entries of a leaf."),
            Option.of("fill", Option.Type.NUMBER, "0.7", "How full."),
            Option.of("loose", Option.Type.BOOLEAN, "true", "Slack."),
            Option.of("flush", Option.Type.DURATION, "100ms", "How often."),
            Option.of("segment", Option.Type.BYTES, "64MiB", "How large."),
            Option.of("cell", Option.Type.METERS, "400m", "How wide."),
            Option.choice("sync", List.of("always", "never"), "never", "When."),
            Option.withoutDefault("note", Option.Type.TEXT, "Anything."));

    @Test
    void defaultsOfEveryType() {
        Options options = Options.defaults(DECLARED);
        assertThat(options.integer("leaf-capacity")).isEqualTo(64);
        assertThat(options.number("fill")).isEqualTo(0.7);
        assertThat(options.flag("loose")).isTrue();
        assertThat(options.duration("flush")).isEqualTo(Duration.ofMillis(100));
        assertThat(options.bytes("segment")).isEqualTo(64L << 20);
        assertThat(options.meters("cell")).isEqualTo(400);
        assertThat(options.text("sync")).isEqualTo("never");
        assertThat(options.has("note")).isFalse();
        assertThat(options.find("note")).isEmpty();
    }

    @Test
    void givenValuesComeFirst() {
        Options options = Options.of(DECLARED, Map.of("leaf-capacity", " 32 ", "note", "x"));
        assertThat(options.integer("leaf-capacity")).isEqualTo(32);
        assertThat(options.find("note")).hasValue("x");
    }

    @Test
    void namesEveryFault() {
        Map<String, String> given = Map.of("leaf-capacity", "many", "sync", "sometimes", "leef", "1");
        assertThatThrownBy(() -> Options.of(DECLARED, "spatio.index.x.", given, Map.of("sync", "fleet.conf: 3")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("unknown option spatio.index.x.leef: known are [leaf-capacity")
                .hasMessageContaining("spatio.index.x.leaf-capacity: \"many\" is not a whole number")
                .hasMessageContaining("spatio.index.x.sync (fleet.conf: 3): \"sometimes\" is none of [always, never]");
    }

    @Test
    void missingAndUndeclared() {
        Options options = Options.defaults(DECLARED);
        assertThatThrownBy(() -> options.text("note"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("note is not set and has no default");
        assertThatThrownBy(() -> options.text("nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not declared");
        Options large = Options.of(DECLARED, Map.of("leaf-capacity", "3000000000"));
        assertThatThrownBy(() -> large.integer("leaf-capacity"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("leaf-capacity = 3000000000 is beyond");
        assertThat(options.error("leaf-capacity", "must be at least 8"))
                .hasMessage("leaf-capacity = 64 must be at least 8");
    }

    @Test
    void namesAreKebabCase() {
        assertThatThrownBy(() -> Option.of("leafCapacity", Option.Type.TEXT, "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kebab-case");
    }
}
