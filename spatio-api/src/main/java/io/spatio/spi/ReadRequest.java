package io.spatio.spi;

import static java.util.Objects.requireNonNull;

import io.spatio.TrackOrder;

/**
 * Which events of one object a caller wants, for {@link TrajectoryStore#read}. Immutable; a {@code with} method returns a changed
 * copy.
 */
public final class ReadRequest {
    private final String namespace;
    private final String objectId;
    private final long fromMicros;
    private final long toMicros;
    private final TrackOrder order;
    private final Cancellation cancellation;

    private ReadRequest(
            String namespace,
            String objectId,
            long fromMicros,
            long toMicros,
            TrackOrder order,
            Cancellation cancellation) {
        this.namespace = namespace;
        this.objectId = objectId;
        this.fromMicros = fromMicros;
        this.toMicros = toMicros;
        this.order = order;
        this.cancellation = cancellation;
    }

    /** All events of an object, oldest first. */
    public static ReadRequest of(String namespace, String objectId) {
        return new ReadRequest(
                requireNonNull(namespace, "namespace"),
                requireNonNull(objectId, "objectId"),
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                TrackOrder.OLDEST_FIRST,
                Cancellation.NONE);
    }

    /** With a time range in microseconds since 1970, both ends inclusive; one that ends before it starts is empty. */
    public ReadRequest withRange(long newFromMicros, long newToMicros) {
        return new ReadRequest(namespace, objectId, newFromMicros, newToMicros, order, cancellation);
    }

    /** With another order. */
    public ReadRequest withOrder(TrackOrder newOrder) {
        return new ReadRequest(
                namespace, objectId, fromMicros, toMicros, requireNonNull(newOrder, "newOrder"), cancellation);
    }

    /** With when to end early. */
    public ReadRequest withCancellation(Cancellation newCancellation) {
        return new ReadRequest(
                namespace, objectId, fromMicros, toMicros, order, requireNonNull(newCancellation, "newCancellation"));
    }

    /** The namespace's name. */
    public String namespace() {
        return namespace;
    }

    /** The object's id. */
    public String objectId() {
        return objectId;
    }

    /** The first time wanted, microseconds since 1970. */
    public long fromMicros() {
        return fromMicros;
    }

    /** The last time wanted, microseconds since 1970. */
    public long toMicros() {
        return toMicros;
    }

    /** The direction. */
    public TrackOrder order() {
        return order;
    }

    /** When to end early: the cursor checks it in {@link EventCursor#next}. */
    public Cancellation cancellation() {
        return cancellation;
    }
}
