package io.spatio.store.log.segment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Histories of all shapes: sparse and dense objects, equal times, deletes, metadata large and small, far corners. */
final class RandomEvents {
    private final Random random;

    RandomEvents(long seed) {
        random = new Random(seed);
    }

    /** A history in order, sequence numbers from a first one on. */
    List<Event> history(int namespaces, int objects, int mostRows, long firstSequence) {
        List<Event> events = new ArrayList<>();
        long sequence = firstSequence;
        for (int i = 0; i < objects; i++) {
            String namespace = "namespace" + random.nextInt(namespaces);
            String id = id(i);
            int rows = 1 + (int) (mostRows * Math.pow(random.nextDouble(), 4));
            long micros = time();
            double lon = random.nextDouble() * 360 - 180;
            double lat = random.nextDouble() * 180 - 90;
            for (int row = 0; row < rows; row++) {
                events.add(event(namespace, id, micros, sequence++, lon, lat));
                micros += random.nextInt(3) * 1_000_000L;
                lon = Math.max(-180, Math.min(180, lon + (random.nextDouble() - 0.5) * 0.1));
                lat = Math.max(-90, Math.min(90, lat + (random.nextDouble() - 0.5) * 0.1));
            }
        }
        events.sort(Event.ORDER);
        return events;
    }

    private Event event(String namespace, String id, long micros, long sequence, double lon, double lat) {
        if (random.nextInt(20) == 0) {
            return Event.delete(namespace, id, micros, sequence);
        }
        boolean rounded = random.nextInt(10) > 0;
        double x = rounded ? Math.rint(lon * 1e5) / 1e5 : lon;
        double y = rounded ? Math.rint(lat * 1e5) / 1e5 : lat;
        double z = random.nextInt(3) == 0 ? Double.NaN : Math.rint(random.nextDouble() * 1000) / 10;
        return Event.position(namespace, id, micros, sequence, x, y, z, metadata());
    }

    private byte[] metadata() {
        switch (random.nextInt(40)) {
            case 0:
                byte[] large = new byte[random.nextInt(5000)];
                random.nextBytes(large);
                return large;
            case 1, 2, 3:
                return ("{\"speed\":" + random.nextInt(1000) + "}").getBytes(StandardCharsets.UTF_8);
            default:
                return random.nextInt(4) == 0 ? "{\"state\":\"moving\"}".getBytes(StandardCharsets.UTF_8) : new byte[0];
        }
    }

    private long time() {
        return random.nextInt(30) == 0
                ? random.nextLong() >> 1
                : 1_700_000_000_000_000L + random.nextInt(2000) * 1_000_000L;
    }

    private String id(int i) {
        return switch (random.nextInt(6)) {
            case 0 -> "\uD83D\uDE9A" + i;
            case 1 -> "\uFFEE-" + "long".repeat(random.nextInt(50)) + i;
            case 2 -> "a\u0000b" + i;
            default -> "vehicle-" + i;
        };
    }
}
