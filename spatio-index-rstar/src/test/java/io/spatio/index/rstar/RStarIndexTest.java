package io.spatio.index.rstar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.error.ConfigurationException;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Options;
import io.spatio.spi.Region;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RStarIndexTest {
    private final SpatialIndexProvider provider = new RStarIndexProvider();

    @Test
    void is_found_as_a_service() {
        assertThat(ServiceLoader.load(SpatialIndexProvider.class))
                .singleElement()
                .satisfies(found -> assertThat(found.name()).isEqualTo("rstar"));
    }

    @Test
    void declared_defaults_are_the_defaults() {
        assertThat(RStarIndexOptions.of(Options.defaults(provider.options()))).isEqualTo(RStarIndexOptions.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "leaf-capacity,7",
        "leaf-capacity,256",
        "inner-capacity,3",
        "inner-capacity,300",
        "slack-meters,-1",
        "slack-meters,101km"
    })
    void values_out_of_range_are_refused_by_name(String name, String value) {
        Options options = Options.of(provider.options(), "spatio.index.rstar.", Map.of(name, value), Map.of());
        assertThatThrownBy(() -> provider.create(options, IndexContext.of("fleet")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("spatio.index.rstar." + name + " = " + value + " must be");
    }

    @Test
    void the_record_checks_too() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RStarIndexOptions(7, 16, 50))
                .withMessage("leafCapacity=7 is outside [8, 255]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RStarIndexOptions(64, 16, Double.NaN))
                .withMessageContaining("slackMeters=NaN");
    }

    @Test
    void an_empty_index_finds_nothing_and_takes_no_memory() {
        SpatialIndex index = create();
        assertThat(found(index)).isEmpty();
        assertThat(index.nearest(new WrappedDegrees(0, 0, false), (handle, lon, lat, alt) -> {
                    throw new AssertionError("offered " + handle);
                }))
                .isTrue();
        assertThat(index.stats()).isEqualTo(Map.of("height", 0, "leaves", 0, "inner-nodes", 0, "bytes", 0L));
    }

    @Test
    void a_visitor_stops_a_search() {
        SpatialIndex index = create();
        for (int handle = 0; handle < 1_000; handle++) {
            int row = handle / 40;
            index.insert(handle, handle % 40, row, Double.NaN);
        }
        for (Region region : List.of(Region.EVERYWHERE, BoxRegion.around(20, 12, 15.5, 10, false))) {
            List<Integer> visited = new ArrayList<>();
            assertThat(index.search(region, (handle, lon, lat, alt) -> {
                        visited.add(handle);
                        return visited.size() < 100;
                    }))
                    .isTrue();
            assertThat(visited).hasSize(100);
        }
    }

    @Test
    void altitudes_may_come_late_and_go() {
        SpatialIndex index = create();
        index.insert(0, 1, 1, Double.NaN);
        index.insert(1, 1, 1, 250);
        index.move(0, 1, 1, Double.NaN, 1, 1, 80);
        index.move(1, 1, 1, 250, 1, 1, Double.NaN);
        List<Double> altitudes = new ArrayList<>();
        index.search(Region.EVERYWHERE, (handle, lon, lat, alt) -> altitudes.add(alt));
        assertThat(altitudes).containsExactly(80.0, Double.NaN);
    }

    @Test
    void clear_forgets_everything_and_the_index_goes_on() {
        SpatialIndex index = create();
        for (int handle = 0; handle < 500; handle++) {
            index.insert(handle, 0, 0, Double.NaN);
        }
        index.clear();
        assertThat(index.size()).isZero();
        assertThat(found(index)).isEmpty();
        assertThat(index.stats()).containsEntry("bytes", 0L);
        index.insert(3, 5, 5, Double.NaN);
        assertThat(found(index)).containsExactly(3);
        index.close();
        index.close();
    }

    @Test
    void moving_what_was_never_inserted_is_refused() {
        SpatialIndex index = create();
        assertThatThrownBy(() -> index.move(4, 0, 0, 0, 1, 1, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("handle=4");
    }

    private SpatialIndex create() {
        return provider.create(Options.defaults(provider.options()), IndexContext.of("fleet"));
    }

    private static List<Integer> found(SpatialIndex index) {
        List<Integer> handles = new ArrayList<>();
        index.search(Region.EVERYWHERE, (handle, lon, lat, alt) -> handles.add(handle));
        return handles;
    }
}
