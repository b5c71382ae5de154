package io.spatio;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a database, or, from the current state, one row of it. Immutable; any thread.
 *
 * <p>Which parts there are depends on the {@link #kind}: {@link ChangeKind#CREATED}, {@link ChangeKind#UPDATED} and
 * {@link ChangeKind#STATE} have a position, UPDATED, DELETED and EXPIRED a previous one; ERASED has only the object's id, DROPPED only the
 * namespace, SYNCED neither. RECORDED has a position unless it is a delete that came late.
 */
public final class Change {
    private final ChangeKind kind;
    private final String namespace;
    private final @Nullable String objectId;
    private final @Nullable Position position;
    private final boolean hasTimestamp;
    private final long micros;
    private final Metadata metadata;
    private final @Nullable Position previous;
    /** The token but for its sequence: a token for each would be one more object for each change. */
    private final ChangeToken token;

    private final long tokenSequence;
    private final long sequence;
    private final boolean inside;
    private final boolean wasInside;

    private Change(Builder builder) {
        kind = builder.kind;
        namespace = builder.namespace;
        objectId = builder.objectId;
        position = builder.position;
        hasTimestamp = builder.hasTimestamp;
        micros = builder.micros;
        metadata = builder.metadata;
        previous = builder.previous;
        token = builder.token;
        tokenSequence = builder.tokenSequence;
        sequence = builder.sequence;
        inside = builder.inside;
        wasInside = builder.wasInside;
    }

    /**
     * Begins a change; for engines and clients.
     *
     * @param kind what it says
     * @param namespace where; empty for {@link ChangeKind#SYNCED}
     * @param sequence its place in the order of all events
     * @param token where to continue after it
     */
    public static Builder builder(ChangeKind kind, String namespace, long sequence, ChangeToken token) {
        return new Builder(kind, namespace, sequence, token);
    }

    /** The parts of a change that is being made. One thread. */
    public static final class Builder {
        private final ChangeKind kind;
        private final String namespace;
        private final long sequence;
        private final ChangeToken token;
        private long tokenSequence;
        private @Nullable String objectId;
        private @Nullable Position position;
        private boolean hasTimestamp;
        private long micros;
        private Metadata metadata = Metadata.NONE;
        private @Nullable Position previous;
        private boolean inside;
        private boolean wasInside;

        private Builder(ChangeKind kind, String namespace, long sequence, ChangeToken token) {
            this.kind = requireNonNull(kind, "kind");
            this.namespace = requireNonNull(namespace, "namespace");
            this.sequence = sequence;
            this.token = requireNonNull(token, "token");
            this.tokenSequence = token.sequence();
        }

        /** Where to continue after it, where that is another sequence than the token's own. */
        public Builder at(long newTokenSequence) {
            tokenSequence = newTokenSequence;
            return this;
        }

        /** Whose change it is. */
        public Builder objectId(String newObjectId) {
            objectId = requireNonNull(newObjectId, "newObjectId");
            return this;
        }

        /** The new position, and whether it is inside the area. */
        public Builder position(Position newPosition, boolean isInside) {
            position = requireNonNull(newPosition, "newPosition");
            inside = isInside;
            return this;
        }

        /** The position before, and whether it was inside the area. */
        public Builder previous(Position oldPosition, boolean oldInside) {
            previous = requireNonNull(oldPosition, "oldPosition");
            wasInside = oldInside;
            return this;
        }

        /** When it happened, by the event's own timestamp, floored to microseconds. */
        public Builder timestamp(Instant newTimestamp) {
            return timestampMicros(Timestamps.toMicros(newTimestamp));
        }

        /** The same in microseconds since 1970-01-01T00:00:00Z. */
        public Builder timestampMicros(long newMicros) {
            hasTimestamp = true;
            micros = newMicros;
            return this;
        }

        /** The new metadata. */
        public Builder metadata(Metadata newMetadata) {
            metadata = requireNonNull(newMetadata, "newMetadata");
            return this;
        }

        /** The change. */
        public Change build() {
            return new Change(this);
        }
    }

    /** What it says. */
    public ChangeKind kind() {
        return kind;
    }

    /** Where it happened; empty for {@link ChangeKind#SYNCED}. */
    public String namespace() {
        return namespace;
    }

    /** Whose change it is; empty for {@link ChangeKind#DROPPED} and {@link ChangeKind#SYNCED}. */
    public Optional<String> objectId() {
        return Optional.ofNullable(objectId);
    }

    /** Where the object is now, or, for {@link ChangeKind#RECORDED}, where it was at that time. */
    public Optional<Position> position() {
        return Optional.ofNullable(position);
    }

    /** The event's own time; empty for {@link ChangeKind#ERASED}, {@link ChangeKind#DROPPED} and {@link ChangeKind#SYNCED}. */
    public Optional<Instant> timestamp() {
        return hasTimestamp ? Optional.of(Timestamps.toInstant(micros)) : Optional.empty();
    }

    /** What is said of the object now; {@link Metadata#NONE} where there is no position. */
    public Metadata metadata() {
        return metadata;
    }

    /** Where the object was before, as this subscriber was told last; empty where it had no position. */
    public Optional<Position> previous() {
        return Optional.ofNullable(previous);
    }

    /** Its place in the order of all events; of coalesced changes that of the last. */
    public long sequence() {
        return sequence;
    }

    /** Where to continue after this change and all before it. */
    public ChangeToken token() {
        return token.sequence() == tokenSequence ? token : token.at(tokenSequence);
    }

    /** Whether the position is inside the area followed; true for a position where none was asked for. */
    public boolean inside() {
        return inside;
    }

    /** Whether the previous position is inside the area followed; true for one where none was asked for. */
    public boolean wasInside() {
        return wasInside;
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("Change[").append(sequence).append(' ').append(kind);
        if (kind != ChangeKind.SYNCED) {
            text.append(' ').append(namespace);
        }
        if (objectId != null) {
            text.append(' ').append(objectId);
        }
        if (previous != null) {
            text.append(" from ").append(previous);
        }
        if (position != null) {
            text.append(" at ").append(position);
        }
        return text.append(']').toString();
    }
}
