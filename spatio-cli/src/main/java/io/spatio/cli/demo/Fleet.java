package io.spatio.cli.demo;

import io.spatio.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** All that moves, and the simulated clock. Deterministic in the seed. One thread. */
final class Fleet {
    private static final Instant BEGIN = Instant.parse("2025-06-02T06:00:00Z");

    private final List<Mover> movers = new ArrayList<>();
    private Instant now = BEGIN;

    Fleet(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            movers.add(mover(i, random.split()));
        }
    }

    private static Mover mover(int i, SplittableRandom random) {
        String kind =
                switch (i % 10) {
                    case 0, 1, 2 -> "van";
                    case 3, 4, 5, 6 -> "taxi";
                    case 7 -> "bus";
                    default -> "drone";
                };
        String id = String.format(Locale.ROOT, "%s-%05d", kind, i);
        return kind.equals("drone") ? new Drone(id, random) : new Vehicle(id, kind, random);
    }

    int size() {
        return movers.size();
    }

    Instant now() {
        return now;
    }

    void advance(int seconds) {
        now = now.plusSeconds(seconds);
        movers.forEach(mover -> mover.advance(seconds));
    }

    /** Where some of them are now. */
    List<Update> updates(int from, int to) {
        List<Update> updates = new ArrayList<>(to - from);
        for (Mover mover : movers.subList(from, to)) {
            updates.add(Update.of(mover.id(), mover.position(), mover.metadata(), now));
        }
        return updates;
    }
}
