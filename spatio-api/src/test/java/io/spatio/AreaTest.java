package io.spatio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class AreaTest {
    private static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    @Test
    void radiusGoesOnceAroundTheEarth() {
        Position center = Position.of(1, 2);
        assertThat(Area.circle(center, 0).radiusMeters()).isZero();
        assertThat(Area.circle(center, 40_075_017).radiusMeters()).isEqualTo(40_075_017);
        refused(() -> Area.circle(center, -0.001), "radius -0.001 is outside [0, 40075017]: radii are metres");
        refused(() -> Area.circle(center, 40_075_017.01), "radius");
        refused(() -> Area.circle(center, Double.NaN), "radius NaN");
        refused(() -> Area.cylinder(center, -1, 0, 1), "radius -1.0");
    }

    @Test
    void altitudeBoundsAreOrdered() {
        Position center = Position.of(1, 2);
        refused(() -> Area.cylinder(center, 1, 5, 4), "min altitude 5.0 > max altitude 4.0: are they swapped?");
        refused(() -> Area.box3d(0, 0, 5, 1, 1, 4), "are they swapped?");
        refused(() -> Area.box3d(0, 0, -12_000, 1, 1, 4), "min altitude -12000.0");
        refused(() -> Area.box3d(0, 0, 0, 1, 1, Double.NaN), "max altitude NaN");
        assertThat(Area.box3d(0, 0, 4, 1, 1, 4).minAlt()).isEqualTo(4);
    }

    @Test
    void boxesMayCrossAndDegenerate() {
        Area.Box crossing = Area.box(170, -5, -170, 5);
        assertThat(crossing.crossesAntimeridian()).isTrue();
        assertThat(crossing.widthDegrees()).isEqualTo(20);
        assertThat(crossing.heightDegrees()).isEqualTo(10);
        assertThat(crossing.center()).isEqualTo(Position.of(180, 0));
        assertThat(Area.box(150, 0, -170, 0).center()).isEqualTo(Position.of(170, 0));
        assertThat(Area.box(3, 4, 3, 4).widthDegrees()).isZero();
        assertThat(Area.Box.WORLD.widthDegrees()).isEqualTo(360);
        refused(() -> Area.box(0, 5, 1, 4), "box has south 5.0 > north 4.0");
        refused(() -> Area.box(39, 116.3, 40, 117), "are lon and lat swapped?");
        refused(() -> Area.box(0, 0, 190, 1), "longitude 190.0");
    }

    @Test
    void polygonsAreCopiedInAndOut() {
        Geometry mine = wkt("POLYGON ((0 0, 4 0, 4 4, 0 0))");
        Area.PolygonArea area = Area.polygon(mine);
        mine.getCoordinates()[0].x = 77;
        area.geometry().getCoordinates()[0].x = 77;
        assertThat(area.geometry().getCoordinates()[0].x).isZero();
        assertThat(area).isEqualTo(Area.polygon(wkt("POLYGON ((0 0, 4 0, 4 4, 0 0))")));
    }

    @Test
    void polygonsWithoutAClearInsideAreRefused() {
        refused(() -> Area.polygon(wkt("LINESTRING (0 0, 1 1)")), "polygon is a LineString");
        refused(() -> Area.polygon(wkt("POLYGON EMPTY")), "polygon is empty");
        refused(
                () -> Area.polygon(wkt("POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))")),
                "Self-intersection at lon 2.0, lat 2.0");
        refused(() -> Area.polygon(wkt("POLYGON ((-200 0, 170 0, 0 4, -200 0))")), "370.0 degrees wide");
        refused(
                () -> Area.polygon(wkt("POLYGON ((39 116.3, 40 116.3, 40 117, 39 116.3))")),
                "are lon and lat swapped?");
        refused(() -> Area.polygon(wkt("POLYGON ((0 0, 600 0, 600 4, 0 0))")), "polygon longitude 600.0");
    }
}
