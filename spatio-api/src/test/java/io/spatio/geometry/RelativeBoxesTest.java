package io.spatio.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spatio.Area;
import io.spatio.Position;
import org.junit.jupiter.api.Test;

class RelativeBoxesTest {
    @Test
    void sizesAreMetresAlongMeridianAndParallel() {
        Area.Box box = RelativeBoxes.around(Position.of(8.5, 60), 20_000, 10_000);
        assertThat(Haversine.meters(8.5, box.south(), 8.5, box.north())).isCloseTo(10_000, within(1e-6));
        double parallel = Math.toRadians(box.east() - box.west()) * Haversine.EARTH_RADIUS_METERS * 0.5;
        assertThat(parallel).isCloseTo(20_000, within(1e-6));
        assertThat(box.center().lon()).isCloseTo(8.5, within(1e-12));
    }

    @Test
    void crossesTheAntimeridian() {
        Area.Box box = RelativeBoxes.around(Position.of(179.99, 0), 10_000, 10_000);
        assertThat(box.crossesAntimeridian()).isTrue();
        assertThat(Regions.of(box).contains(-179.98, 0, Double.NaN)).isTrue();
        assertThat(RelativeBoxes.around(Position.of(-180, 0), 10_000, 0).west()).isCloseTo(179.955, within(1e-3));
    }

    @Test
    void takesAllLongitudesAtAPole() {
        assertThat(RelativeBoxes.around(Position.of(25, 89.99), 1, 10_000).widthDegrees())
                .isEqualTo(360);
        assertThat(RelativeBoxes.around(Position.of(25, 89.99), 10_000, 1).widthDegrees())
                .isEqualTo(360);
        assertThat(RelativeBoxes.around(Position.of(25, -90), 0, 0)).isEqualTo(Area.box(-180, -90, 180, -90));
        assertThat(RelativeBoxes.around(Position.of(0, 0), 40_075_017, 10).widthDegrees())
                .isEqualTo(360);
        assertThat(RelativeBoxes.around(Position.of(0, 0), 10, 40_075_017)).isEqualTo(Area.Box.WORLD);
    }

    @Test
    void boxHoldsItsCentreAndNothingFarther() {
        Places.repeat(0.2, places -> {
            Position center = Position.of(places.lon(), places.lat());
            double width = Math.min(40_075_017, places.radius());
            double height = Math.min(40_075_017, places.radius());
            Area.Box box = RelativeBoxes.around(center, width, height);
            double lon = LonLat.canonicalLon(center.lon(), center.lat());
            assertThat(Regions.of(box).contains(lon, center.lat(), Double.NaN))
                    .describedAs("%s in %s", center, box)
                    .isTrue();
            if (box.widthDegrees() < 360) {
                double parallelRadius = Haversine.EARTH_RADIUS_METERS * Haversine.cosLat(center.lat());
                assertThat(Math.toRadians(box.widthDegrees()) * parallelRadius)
                        .isCloseTo(width, within(1e-6 + width * 1e-9));
            }
        });
    }

    @Test
    void depthIsAroundTheAltitudeAndClamped() {
        Area.Box3d box = RelativeBoxes.around(Position.of(1, 2, 500), 10, 10, 300);
        assertThat(box.minAlt()).isEqualTo(350);
        assertThat(box.maxAlt()).isEqualTo(650);
        Area.Box3d ground = RelativeBoxes.around(Position.of(1, 2), 10, 10, 40_000);
        assertThat(ground.minAlt()).isEqualTo(-11_000);
        assertThat(ground.maxAlt()).isEqualTo(20_000);
    }

    @Test
    void refusesSizesThatAreNone() {
        assertThatThrownBy(() -> RelativeBoxes.around(Position.of(1, 2), -1, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("width -1.0 is outside [0, 40075017]: sizes are metres");
        assertThatThrownBy(() -> RelativeBoxes.around(Position.of(1, 2), 1, Double.NaN))
                .hasMessageContaining("height NaN");
        assertThatThrownBy(() -> RelativeBoxes.around(Position.of(1, 2), 1, 1, Double.POSITIVE_INFINITY))
                .hasMessageContaining("depth Infinity");
    }
}
