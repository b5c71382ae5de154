package io.spatio.spi;

import static java.util.Objects.requireNonNull;

/**
 * Which positions of a namespace a caller wants, for {@link TrajectoryStore#scan}. Immutable; a {@code with} method returns a
 * changed copy.
 */
public final class ScanRequest {
    private final String namespace;
    private final Region region;
    private final long fromMicros;
    private final long toMicros;
    private final Cancellation cancellation;

    private ScanRequest(String namespace, Region region, long fromMicros, long toMicros, Cancellation cancellation) {
        this.namespace = namespace;
        this.region = region;
        this.fromMicros = fromMicros;
        this.toMicros = toMicros;
        this.cancellation = cancellation;
    }

    /** The positions of a namespace in a region, at any time. */
    public static ScanRequest of(String namespace, Region region) {
        return new ScanRequest(
                requireNonNull(namespace, "namespace"),
                requireNonNull(region, "region"),
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                Cancellation.NONE);
    }

    /** With a time range in microseconds since 1970, both ends inclusive; one that ends before it starts is empty. */
    public ScanRequest withRange(long newFromMicros, long newToMicros) {
        return new ScanRequest(namespace, region, newFromMicros, newToMicros, cancellation);
    }

    /** With when to end early. */
    public ScanRequest withCancellation(Cancellation newCancellation) {
        return new ScanRequest(
                namespace, region, fromMicros, toMicros, requireNonNull(newCancellation, "newCancellation"));
    }

    /** The namespace's name. */
    public String namespace() {
        return namespace;
    }

    /** Where: positions that it does not contain may be left out. */
    public Region region() {
        return region;
    }

    /** The first time wanted, microseconds since 1970. */
    public long fromMicros() {
        return fromMicros;
    }

    /** The last time wanted, microseconds since 1970. */
    public long toMicros() {
        return toMicros;
    }

    /** When to end early: the cursor checks it in {@link EventCursor#next}, also while it passes over what it leaves out. */
    public Cancellation cancellation() {
        return cancellation;
    }
}
