package com.example.fleet;

import io.spatio.Area;
import io.spatio.Change;
import io.spatio.ChangeToken;
import io.spatio.Changes;
import io.spatio.ChangesRequest;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import java.time.Duration;
import java.util.List;

/** Who is at the depot now, and who comes and goes. */
public final class Watch {
    private static final Area DEPOT = Area.box(13.3, 52.4, 13.5, 52.6);

    private Watch() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        try (Spatio db = Spatio.memory()) {
            Namespace vans = db.namespace("vans");
            vans.upsert("van-1", Position.of(13.40, 52.50));
            vans.upsert("van-2", Position.of(13.90, 52.50));
            ChangesRequest request =
                    ChangesRequest.ofNamespace("vans").inside(DEPOT).fromCurrentState();
            try (Changes changes = db.changes(request)) {
                print(changes); // who is there
                vans.upsert("van-2", Position.of(13.45, 52.50));
                vans.upsert("van-1", Position.of(13.70, 52.50));
                vans.delete("van-2");
                print(changes);
                ChangeToken place = changes.token();
                System.out.println("to be continued: " + (place.sequence() > 0));
            }
        }
    }

    private static void print(Changes changes) {
        List<Change> some = changes.poll(Duration.ofSeconds(1));
        while (!some.isEmpty()) {
            for (Change change : some) {
                System.out.println(line(change));
            }
            some = changes.poll(Duration.ZERO);
        }
    }

    private static String line(Change change) {
        String who = change.objectId().orElse("all of them");
        return switch (change.kind()) {
            case STATE -> who + " is here";
            case SYNCED -> "that is everybody";
            default -> change.inside() == change.wasInside()
                    ? who + " moves"
                    : who + (change.inside() ? " comes" : " goes");
        };
    }
}
