package com.example.fleet;

import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.spi.MetricsListener;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of a database by operation and outcome. */
public final class Measured {
    private Measured() {}

    /** Hands on what a metrics library is to know; here it only counts. */
    private static final class Calls implements MetricsListener {
        private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

        @Override
        public void called(String operation, Outcome outcome, long nanos, long results) {
            counts.computeIfAbsent(operation + " " + outcome, absent -> new LongAdder())
                    .increment();
        }
    }

    /** Takes no arguments. */
    public static void main(String[] args) {
        Calls calls = new Calls();
        try (Spatio db = Spatio.builder().metrics(calls).build()) {
            db.namespace("fleet").upsert("truck-1", Position.of(13.4050, 52.5200));
            db.namespace("fleet").upsert("truck-2", Position.of(13.4051, 52.5201));
            try {
                db.namespace("fleet").upsert("", Position.of(0, 0));
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
        calls.counts.forEach((call, count) -> System.out.println(call + " " + count));
    }
}
