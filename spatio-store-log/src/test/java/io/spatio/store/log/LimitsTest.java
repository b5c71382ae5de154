package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Identifiers;
import io.spatio.Metadata;
import io.spatio.spi.Documents;
import io.spatio.spi.EventBatch;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.store.log.io.NioIo;
import io.spatio.store.log.wal.WalFormat;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is written at each limit is read again from the log, from segments and from the table; what is beyond is refused at
 * the write. Limits of single files are those of {@code ManifestFileTest}, {@code EraseFileTest}, {@code PageFuzzTest},
 * {@code ObjectTableTest} and {@code NumbersTest}.
 */
final class LimitsTest {
    private static final byte[] LARGEST = largest();
    private static final String LONGEST = "é".repeat(Identifiers.MAX_BYTES / 2);

    @TempDir
    private Path directory;

    private static byte[] largest() {
        byte[] bytes = new byte[Metadata.MAX_BYTES];
        Arrays.fill(bytes, (byte) '1');
        return bytes;
    }

    private LogTrajectoryStore open() {
        LogTrajectoryStoreOptions options = new LogTrajectoryStoreOptions(
                Durability.NEVER,
                64 << 20,
                64 << 20,
                Optional.empty(),
                Long.MAX_VALUE,
                Duration.ofMinutes(10),
                Duration.ofDays(1000));
        return LogTrajectoryStore.open(options, StoreContext.in(directory), new NioIo());
    }

    private static EventBatch batch(String id, int size, byte[] metadata) {
        double[][] places = new double[size][];
        long[] times = new long[size];
        for (int i = 0; i < size; i++) {
            places[i] = new double[] {i % 180, 2, 3};
            times[i] = i;
        }
        return Model.batchOf("b", Collections.nCopies(size, id), times, places, metadata);
    }

    private static int fitting(int metadataBytes) {
        return WalFormat.PAYLOAD_MAX_BYTES / (metadataBytes + 48);
    }

    @Test
    void whatIsAtALimitIsReadFromEveryFile() throws IOException {
        Model model = new Model();
        int largest = fitting(LARGEST.length);
        try (LogTrajectoryStore store = open()) {
            model.position(store, LONGEST, LONGEST, 1, new double[] {1, 2, 3}, LARGEST);
            model.position(store, LONGEST, "o", Long.MAX_VALUE, new double[] {1, 2, 3}, LARGEST);
            model.position(store, "n", LONGEST, Long.MIN_VALUE, new double[] {1, 2, Double.NaN}, new byte[0]);
            model.erase(store, LONGEST, "o");
            model.eraseNamespace(store, "n");
            model.putDocument(store, LONGEST, new byte[Documents.CONTENT_MAX_BYTES]);
            appendBatch(store, model, largest, LARGEST);
            appendBatch(store, model, fitting(0), new byte[0]);
        }
        for (int opening = 0; opening < 3; opening++) {
            try (LogTrajectoryStore store = open()) {
                assertThat(store.stats().recovery()).isEmpty();
                assertThat(Model.lastSequence(store)).isEqualTo(Model.last(model));
                assertThat(Model.read(
                                store,
                                LONGEST,
                                LONGEST,
                                Long.MIN_VALUE,
                                Long.MAX_VALUE,
                                io.spatio.TrackOrder.OLDEST_FIRST))
                        .hasSize(1);
                assertThat(Model.documents(store)).isEqualTo(model.documents());
                assertThat(store.verify().problems()).isEmpty();
                if (opening == 0) {
                    store.flush();
                } else {
                    store.compact();
                }
            }
        }
    }

    private static void appendBatch(TrajectoryStore store, Model model, int size, byte[] metadata) {
        long first = store.append(batch("o" + size, size, metadata));
        model.appended.add(new Model.Event(first + size - 1, "b", "o", 0, 0, 0, 0, "", false, false));
    }

    @Test
    void whatIsBeyondIsRefusedAtTheWriteAndLeavesNothing() {
        try (LogTrajectoryStore store = open()) {
            assertThatThrownBy(
                            () -> StoreAppends.position(store, "n", "o", 1, 1, 2, 3, new byte[Metadata.MAX_BYTES + 1]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.append(batch("o", fitting(LARGEST.length) + 1, LARGEST)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("split it");
            assertThatThrownBy(() -> StoreAppends.position(store, LONGEST + "x", "o", 1, 1, 2, 3, new byte[0]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> StoreAppends.position(store, "n", LONGEST + "x", 1, 1, 2, 3, new byte[0]))
                    .isInstanceOf(IllegalArgumentException.class);
            byte[] tooLarge = new byte[Documents.CONTENT_MAX_BYTES + 1];
            assertThatThrownBy(() -> store.documents().put("fences", tooLarge))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(Model.lastSequence(store)).isZero();
        }
        try (LogTrajectoryStore store = open()) {
            assertThat(Model.lastSequence(store)).isZero();
        }
    }
}
