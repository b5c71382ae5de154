package io.spatio.core.changes;

import io.spatio.Change;
import io.spatio.Changes;
import io.spatio.ChangesRequest;
import io.spatio.Durability;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.Update;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that writes with {@code ALWAYS} over several threads until it is killed, and prints every change that a subscriber is told.
 * Every position is written once.
 */
final class KilledChanges {
    static final String NAMESPACE = "fleet";
    /** Objects whose ids begin so are erased now and then. */
    static final String ERASED = "e";

    private static final int THREADS = 3;
    private static final int OBJECTS = 4;
    private static final long FEW_STEPS = 3_000_000;

    private final Namespace fleet;
    private final AtomicLong steps;

    private KilledChanges(Namespace fleet, long step) {
        this.fleet = fleet;
        this.steps = new AtomicLong(step);
    }

    static Spatio open(Path directory, String store, String index) {
        return Spatio.builder()
                .path(directory)
                .store(store)
                .index(index)
                .durability(Durability.ALWAYS)
                .build();
    }

    /** Arguments: directory, store, index, and the step to begin at. */
    public static void main(String[] arguments) {
        Spatio database = open(Path.of(arguments[0]), arguments[1], arguments[2]);
        long step = Long.parseLong(arguments[3]);
        KilledChanges writes = new KilledChanges(database.namespace(NAMESPACE), step);
        Changes changes = database.changes(ChangesRequest.ofNamespace(NAMESPACE));
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(step + i);
            new Thread(() -> writes.writeOn(random)).start();
        }
        while (true) {
            StringBuilder lines = new StringBuilder();
            for (Change change : changes.poll(Duration.ofSeconds(1))) {
                lines.append(line(change));
            }
            System.out.print(lines);
            System.out.flush();
        }
    }

    private void writeOn(Random random) {
        while (true) {
            String id = (random.nextBoolean() ? ERASED : "o") + random.nextInt(OBJECTS);
            int choice = random.nextInt(12);
            if (choice == 0) {
                fleet.delete(id);
            } else if (choice == 1 && id.startsWith(ERASED)) {
                fleet.erase(id);
            } else if (choice == 2) {
                fleet.upsertAll(List.of(Update.of(id, place()), Update.of("o0", place())));
            } else {
                fleet.upsert(id, place());
            }
        }
    }

    private Position place() {
        return Position.of((steps.incrementAndGet() % FEW_STEPS) * 1e-4 - 150, 1);
    }

    private static String line(Change change) {
        return change.kind() + " " + change.objectId().orElse("") + " "
                + change.position().map(Position::lon).orElse(0.0) + " " + change.token() + "\n";
    }
}
