package io.spatio.testkit.generators;

import io.spatio.Position;

/** Positions as they come in life and at the places where indexes and kernels go wrong. */
public final class Places {
    private Places() {}

    /** Longitudes: anywhere, on a coarse lattice that makes ties, at and beside the antimeridian and the prime one. */
    public static Generator<Double> longitudes() {
        return Generator.oneOf(
                Generator.doubles(-180, 180),
                Generator.integers(-18, 18).map(i -> i * 10.0),
                Generator.integers(-180, 180).map(i -> (double) i),
                Generator.pick(
                        0.0,
                        -0.0,
                        180.0,
                        -180.0,
                        179.9999999,
                        -179.9999999,
                        Math.nextDown(180.0),
                        Math.nextUp(-180.0),
                        1e-12,
                        -1e-12,
                        90.0,
                        -90.0,
                        13.4,
                        13.4000001));
    }

    /** Latitudes: anywhere, on a coarse lattice, at and beside the poles and the equator. */
    public static Generator<Double> latitudes() {
        return Generator.oneOf(
                Generator.doubles(-90, 90),
                Generator.integers(-9, 9).map(i -> i * 10.0),
                Generator.integers(-90, 90).map(i -> (double) i),
                Generator.pick(
                        0.0,
                        -0.0,
                        90.0,
                        -90.0,
                        89.9999999,
                        -89.9999999,
                        Math.nextDown(90.0),
                        1e-12,
                        52.5,
                        52.5000001,
                        45.0,
                        -45.0,
                        60.0,
                        89.95));
    }

    /** Altitudes in metres: absent (NaN), at the ground, at the bounds, anywhere. */
    public static Generator<Double> altitudes() {
        return Generator.oneOf(
                Generator.pick(Double.NaN),
                Generator.pick(0.0, -0.0, 100.0, 10_000.0, Position.MIN_ALT, Position.MAX_ALT),
                Generator.doubles(Position.MIN_ALT, Position.MAX_ALT));
    }

    /** Positions, bit for bit as a user may write them. */
    public static Generator<Position> positions() {
        Generator<Position> anywhere = longitudes()
                .with(latitudes(), Position::of)
                .with(altitudes(), (place, alt) -> new Position(place.lon(), place.lat(), alt));
        Generator<Position> town = Generator.doubles(13.3, 13.5)
                .with(Generator.doubles(52.4, 52.6), Position::of)
                .with(altitudes(), (place, alt) -> new Position(place.lon(), place.lat(), alt));
        return Generator.oneOf(anywhere, anywhere, town, antipodes());
    }

    /**
     * Few places and those exactly across the Earth from them, so that both are drawn in one sequence: at 45° north and south
     * GeographicLib has no distance of such.
     */
    private static Generator<Position> antipodes() {
        return Generator.pick(0.0, 13.0, -30.0, 90.0, -180.0)
                .with(Generator.pick(45.0, -45.0, 30.0, 0.0, 52.0, 90.0), Position::of)
                .with(Generator.pick(false, true), (place, across) -> across ? antipode(place) : place);
    }

    /** The place across the Earth, without altitude; exact where the longitude is a whole number. */
    public static Position antipode(Position place) {
        double lon = place.lon() > 0 ? place.lon() - 180 : place.lon() + 180;
        return Position.of(lon, -place.lat());
    }
}
