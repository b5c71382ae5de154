package io.spatio.cli.demo;

import io.spatio.Metadata;
import io.spatio.Position;
import java.util.SplittableRandom;

/** Flies straight from one delivery to the next, climbing and sinking on the way. */
final class Drone implements Mover {
    private static final double CLIMB_METERS_PER_SECOND = 3;

    private final String id;
    private final SplittableRandom random;
    private double east;
    private double north;
    private double alt;
    private double targetEast;
    private double targetNorth;
    private double targetAlt;
    private double metersPerSecond;
    private double battery;

    Drone(String id, SplittableRandom random) {
        this.id = id;
        this.random = random;
        east = somewhere();
        north = somewhere();
        battery = random.nextDouble(40, 100);
        nextDelivery();
        advance(random.nextDouble(60));
    }

    private double somewhere() {
        return random.nextDouble(-City.HALF_SIZE_METERS, City.HALF_SIZE_METERS);
    }

    private void nextDelivery() {
        targetEast = somewhere();
        targetNorth = somewhere();
        targetAlt = random.nextDouble(40, 120);
        metersPerSecond = random.nextDouble(12, 25);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Position position() {
        return City.ground(east, north).withAlt(alt);
    }

    @Override
    public Metadata metadata() {
        return Metadata.of("kind", "drone", "speed", Math.round(metersPerSecond * 10) / 10.0, "battery", (int) battery);
    }

    @Override
    public void advance(double seconds) {
        double left = Math.hypot(targetEast - east, targetNorth - north);
        double meters = Math.min(left, metersPerSecond * seconds);
        if (left > 0) {
            east += (targetEast - east) * meters / left;
            north += (targetNorth - north) * meters / left;
        }
        double climb = CLIMB_METERS_PER_SECOND * seconds;
        alt += Math.max(-climb, Math.min(climb, targetAlt - alt));
        battery = battery < 10 ? 100 : battery - seconds * 0.02;
        if (meters == left) {
            nextDelivery();
        }
    }
}
