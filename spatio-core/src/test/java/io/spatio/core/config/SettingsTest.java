package io.spatio.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.core.wiring.Plugins;
import io.spatio.error.ConfigurationException;
import io.spatio.error.ProviderNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path directory;

    private final Providers providers = Plugins.gather(List.of(), List.of());

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("spatio.conf"), text);
    }

    private Settings load(SpatioBuilder builder, Properties properties, Map<String, String> environment) {
        return Settings.load(builder.request(), providers, properties, environment);
    }

    private Settings load(SpatioBuilder builder) {
        return load(builder, new Properties(), Map.of());
    }

    private static String effective(Settings settings, String key) {
        return settings.effective().stream()
                .filter(setting -> setting.key().equals(key))
                .map(setting -> setting.value() + " from " + setting.origin())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachSourceOutweighsTheNext() throws IOException {
        String key = "index.rstar.leaf-capacity";
        Path file = file("spatio { index { type = rstar, rstar { leaf-capacity = 20 } } }");
        Map<String, String> environment = Map.of("SPATIO_INDEX_RSTAR_LEAF_CAPACITY", "21");
        Properties properties = new Properties();
        properties.setProperty("spatio.index.rstar.leaf-capacity", "22");

        assertThat(effective(load(Spatio.builder()), key)).endsWith("from default");
        assertThat(effective(load(Spatio.builder().config(file)), key))
                .startsWith("20 from")
                .contains("spatio.conf: 1");
        assertThat(effective(load(Spatio.builder().config(file), new Properties(), environment), key))
                .isEqualTo("21 from environment SPATIO_INDEX_RSTAR_LEAF_CAPACITY");
        assertThat(effective(load(Spatio.builder().config(file), properties, environment), key))
                .isEqualTo("22 from system property spatio.index.rstar.leaf-capacity");
        assertThat(effective(load(Spatio.builder().config(file).set(key, "23"), properties, environment), key))
                .isEqualTo("23 from builder");
    }

    @Test
    void aDurationBeyondAHundredYearsIsRefusedWhenItIsRead() {
        for (String key : List.of(
                "tombstone-horizon",
                "max-future-skew",
                "store.log.retention",
                "store.log.erase-within",
                "store.mvstore.retention")) {
            for (String tooLong : List.of("36501d", "300000000000d", "9223372036854775807s")) {
                assertThatThrownBy(() -> load(Spatio.builder().set(key, tooLong)))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining(key)
                        .hasMessageContaining(tooLong)
                        .hasMessageContaining("[0s, 36500d]");
            }
            load(Spatio.builder().set(key, "36500d"));
        }
    }

    @Test
    void anUnknownKeyIsAnErrorWithTheNearestKnownOne() throws IOException {
        Path file = file("spatio {\n  index.rstar.leaf-capasity = 20\n}");
        assertThatThrownBy(() -> load(Spatio.builder().config(file)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("spatio.conf: 2")
                .hasMessageContaining("did you mean spatio.index.rstar.leaf-capacity?");
        assertThatThrownBy(() -> load(Spatio.builder().set("nonsense.at.all", "1")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("unknown key spatio.nonsense.at.all (builder)");
        assertThatThrownBy(() -> load(Spatio.builder(), new Properties(), Map.of("SPATIO_STORE_LOG_SNYC", "always")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SPATIO_STORE_LOG_SNYC means no known key")
                .hasMessageContaining("did you mean SPATIO_STORE_LOG_SYNC, for spatio.store.log.sync?");
    }

    @Test
    void aFileWithoutTheRootIsAnError() throws IOException {
        for (String text :
                List.of("", "store.type = log", "{ index { type = rstar } }", "spatial { store.type = log }")) {
            Path file = file(text);
            assertThatThrownBy(() -> load(Spatio.builder().config(file)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(file + " has no root \"spatio\"")
                    .hasMessageContaining("spatio { … }");
        }
        Path single = file("spatio = 5");
        assertThatThrownBy(() -> load(Spatio.builder().config(single)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is one value");
        load(Spatio.builder().config(file("spatio {}\nothers { a = 1 }")));
        Path deep = file("spatio " + "{ a ".repeat(200_000));
        assertThatThrownBy(() -> load(Spatio.builder().config(deep))).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aMalformedValueNamesKeyValueAndPlace() throws IOException {
        Path file = file("spatio.index.rstar.leaf-capacity = many");
        assertThatThrownBy(() -> load(Spatio.builder().config(file)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("spatio.index.rstar.leaf-capacity")
                .hasMessageContaining("spatio.conf: 1")
                .hasMessageContaining("\"many\" is not a whole number");
    }

    @Test
    void aNamespaceMayHaveAnIndexOfItsOwn() throws IOException {
        Path file = file("spatio { index.type = rstar\n"
                + "namespaces.drones { index { type = geohash, geohash { cell-meters = 250m } } } }");
        Settings settings = load(Spatio.builder().config(file));
        assertThat(settings.indexType("trucks")).isEqualTo("rstar");
        assertThat(settings.indexType("drones")).isEqualTo("geohash");
        assertThat(settings.indexOptions("drones").meters("cell-meters")).isEqualTo(250);
        assertThatThrownBy(() -> load(Spatio.builder().set("namespaces.drones.store.type", "log")))
                .hasMessageContaining("only index settings");
    }

    @Test
    void anUnknownProviderListsTheKnownOnes() {
        assertThatThrownBy(() -> load(Spatio.builder().index("quadtree")))
                .isInstanceOf(ProviderNotFoundException.class)
                .hasMessageContaining("[geohash, rstar]")
                .hasMessageContaining("spatio-index-quadtree");
    }

    @Test
    void withoutAPathTheStoreIsInMemory() {
        assertThat(load(Spatio.builder()).storeType()).isEqualTo("memory");
        assertThat(load(Spatio.builder().durability(Durability.ALWAYS)).storeType())
                .isEqualTo("memory");
    }

    @Test
    void anEmptyPathIsNone() {
        Properties properties = new Properties();
        properties.setProperty("spatio.path", "somewhere");
        assertThat(load(Spatio.builder(), properties, Map.of()).path()).isEqualTo(Path.of("somewhere"));
        assertThat(load(Spatio.builder().set("path", ""), properties, Map.of()).path())
                .isNull();
        assertThat(load(Spatio.builder(), new Properties(), Map.of("SPATIO_PATH", " "))
                        .path())
                .isNull();
    }

    @Test
    void metadataHasAHardLimit() {
        assertThatThrownBy(() ->
                        load(Spatio.builder().set("max-metadata-bytes", "2MiB")).engine())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("more than 1 MiB");
    }
}
