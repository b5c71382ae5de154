package io.spatio.benchmarks.contestant;

import io.spatio.Area;
import io.spatio.Namespace;
import io.spatio.TrackPoint;
import io.spatio.Visit;
import io.spatio.benchmarks.world.SplitMix;
import java.util.Arrays;
import java.util.Map;

/**
 * What a database is asked about a fleet of VEHICLES that has reported STEPS times.
 *
 * <pre>
 * fleet-report VEHICLES FROM TO           {"nanos":…,"heap_bytes":…}
 * fleet-check VEHICLES STEPS QUERIES      {"wrong":…}
 * fleet-tracks VEHICLES STEPS QUERIES     {"p50_nanos":…,"p99_nanos":…,"max_nanos":…}
 * fleet-boxes VEHICLES STEPS QUERIES      the same, and {"visits":…}
 * </pre>
 */
final class FleetQuestions {
    private static final int TRACKS_TO_A_BOX = 10;

    private final Namespace namespace;
    private final Fleet fleet;

    FleetQuestions(Namespace namespace, Fleet fleet) {
        this.namespace = namespace;
        this.fleet = fleet;
    }

    Map<String, Object> answer(String question, int first, int second) {
        return switch (question) {
            case "fleet-report" -> report(first, second);
            case "fleet-check" -> check(first, second);
            case "fleet-tracks" -> tracks(first, second);
            case "fleet-boxes" -> boxes(first, second);
            default -> throw new UnsupportedOperationException("unknown question " + question);
        };
    }

    private Map<String, Object> report(int fromStep, int toStep) {
        long start = System.nanoTime();
        fleet.report(namespace, fromStep, toStep);
        return Map.of("nanos", System.nanoTime() - start, "heap_bytes", Heap.usedBytes());
    }

    private Map<String, Object> check(int steps, int queries) {
        SplitMix random = new SplitMix(43);
        int wrong = 0;
        for (int i = 0; i < queries; i++) {
            int vehicle = random.below(fleet.vehicles());
            int from = random.below(steps - Fleet.HOUR);
            wrong += fleet.isRight(fleet.hour(namespace, vehicle, from), vehicle, from) ? 0 : 1;
            if (i % TRACKS_TO_A_BOX == 0) {
                Area.Box box = Fleet.box(random);
                wrong += fleet.isRight(Fleet.during(namespace, box, from), box, from) ? 0 : 1;
            }
        }
        return Map.of("wrong", wrong);
    }

    private Map<String, Object> tracks(int steps, int queries) {
        SplitMix random = new SplitMix(47);
        long[] nanos = new long[queries];
        double sum = 0;
        for (int i = 0; i < queries; i++) {
            int vehicle = random.below(fleet.vehicles());
            int from = random.below(steps - Fleet.HOUR);
            long start = System.nanoTime();
            for (TrackPoint point : fleet.hour(namespace, vehicle, from)) {
                sum += point.position().lon();
            }
            nanos[i] = System.nanoTime() - start;
        }
        return quantiles(nanos, sum);
    }

    private Map<String, Object> boxes(int steps, int queries) {
        SplitMix random = new SplitMix(53);
        long[] nanos = new long[queries];
        double visits = 0;
        for (int i = 0; i < queries; i++) {
            Area.Box box = Fleet.box(random);
            int from = random.below(steps - Fleet.HOUR);
            long start = System.nanoTime();
            for (Visit visit : Fleet.during(namespace, box, from)) {
                visits += visit.points() > 0 ? 1 : 0;
            }
            nanos[i] = System.nanoTime() - start;
        }
        return quantiles(nanos, visits / queries);
    }

    private static Map<String, Object> quantiles(long[] nanos, double checksum) {
        Arrays.sort(nanos);
        return Map.of(
                "p50_nanos",
                nanos[nanos.length / 2],
                "p99_nanos",
                nanos[(int) (nanos.length * 99L / 100)],
                "max_nanos",
                nanos[nanos.length - 1],
                "checksum",
                checksum);
    }
}
