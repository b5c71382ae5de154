package io.spatio.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.testkit.generators.Areas;
import org.junit.jupiter.api.Test;

class AreaOracleTest {
    private static Verdict in(Area area, double lon, double lat) {
        return AreaOracle.contains(area, Position.of(lon, lat));
    }

    @Test
    void boxesHoldTheirEdgesBothNamesOfAMeridianAndThePole() {
        assertThat(in(Area.box(170, -5, -170, 5), 180, 5)).isEqualTo(Verdict.INSIDE);
        assertThat(in(Area.box(170, -5, 180, 5), -180, 0)).isEqualTo(Verdict.INSIDE);
        assertThat(in(Area.box(170, -5, -170, 5), 0, 0)).isEqualTo(Verdict.OUTSIDE);
        assertThat(in(Area.box(10, 80, 20, 90), -100, 90)).isEqualTo(Verdict.INSIDE);
    }

    @Test
    void circlesDecideOutsideTheirMargin() {
        Area circle = Area.circle(Position.of(0, 60), 1_000_000);

        assertThat(in(circle, 17.9, 60)).isEqualTo(Verdict.INSIDE);
        assertThat(in(circle, 18.3, 60)).isEqualTo(Verdict.OUTSIDE);
        assertThat(in(Area.circle(Position.of(180, 7), 0), -180, 7)).isEqualTo(Verdict.INSIDE);
        assertThat(in(Area.circle(Position.of(5, 90), 0), -5, 90)).isEqualTo(Verdict.INSIDE);
        double quarter = SphereOracle.RADIUS_METERS * Math.PI / 2;
        assertThat(in(Area.circle(Position.of(0, 0), quarter), 90, 0)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void polygonsHoldTheirBoundaryAndTheirHolesBoundary() {
        Area holed = Areas.polygons().get(0);

        assertThat(in(holed, 0, 0)).isEqualTo(Verdict.INSIDE);
        assertThat(in(holed, 20, 7)).isEqualTo(Verdict.INSIDE);
        assertThat(in(holed, 10, 12)).isEqualTo(Verdict.INSIDE);
        assertThat(in(holed, 12, 12)).isEqualTo(Verdict.OUTSIDE);
        assertThat(in(holed, 20.000001, 7)).isEqualTo(Verdict.OUTSIDE);
        assertThat(in(Area.polygon(Areas.polygon(new double[] {0, 0, 3, 1, 3, 3})), 1, 1.0 / 3))
                .isEqualTo(Verdict.OUTSIDE);
    }

    @Test
    void polygonsPast180HoldBothSides() {
        Area across = Areas.polygons().get(2);

        assertThat(in(across, -175, 0)).isEqualTo(Verdict.INSIDE);
        assertThat(in(across, 175, 0)).isEqualTo(Verdict.INSIDE);
        assertThat(in(across, -169, 0)).isEqualTo(Verdict.OUTSIDE);
        assertThat(in(across, 180, 20)).isEqualTo(Verdict.INSIDE);
    }

    @Test
    void relativeBoxesAreInMeters() {
        Position center = Position.of(100, 60);

        assertThat(AreaOracle.inRelativeBox(center, 2_000, 1_000, Position.of(100.0179, 60)))
                .isEqualTo(Verdict.INSIDE);
        assertThat(AreaOracle.inRelativeBox(center, 2_000, 1_000, Position.of(100.0181, 60)))
                .isEqualTo(Verdict.OUTSIDE);
        assertThat(AreaOracle.inRelativeBox(center, 2_000, 1_000, Position.of(100, 60.0046)))
                .isEqualTo(Verdict.OUTSIDE);
    }
}
