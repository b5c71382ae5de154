package io.spatio.store.log;

import io.spatio.spi.EventBatch;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.ForwardingTrajectoryStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A store that keeps the first of repeats, by not taking the later ones where they come alone. */
final class FirstOfRepeats extends ForwardingTrajectoryStore {
    private final Set<List<Object>> taken = new HashSet<>();

    FirstOfRepeats(TrajectoryStore store) {
        super(store);
    }

    @Override
    public long append(EventBatch batch) {
        return batch.size() > 1 || taken.add(event(batch)) ? super.append(batch) : Model.lastSequence(store());
    }

    private static List<Object> event(EventBatch batch) {
        return List.of(
                batch.objectId(0),
                batch.kind(0),
                batch.timestampMicros(0),
                batch.lon(0),
                batch.lat(0),
                batch.alt(0),
                Model.list(batch.metadata(0)));
    }
}
