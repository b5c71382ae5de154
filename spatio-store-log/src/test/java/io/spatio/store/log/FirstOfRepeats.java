package io.spatio.store.log;

import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.ForwardingTrajectoryStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A store that keeps the first of repeats, by not taking the later ones. */
final class FirstOfRepeats extends ForwardingTrajectoryStore {
    private final Set<List<Object>> taken = new HashSet<>();

    FirstOfRepeats(TrajectoryStore store) {
        super(store);
    }

    @Override
    public long append(
            int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata, boolean beginsAnew) {
        return taken.add(List.of(object, timestampMicros, lon, lat, alt, Model.list(metadata)))
                ? super.append(object, timestampMicros, lon, lat, alt, metadata, beginsAnew)
                : Model.lastSequence(store());
    }
}
