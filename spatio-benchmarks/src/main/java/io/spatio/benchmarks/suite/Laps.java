package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Reply;
import io.spatio.benchmarks.run.Measure;
import io.spatio.benchmarks.run.PairedRatio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the laps of one contestant gave. */
final class Laps {
    private final List<Reply> laps = new ArrayList<>();
    private String refusal = "";

    void add(Reply lap) {
        Optional<String> unsupported = lap.unsupported();
        if (unsupported.isPresent()) {
            refusal = unsupported.get();
        } else {
            laps.add(lap);
        }
    }

    /** Why there are none; empty where there are. */
    Optional<String> refusal() {
        return refusal.isEmpty() ? Optional.empty() : Optional.of(refusal);
    }

    /** Operations per second of wall clock. */
    Measure rate() {
        return measure("nanos");
    }

    /** Operations per second of the working thread's processor time; empty where it was not taken. */
    Optional<Measure> cpuRate() {
        boolean taken = laps.stream().allMatch(lap -> lap.number("cpu_nanos") > 0);
        return taken ? Optional.of(measure("cpu_nanos")) : Optional.empty();
    }

    private Measure measure(String nanos) {
        return Measure.of(rates(nanos));
    }

    private double[] rates(String nanos) {
        return laps.stream()
                .mapToDouble(lap -> lap.number("operations") * 1e9 / lap.number(nanos))
                .toArray();
    }

    /** How many times faster these laps were than the other's of the same rounds. */
    PairedRatio over(Laps other) {
        return PairedRatio.of(rates("nanos"), other.rates("nanos"));
    }
}
