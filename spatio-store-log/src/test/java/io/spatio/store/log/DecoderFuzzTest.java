package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.TrackOrder;
import io.spatio.error.StoreException;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Bytes that pass every checksum and mean anything: decoders of manifest, log frames and table answer with a store's errors
 * or with values, and with nothing else. {@link io.spatio.store.log.segment.PageFuzzTest} does so for segments.
 */
final class DecoderFuzzTest {
    @Test
    void nothingButStoreErrors() {
        try (Loop loop = Loop.begin("DecoderFuzzTest", 0.5)) {
            Random random = isLong() ? loop.random() : new Random(1);
            while (loop.goesOn()) {
                SimulatedIo whole = directory(random);
                List<Path> files = whole.files().stream()
                        .filter(path -> !path.toString().endsWith(".sps"))
                        .toList();
                for (int i = 0; i < 20; i++) {
                    Path file = files.get(random.nextInt(files.size()));
                    byte[] bytes = whole.bytes(file);
                    if (Forgery.scramble(file.getFileName().toString(), bytes, random)) {
                        scrambled(whole, file, bytes, loop);
                    }
                }
            }
        }
    }

    /** In the build the bytes are always the same; a long run takes new ones. */
    private static boolean isLong() {
        return Double.parseDouble(System.getProperty("spatio.test.budget", "5")) >= 60;
    }

    private static SimulatedIo directory(Random random) {
        SimulatedIo io = new SimulatedIo();
        LogTrajectoryStore store = Stores.open(io, Durability.NEVER);
        for (int i = 0; i < 60; i++) {
            double[] place = Stores.place(random);
            StoreAppends.position(
                    store,
                    "n" + i % 2,
                    "object-" + i % 5,
                    Stores.time(random),
                    place[0],
                    place[1],
                    place[2],
                    Stores.metadata(random));
            if (i % 9 == 0) {
                StoreAppends.delete(store, "n" + i % 2, "object-" + i % 5, Stores.time(random), Long.MAX_VALUE);
            }
            if (i % 5 == 0) {
                flush(store); // many log files, so that close writes a table
            }
            if (i % 7 == 0) {
                store.documents().put("document-" + i % 3, new byte[random.nextInt(50)]);
            }
            if (i % 31 == 30) {
                store.erase("n" + i % 2, "object-" + i % 5);
            }
        }
        store.close();
        return random.nextBoolean() ? io : reopened(io);
    }

    /** With frames in the log that nothing covers. */
    private static SimulatedIo reopened(SimulatedIo io) {
        LogTrajectoryStore store = Stores.open(io, Durability.NEVER);
        for (int i = 0; i < 8; i++) {
            StoreAppends.position(store, "n0", "object-" + i, i, 1, 2, 3, new byte[i]);
            store.documents().put("document-" + i, new byte[i]);
            store.sync();
        }
        SimulatedIo killed = io.copy();
        store.close();
        return killed;
    }

    private static void flush(LogTrajectoryStore store) {
        try {
            store.flush();
        } catch (IOException e) {
            throw new StoreException("flush: " + e, e);
        }
    }

    private static void scrambled(SimulatedIo whole, Path file, byte[] bytes, Loop loop) {
        for (boolean salvage : new boolean[] {false, true}) {
            SimulatedIo io = whole.copy();
            io.bytes(file, bytes);
            try (LogTrajectoryStore store = Stores.open(io, Stores.options(Durability.NEVER), salvage)) {
                for (int i = 0; i < 6; i++) {
                    Model.read(
                            store, "n" + i % 2, "object-" + i, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.NEWEST_FIRST);
                }
                store.recover().close();
                store.documents()
                        .forEach("", document -> assertThat(document.sequence()).isPositive());
                assertThat(store.verify().files()).isPositive();
                loop.count("taken", 1);
            } catch (StoreException | IllegalArgumentException e) {
                loop.count("refused", 1);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("scrambled " + file + " salvage=" + salvage, e);
            }
        }
    }
}
