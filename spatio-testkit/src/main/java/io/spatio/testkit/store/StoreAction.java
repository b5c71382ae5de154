package io.spatio.testkit.store;

import io.spatio.Position;
import io.spatio.spi.Region;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.ModelledStore.Key;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** One step of a random sequence over a store. */
sealed interface StoreAction {
    /** Does it to the store, its model, and checks what the store answers. */
    void runOn(ModelledStore store);

    record Append(Key key, long micros, Position position, String metadata) implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.append(
                    key,
                    micros,
                    position.lon(),
                    position.lat(),
                    position.altOrNaN(),
                    metadata.getBytes(StandardCharsets.UTF_8));
        }

        ModelEvent event() {
            return ModelEvent.position(
                    0,
                    micros,
                    position.lon(),
                    position.lat(),
                    position.altOrNaN(),
                    metadata.getBytes(StandardCharsets.UTF_8));
        }
    }

    record Twice(Append append) implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            append.runOn(store);
            append.runOn(store);
        }
    }

    record Batch(List<Append> appends) implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.appendAll(
                    appends.stream().map(Append::key).toList(),
                    appends.stream().map(Append::event).toList());
        }
    }

    record Delete(Key key, long micros) implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.delete(key, micros);
        }
    }

    record Erase(Key key) implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.erase(key);
            store.checkRead(key, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    record EraseNamespace(String namespace) implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.eraseNamespace(namespace);
            store.checkScan(namespace, Region.EVERYWHERE, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    record PutDocument(String key, String content) implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.putDocument(key, content.getBytes(StandardCharsets.UTF_8));
        }
    }

    record RemoveDocument(String key) implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.removeDocument(key);
            store.checkDocuments();
        }
    }

    record Read(Key key, long from, long to) implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.checkRead(key, from, to);
        }
    }

    record Scan(String namespace, Region region, long from, long to) implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.checkScan(namespace, region, from, to);
        }
    }

    record Recover() implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.checkRecover();
        }
    }

    record Sync() implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.store().sync();
        }
    }

    record Reopen() implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.reopen();
            store.checkRecover();
        }
    }

    record Compact() implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.compact();
        }
    }

    record Verify() implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.verify();
        }
    }

    /** Copies the store, which may make it seal or flush what it has, and looks at the copy. */
    record Snapshot() implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.checkSnapshot();
        }
    }

    /** Waits days of 25 hours, so that no sum of them is the horizon itself. */
    record Wait(int days) implements StoreAction {
        @Override
        public void runOn(ModelledStore store) {
            store.clock().advance(Duration.ofHours(25L * days));
        }
    }
}
