package io.spatio.index.geohash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spatio.error.ConfigurationException;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Options;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeohashIndexProviderTest {
    private final GeohashIndexProvider provider = new GeohashIndexProvider();

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(SpatialIndexProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(found -> found.name().equals("geohash")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "bits, 2, 2",
        "bits, 31, 31",
        "bits, 52, 52",
        "characters, 1, 5",
        "characters, 7, 35",
        "characters, 10, 50",
        "cell-meters, 400, 32",
        "cell-meters, 400m, 32",
        "cell-meters, 305, 33",
        "cell-meters, 5km, 25",
        "cell-meters, 0.1, 52",
        "cell-meters, 20000km, 2"
    })
    void takesThePrecisionFromOneOption(String name, String value, int bits) {
        assertThat(create(Map.of(name, value)).stats()).containsEntry("bits", bits);
    }

    @Test
    void beginsWithTilesOfAbout1700MetersByDefault() {
        assertThat(create(Map.of()).stats()).containsEntry("bits", 28);
        assertThat(Raster.cellMeters(28)).isCloseTo(1728, within(1.0));
        assertThat(Raster.cellMeters(32)).isCloseTo(432, within(1.0));
        assertThat(GeohashIndexOptions.defaults()).isEqualTo(new GeohashIndexOptions(32, true));
        assertThat(GeohashIndexOptions.ofCellMeters(400)).isEqualTo(new GeohashIndexOptions(32, false));
    }

    @Test
    void refusesContradictionsAndValuesOutOfRange() {
        refuses(Map.of("bits", "30", "characters", "6"), "contradicts");
        refuses(Map.of("bits", "30", "cell-meters", "400"), "contradicts");
        refuses(Map.of("characters", "6", "cell-meters", "400"), "contradicts");
        refuses(Map.of("bits", "1"), "[2, 52]");
        refuses(Map.of("bits", "53"), "[2, 52]");
        refuses(Map.of("characters", "0"), "[1, 10]");
        refuses(Map.of("characters", "11"), "[1, 10]");
        refuses(Map.of("cell-meters", "0"), "positive");
        refuses(Map.of("cell-meters", "-5"), "positive");
        assertThatThrownBy(() -> new GeohashIndexOptions(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GeohashIndexOptions.ofCellMeters(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsTheMostPopulatedCells() {
        SpatialIndex index = create(Map.of("characters", "5"));
        assertThat(index.stats())
                .containsEntry("cell-count", 0L)
                .containsEntry("tiles", 0L)
                .containsEntry("cells", List.of());
        for (int handle = 0; handle < 117; handle++) {
            index.insert(handle, -5.6, 42.6, Double.NaN);
        }
        for (int i = 0; i < 30; i++) {
            index.insert(200 + i, 10 + i, 20, Double.NaN);
        }
        index.insert(300, 10, 20, Double.NaN);
        Map<String, Object> stats = index.stats();
        assertThat(stats).containsEntry("cell-count", 31L).containsEntry("tiles", 31L);
        assertThat((Long) stats.get("bytes")).isPositive();
        assertThat(stats.get("cells"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .hasSize(20)
                .startsWith("ezs42 117", Geohash.of(10, 20, 25).text() + " 2");
    }

    private SpatialIndex create(Map<String, String> given) {
        return provider.create(Options.of(provider.options(), given), IndexContext.of("fleet"));
    }

    private void refuses(Map<String, String> given, String message) {
        assertThatThrownBy(() -> create(given))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }
}
