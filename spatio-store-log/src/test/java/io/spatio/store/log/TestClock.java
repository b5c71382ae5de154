package io.spatio.store.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is moved. Any thread. */
final class TestClock implements InstantSource {
    private volatile Instant now = Stores.NOW;

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration step) {
        now = now.plus(step);
    }
}
