package io.spatio.core.engine;

import io.spatio.Identifiers;
import io.spatio.Metadata;
import io.spatio.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checks a batch element by element, before anything of it is stored; the error names the first bad one. One thread. */
final class BatchCheck {
    private final Engine engine;
    private final BatchWriter.Elements columns;
    private int size;

    BatchCheck(Engine engine, int size) {
        this.engine = engine;
        this.columns =
                new BatchWriter.Elements(new String[size], new Position[size], new Metadata[size], new long[size]);
    }

    void requireElement(@Nullable Object element) {
        if (element == null) {
            throw new NullPointerException("element " + size + " is null");
        }
    }

    void add(String objectId, Position position, Metadata metadata, @Nullable Instant timestamp) {
        try {
            columns.objectIds()[size] = Identifiers.requireObjectId(objectId);
            columns.positions()[size] = position;
            engine.requireMetadata(metadata);
            columns.metadata()[size] = metadata;
            columns.micros()[size] = engine.writeMicros(timestamp);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("element " + size + ": " + e.getMessage(), e);
        }
        size++;
    }

    BatchWriter.Elements checked() {
        return columns;
    }
}
