package io.spatio.testkit.engine;

import io.spatio.Change;
import io.spatio.Changes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a subscription has to tell. */
final class Polled {
    private Polled() {}

    /** All that there is. */
    static List<Change> changes(Changes changes) {
        List<Change> all = new ArrayList<>();
        List<Change> some = changes.poll(Duration.ZERO);
        while (!some.isEmpty()) {
            all.addAll(some);
            some = changes.poll(Duration.ZERO);
        }
        return all;
    }

    /** All that there is, one line each. */
    static List<String> lines(Changes changes) {
        return changes(changes).stream().map(Polled::line).toList();
    }

    static String line(Change change) {
        return change.kind()
                + change.objectId().map(id -> " " + id).orElse("")
                + change.previous().map(place -> " from " + place.lon()).orElse("")
                + change.position().map(place -> " at " + place.lon()).orElse("");
    }
}
