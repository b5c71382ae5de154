package io.spatio.store.log.wal;

import io.spatio.Durability;

/**
 * How much is accepted but not on stable storage, and since when: first pending, until the writer thread takes it, then
 * unforced. With the queue's lock held, but for what the writer thread asks of what it alone writes.
 */
final class Unforced {
    private static final long WRITE_WITHIN_NANOS = 50_000_000L;
    private static final long FORCE_WITHIN_NANOS = 700_000_000L;

    private final Durability durability;

    // Guarded by the queue's lock.
    private long pendingSinceNanos;
    private long takenBytes;

    // Written with the lock held by the writer thread alone, which reads it without.
    private volatile long takenSinceNanos;

    Unforced(Durability durability) {
        this.durability = durability;
    }

    /** Whether something was accepted that the writer thread has not taken; with the lock held. */
    boolean isPending() {
        return pendingSinceNanos != 0;
    }

    /** Notes that something was accepted where nothing was pending; with the lock held. */
    void pending() {
        pendingSinceNanos = System.nanoTime() | 1;
    }

    /** Notes that the writer thread takes what is pending; with the lock held. */
    void taken(int bytes) {
        if (takenSinceNanos == 0) {
            takenSinceNanos = pendingSinceNanos;
        }
        pendingSinceNanos = 0;
        takenBytes += bytes;
    }

    /** Notes that all that was taken is on stable storage; with the lock held. */
    void forced() {
        takenSinceNanos = 0;
        takenBytes = 0;
    }

    /** Bytes taken, but not forced; with the lock held. */
    long takenBytes() {
        return takenBytes;
    }

    /** Age of the oldest unforced record, 0 when there is none; with the lock held. */
    long ageNanos() {
        long since = takenSinceNanos != 0 ? takenSinceNanos : pendingSinceNanos;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    /** How long what is pending may wait to be written; with the lock held. */
    long untilWriteNanos(long now) {
        return durability == Durability.ALWAYS ? 0 : pendingSinceNanos + WRITE_WITHIN_NANOS - now;
    }

    /** How long what was taken may wait to be forced for the policy's sake; with the lock held. */
    long untilForceNanos(long now) {
        return takenSinceNanos != 0 && durability == Durability.EVERY_SECOND
                ? takenSinceNanos + FORCE_WITHIN_NANOS - now
                : Long.MAX_VALUE;
    }

    /** Whether anything that was taken is unforced; for the writer thread. */
    boolean isTaken() {
        return takenSinceNanos != 0;
    }

    /** Whether the policy wants what was taken on stable storage now; for the writer thread. */
    boolean isForceDue() {
        return switch (durability) {
            case ALWAYS -> true;
            case EVERY_SECOND -> System.nanoTime() - takenSinceNanos >= FORCE_WITHIN_NANOS;
            case NEVER -> false;
        };
    }
}
