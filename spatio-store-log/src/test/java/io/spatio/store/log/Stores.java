package io.spatio.store.log;

import io.spatio.Durability;
import io.spatio.spi.StoreContext;
import io.spatio.store.log.io.Io;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/** Stores for tests, and random work on them. */
final class Stores {
    static final Path DIRECTORY = Path.of("/simulated/store");
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Stores() {}

    static LogTrajectoryStoreOptions options(Durability sync) {
        return new LogTrajectoryStoreOptions(
                sync,
                64 << 10,
                32 << 10,
                Optional.empty(),
                Long.MAX_VALUE,
                Duration.ofSeconds(10),
                Duration.ofHours(24));
    }

    static LogTrajectoryStore open(Io io, Durability sync) {
        return open(io, options(sync), false);
    }

    static LogTrajectoryStore open(Io io, LogTrajectoryStoreOptions options, boolean salvage) {
        return open(io, options, salvage, DIRECTORY);
    }

    static LogTrajectoryStore open(Io io, Durability sync, Path directory) {
        return open(io, options(sync), false, directory);
    }

    static LogTrajectoryStore open(Io io, Durability sync, InstantSource clock) {
        return open(io, options(sync), clock);
    }

    static LogTrajectoryStore open(Io io, LogTrajectoryStoreOptions options, InstantSource clock) {
        return open(io, options, false, DIRECTORY, clock);
    }

    private static LogTrajectoryStore open(Io io, LogTrajectoryStoreOptions options, boolean salvage, Path directory) {
        return open(io, options, salvage, directory, InstantSource.fixed(NOW));
    }

    static LogTrajectoryStore open(Io io, LogTrajectoryStoreOptions options, InstantSource clock, Path directory) {
        return open(io, options, false, directory, clock);
    }

    static LogTrajectoryStore openReadOnly(Io io, Durability sync) {
        return openReadOnly(io, sync, DIRECTORY);
    }

    static LogTrajectoryStore openReadOnly(Io io, Durability sync, Path directory) {
        StoreContext context =
                StoreContext.in(directory).withClock(InstantSource.fixed(NOW)).withReadOnly(true);
        return LogTrajectoryStore.open(options(sync), context, io);
    }

    private static LogTrajectoryStore open(
            Io io, LogTrajectoryStoreOptions options, boolean salvage, Path directory, InstantSource clock) {
        return LogTrajectoryStore.open(
                options, StoreContext.in(directory).withClock(clock).withSalvage(salvage), io);
    }

    /** Salvages; {@code accept} even where erased objects may come back. */
    static LogTrajectoryStore salvage(Io io, Durability sync, boolean accept) {
        StoreContext context = StoreContext.in(DIRECTORY)
                .withClock(InstantSource.fixed(NOW))
                .withSalvage(true)
                .withAcceptUnerased(accept);
        return LogTrajectoryStore.open(options(sync), context, io);
    }

    static double[] place(Random random) {
        double[] odd = {-0.0, 0.0, Double.MIN_VALUE, -179.99999999999997, 180, 90, 1e-310, 12.3456789};
        double lon = random.nextInt(3) == 0 ? odd[random.nextInt(odd.length)] : random.nextDouble() * 360 - 180;
        double lat = random.nextInt(3) == 0 ? random.nextInt(2) * -0.0 : random.nextDouble() * 180 - 90;
        double alt = random.nextInt(2) == 0 ? Double.NaN : random.nextInt(3) == 0 ? -0.0 : random.nextDouble() * 1000;
        return new double[] {lon, lat, alt};
    }

    static long time(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> -random.nextInt(1000);
            default -> random.nextInt(60);
        };
    }

    static byte[] metadata(Random random) {
        byte[] bytes = new byte[random.nextInt(3) == 0 ? random.nextInt(40) : 0];
        java.util.Arrays.fill(bytes, (byte) ('0' + random.nextInt(3)));
        return bytes;
    }
}
