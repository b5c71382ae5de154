package io.spatio.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spatio.Position;
import io.spatio.testkit.generators.Places;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Test;

class SphereOracleTest {
    @Test
    void answersForEveryWholeDegreeAndItsAntipode() {
        double half = Math.PI * SphereOracle.RADIUS_METERS;
        for (int lon = -180; lon <= 180; lon++) {
            for (int lat = -90; lat <= 90; lat++) {
                Position place = Position.of(lon, lat);
                assertThat(SphereOracle.meters(place, Places.antipode(place)))
                        .as("across the Earth from %s", place)
                        .isCloseTo(half, within(1e-6));
            }
        }
    }

    @Test
    void theFirstOracleAloneHasNoNumberForSome() {
        assertThat(new Geodesic(SphereOracle.RADIUS_METERS, 0).Inverse(45, 0, -45, 180).s12)
                .isNaN();
        assertThat(SphereOracle.meters(Position.of(0, 45), Position.of(180, -45)))
                .isCloseTo(Math.PI * SphereOracle.RADIUS_METERS, within(1e-6));
    }
}
