package io.spatio.benchmarks.contestant;

import io.spatio.benchmarks.world.World;

/** Makes contestants by kind. */
final class Contestants {
    private Contestants() {}

    static Contestant of(Arguments arguments, World world) {
        String kind = arguments.text("kind");
        return switch (kind) {
            case "index" -> new IndexContestant(world, arguments.text("index"));
            case "engine" -> new EngineContestant(world, Database.of(arguments));
            default -> throw new IllegalArgumentException("no contestant of kind " + kind);
        };
    }
}
