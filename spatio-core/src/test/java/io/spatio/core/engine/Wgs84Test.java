package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Position;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Wgs84Test {
    private static final double HALF_MERIDIAN_METERS = 20_003_931.459;

    @Test
    void placesNearlyOppositeEachOtherHaveADistance() {
        // The one that was found first: GeographicLib alone says NaN.
        assertThat(Wgs84.meters(Position.of(-179.9844561231762, 45), Position.of(0.4428278873642528, -45)))
                .isBetween(19_987_082.0, 19_987_084.0);
        Random random = new Random(45);
        for (int i = 0; i < 200_000; i++) {
            double lat = i % 3 == 0 ? 45 : random.nextDouble() * 180 - 90;
            double lon = random.nextDouble() * 180;
            double lonAcross = Math.max(-180, lon - 180 + random.nextDouble() - 0.5);
            double meters = Wgs84.meters(Position.of(lon, lat), Position.of(lonAcross, -lat));
            assertThat(meters)
                    .as("from (%s, %s) to (%s, %s)", lon, lat, lonAcross, -lat)
                    .isBetween(19_900_000.0, HALF_MERIDIAN_METERS);
        }
    }

    @Test
    void aPlaceIsNowhereElse() {
        for (double lat : new double[] {45, -45, 0, 90, Math.nextDown(45.0)}) {
            assertThat(Wgs84.meters(Position.of(7, lat), Position.of(7, lat))).isZero();
        }
    }

    @Test
    void theNumbersOfOthersAreMet() {
        assertThat(Wgs84.meters(Position.of(174.81, -41.32), Position.of(-5.50, 40.96)))
                .as("Wellington to Salamanca, the example of GeographicLib's documentation")
                .isBetween(19_959_679.266, 19_959_679.268);
        assertThat(Wgs84.meters(Position.of(0, 45), Position.of(180, -45)))
                .isBetween(HALF_MERIDIAN_METERS - 1e-3, HALF_MERIDIAN_METERS + 1e-3);
    }
}
