package io.spatio.cli.demo;

import io.spatio.Metadata;
import io.spatio.Position;
import java.util.SplittableRandom;

/** Drives along streets, and chooses at each crossing: mostly straight on, sometimes left or right, never back. */
final class Vehicle implements Mover {
    private final String id;
    private final String kind;
    private final SplittableRandom random;
    private double east;
    private double north;
    private int headingEast;
    private int headingNorth;
    private double metersToCrossing = City.BLOCK_METERS;
    private double metersPerSecond;

    Vehicle(String id, String kind, SplittableRandom random) {
        this.id = id;
        this.kind = kind;
        this.random = random;
        int blocks = (int) (City.HALF_SIZE_METERS / City.BLOCK_METERS);
        east = random.nextInt(-blocks + 1, blocks) * City.BLOCK_METERS;
        north = random.nextInt(-blocks + 1, blocks) * City.BLOCK_METERS;
        boolean alongEast = random.nextBoolean();
        headingEast = alongEast ? 1 : 0;
        headingNorth = alongEast ? 0 : 1;
        metersPerSecond = speed();
        advance(random.nextDouble(60));
    }

    private double speed() {
        return random.nextDouble(6, 16);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Position position() {
        return City.ground(east, north);
    }

    @Override
    public Metadata metadata() {
        int heading = headingEast == 0 ? (headingNorth > 0 ? 0 : 180) : (headingEast > 0 ? 90 : 270);
        return Metadata.of("kind", kind, "speed", Math.round(metersPerSecond * 10) / 10.0, "heading", heading);
    }

    @Override
    public void advance(double seconds) {
        double meters = metersPerSecond * seconds;
        while (meters >= metersToCrossing) {
            meters -= metersToCrossing;
            drive(metersToCrossing);
            metersToCrossing = City.BLOCK_METERS;
            turn();
        }
        drive(meters);
        metersToCrossing -= meters;
    }

    private void drive(double meters) {
        east += headingEast * meters;
        north += headingNorth * meters;
    }

    private void turn() {
        metersPerSecond = speed();
        double choice = random.nextDouble();
        if (choice < 0.4) {
            int sign = choice < 0.2 ? 1 : -1;
            int newEast = headingNorth * sign;
            headingNorth = -headingEast * sign;
            headingEast = newEast;
        }
        boolean leaving = Math.abs(east + headingEast * City.BLOCK_METERS) > City.HALF_SIZE_METERS
                || Math.abs(north + headingNorth * City.BLOCK_METERS) > City.HALF_SIZE_METERS;
        if (leaving) {
            headingEast = -headingEast;
            headingNorth = -headingNorth;
        }
    }
}
