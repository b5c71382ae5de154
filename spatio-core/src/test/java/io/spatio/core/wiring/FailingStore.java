package io.spatio.core.wiring;

import io.spatio.error.StoreException;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventKind;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.ForwardingTrajectoryStore;

/** A store that takes a number of deletes, then fails. */
final class FailingStore extends ForwardingTrajectoryStore {
    private int left;

    FailingStore(TrajectoryStore store, int deletes) {
        super(store);
        this.left = deletes;
    }

    @Override
    public long append(EventBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.kind(i) == EventKind.DELETE && left-- == 0) {
                throw new StoreException("injected failure");
            }
        }
        return super.append(batch);
    }
}
