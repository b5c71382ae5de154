package io.spatio.core.engine;

import static java.util.Objects.requireNonNull;

import io.spatio.EventTransfer;
import io.spatio.Identifiers;
import io.spatio.Timestamps;
import io.spatio.core.copy.NamespaceEvents;
import java.time.Instant;
import java.util.Optional;

/** Takes out all events of one namespace, and puts back its deletes. Any thread. */
final class NamespaceTransfer implements EventTransfer {
    private final NamespaceAccess access;

    NamespaceTransfer(NamespaceAccess access) {
        this.access = access;
    }

    @Override
    public void forEachEvent(Visitor visitor) {
        access.call(() -> {
            new NamespaceEvents(access.engine.store, access.name, visitor).run();
            return access.name;
        });
    }

    @Override
    public void putDelete(String objectId, Instant timestamp, Optional<Instant> madeAt) {
        Identifiers.requireObjectId(objectId);
        requireNonNull(timestamp, "timestamp");
        access.engine.requireWritable();
        // As long ago as can be: it is forgotten at once.
        long madeAtMicros = madeAt.map(Timestamps::toMicros).orElse(Long.MIN_VALUE);
        access.call(() -> {
            long micros = access.engine.writeMicros(timestamp);
            return access.write(parts -> parts.writer().putDelete(objectId, micros, madeAtMicros));
        });
    }
}
