package io.spatio.benchmarks.contestant;

import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Spatio;
import io.spatio.Stats;
import io.spatio.Update;
import io.spatio.UpsertOutcome;
import io.spatio.benchmarks.world.Recording;
import io.spatio.benchmarks.world.SplitMix;
import io.spatio.error.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a database with a store is asked beside laps.
 *
 * <pre>
 * sync | close | compact               {"nanos":…}
 * snapshot DIRECTORY                   {"nanos":…}
 * digest                               {"digest":…,"objects":…}
 * store                                {"type":…, and what the store says of itself}
 * fill-track OBJECTS POINTS            {"nanos":…}
 * check-track OBJECTS POINTS QUERIES   {"wrong":…}
 * import FILE                          {"records":…}
 * fleet-…                              see {@link FleetQuestions}
 * </pre>
 */
final class StoreQuestions {
    private static final int UPDATES_AT_ONCE = 1000;

    private final Spatio spatio;
    private final Namespace namespace;

    StoreQuestions(Spatio spatio, Namespace namespace) {
        this.spatio = spatio;
        this.namespace = namespace;
    }

    Map<String, Object> answer(String question, String[] arguments) {
        return switch (question) {
            case "sync" -> timed(spatio::sync);
            case "close" -> timed(spatio::close);
            case "compact" -> timed(() -> spatio.maintenance().compact());
            case "snapshot" -> snapshot(Path.of(String.join(" ", arguments)));
            case "digest" -> digest();
            case "store" -> store();
            case "import" -> importRecording(Path.of(String.join(" ", arguments)));
            case "fill-track" -> timed(() -> Tracks.fill(namespace, whole(arguments, 0), whole(arguments, 1)));
            case "check-track" -> checkTracks(whole(arguments, 0), whole(arguments, 1), whole(arguments, 2));
            case "fleet-report", "fleet-check", "fleet-tracks", "fleet-boxes" ->
                new FleetQuestions(namespace, new Fleet(whole(arguments, 0)))
                        .answer(question, whole(arguments, 1), whole(arguments, 2));
            default -> throw new UnsupportedOperationException("unknown question " + question);
        };
    }

    private static int whole(String[] arguments, int at) {
        return Integer.parseInt(arguments[at]);
    }

    private static Map<String, Object> timed(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Map.of("nanos", System.nanoTime() - start);
    }

    /** A store may be unable to make copies. */
    private Map<String, Object> snapshot(Path directory) {
        try {
            return timed(() -> spatio.maintenance().snapshot(directory));
        } catch (StoreException e) {
            return Map.of("unsupported", e.toString());
        }
    }

    /** A sum over all current positions, bit for bit, in any order. */
    private Map<String, Object> digest() {
        long[] sum = {0};
        namespace.forEach(row -> {
            long bits = row.objectId().hashCode();
            bits = 31 * bits + Double.doubleToLongBits(row.lon());
            bits = 31 * bits + Double.doubleToLongBits(row.lat());
            bits = 31 * bits + row.timestampMicros();
            sum[0] += new SplitMix(bits).next();
            return true;
        });
        return Map.of("digest", Long.toHexString(sum[0]), "objects", namespace.count());
    }

    private Map<String, Object> store() {
        Stats.OfStore store = spatio.stats().store();
        Map<String, Object> answer = new LinkedHashMap<>(store.details());
        answer.put("type", store.type());
        return answer;
    }

    private Map<String, Object> importRecording(Path file) {
        long records = 0;
        List<Update> batch = new ArrayList<>();
        try (Recording recording = Recording.open(file)) {
            for (boolean more = recording.next(); more; more = recording.next()) {
                batch.add(Update.of(recording.objectId(), recording.position(), Metadata.NONE, recording.timestamp()));
                if (batch.size() == UPDATES_AT_ONCE) {
                    records += stored(batch);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        records += stored(batch);
        return Map.of("records", records);
    }

    private long stored(List<Update> batch) {
        if (batch.isEmpty()) {
            return 0;
        }
        long stored = namespace.upsertAll(batch).stream()
                .filter(written -> written.outcome() != UpsertOutcome.DUPLICATE)
                .count();
        batch.clear();
        return stored;
    }

    private Map<String, Object> checkTracks(int objects, int points, int queries) {
        SplitMix random = new SplitMix(31);
        int wrong = 0;
        for (int i = 0; i < queries; i++) {
            int from = random.below(points - Tracks.WINDOW);
            if (!Tracks.isRight(Tracks.window(namespace, random.below(objects), from), from)) {
                wrong++;
            }
        }
        return Map.of("wrong", wrong);
    }
}
