package io.spatio.core.wiring;

import io.spatio.error.StoreException;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.ForwardingTrajectoryStore;

/** A store that takes so many deletes, then fails. */
final class FailingStore extends ForwardingTrajectoryStore {
    private int left;

    FailingStore(TrajectoryStore store, int deletes) {
        super(store);
        this.left = deletes;
    }

    @Override
    public long appendDelete(int object, long timestampMicros, long madeAtMicros) {
        if (left-- == 0) {
            throw new StoreException("injected failure");
        }
        return super.appendDelete(object, timestampMicros, madeAtMicros);
    }
}
