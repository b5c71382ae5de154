package io.spatio.testkit.harness;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands until it is moved. One thread moves it, any
 * thread reads it.
 */
public final class TestClock implements InstantSource {
    private volatile Instant now;

    /** A clock that stands at a time. */
    public TestClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves it, also backwards. */
    public void advance(Duration duration) {
        set(now.plus(duration));
    }

    /** Sets it. */
    public void set(Instant instant) {
        now = instant;
    }
}
