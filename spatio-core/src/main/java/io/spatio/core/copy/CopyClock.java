package io.spatio.core.copy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of a store that is copied into. A store remembers when a delete was appended and forgets it a horizon later;
 * what the other store has forgotten already must be appended at a time as long ago. Any thread.
 */
public final class CopyClock implements InstantSource {
    private final Instant now;
    private final Instant longAgo;
    private volatile Instant current;

    /** A clock that stands at a time. */
    public CopyClock(Instant now, Duration tombstoneHorizon) {
        this.now = now;
        this.longAgo = now.minus(tombstoneHorizon).minus(Duration.ofDays(1));
        this.current = now;
    }

    void stand(boolean atLongAgo) {
        current = atLongAgo ? longAgo : now;
    }

    @Override
    public Instant instant() {
        return current;
    }
}
