package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Identifiers;
import io.spatio.Metadata;
import io.spatio.error.StoreFullException;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventKind;
import io.spatio.testkit.store.StoreAppends;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A batch that is refused leaves nothing behind: no event, no object, and no name that would be held until the next opening. */
final class RefusedBatchesTest {
    private static final int REFUSED = 500;
    private static final int NEW_OBJECTS = 20;
    private static final byte[] NONE = {};
    private static final byte[] LARGEST = new byte[Metadata.MAX_BYTES];

    /** Why a batch is refused. */
    private enum Reason {
        TOO_LARGE,
        ILLEGAL_ID,
        TOO_MUCH_METADATA,
        ENDED_NUMBER,
        FULL_DISK;

        /** A batch of new objects that cannot be appended. */
        EventBatch batch(int round, int ended) {
            EventBatch batch = new EventBatch().clear("n" + round);
            for (int i = 0; i < NEW_OBJECTS; i++) {
                int object = batch.addObject("new-" + i, EventBatch.NO_NUMBER, i % 2 == 0);
                batch.addPosition(object, i, 1, 2, 3, this == TOO_LARGE ? LARGEST : NONE);
                batch.addDelete(object, i, i);
            }
            switch (this) {
                case ILLEGAL_ID ->
                    batch.addDelete(
                            batch.addObject("x".repeat(Identifiers.MAX_BYTES + 1), EventBatch.NO_NUMBER, false), 1, 1);
                case TOO_MUCH_METADATA -> batch.addPosition(0, 1, 1, 2, 3, new byte[Metadata.MAX_BYTES + 1]);
                case ENDED_NUMBER -> batch.addDelete(batch.addObject("ended", ended, false), 1, 1);
                case TOO_LARGE, FULL_DISK -> {}
            }
            return batch;
        }
    }

    private final SimulatedIo disk = new SimulatedIo();

    private static Map<String, Object> held(LogTrajectoryStore store) {
        Map<String, Object> details = store.stats().details();
        return Map.of(
                "objects", details.get("objects"),
                "object-slots", details.get("object-slots"),
                "records", details.get("records"),
                "last-sequence", details.get("last-sequence"));
    }

    private void full(LogTrajectoryStore store, boolean full) {
        disk.usableSpace(full ? 1 : Long.MAX_VALUE);
        store.verify(); // the log looks how much is free after each new file; when the second exists, it has looked
        store.verify();
    }

    @ParameterizedTest
    @EnumSource
    void noNameIsHeld(Reason reason) {
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            EventBatch first = new EventBatch().clear("n");
            first.addPosition(first.addObject("ended", EventBatch.NO_NUMBER, false), 1, 1, 2, 3, NONE);
            store.append(first);
            store.erase("n", "ended");
            full(store, reason == Reason.FULL_DISK);
            Map<String, Object> before = held(store);
            for (int round = 0; round < REFUSED; round++) {
                EventBatch batch = reason.batch(round, first.number(0));
                assertThatThrownBy(() -> store.append(batch))
                        .isInstanceOf(
                                reason == Reason.FULL_DISK ? StoreFullException.class : IllegalArgumentException.class);
                assertThat(batch.number(0)).isEqualTo(EventBatch.NO_NUMBER);
            }
            assertThat(held(store)).isEqualTo(before);
            assertThat(StoreAppends.events(store, "n0", "new-0")).isEmpty();
            full(store, false);
            EventBatch batch = Reason.FULL_DISK.batch(0, 0);
            long sequence = store.append(batch);
            assertThat(sequence).isEqualTo((long) before.get("last-sequence") + 1);
            assertThat(held(store)).containsEntry("objects", (long) NEW_OBJECTS);
            for (int i = 0; i < NEW_OBJECTS; i++) {
                assertThat(batch.number(i)).isNotEqualTo(EventBatch.NO_NUMBER);
                assertThat(StoreAppends.events(store, "n0", batch.objectId(i))).hasSize(2);
            }
            assertThat(batch.kind(1)).isEqualTo(EventKind.DELETE);
        }
    }
}
