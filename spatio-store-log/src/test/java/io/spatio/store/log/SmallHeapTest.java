package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.TrackOrder;
import io.spatio.spi.Options;
import io.spatio.store.log.io.NioIo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not sealed yet fits the heap there is. */
final class SmallHeapTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"4, 1", "8, 1", "15, 1", "16, 2", "61, 7", "64, 8", "256, 32", "511, 63", "512, 64", "65536, 64"})
    void theDefaultIsAnEighthOfTheHeapWithinBounds(long heapMebibytes, long headMebibytes) {
        assertThat(LogTrajectoryStoreOptions.defaultHeadMebibytes(heapMebibytes << 20))
                .isEqualTo(headMebibytes);
    }

    @Test
    void theDefaultIsThatOfThisHeapAndGivesWayToWhatIsSet() {
        long mebibytes = LogTrajectoryStoreOptions.defaultHeadMebibytes(
                Runtime.getRuntime().maxMemory());
        assertThat(LogTrajectoryStoreOptions.defaults().headBytes()).isEqualTo(mebibytes << 20);
        Options set = Options.of(LogTrajectoryStoreOptions.DECLARED, Map.of("head-bytes", "1GiB"));
        assertThat(LogTrajectoryStoreOptions.of(set).headBytes()).isEqualTo(1L << 30);
    }

    @Test
    void aSmallHeapTakesMoreThanItHolds() throws Exception {
        Process child = ChildJvm.start("48m", SmallHeapWriter.class, directory.toString());
        String told = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(child.waitFor()).isZero();
        assertThat(Long.parseLong(told)).isLessThanOrEqualTo(6L << 20);
        try (LogTrajectoryStore store = Stores.open(new NioIo(), Durability.NEVER, directory)) {
            List<Model.Event> events = Model.read(store, "n", "o42", 0, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST);
            assertThat(events).hasSize(SmallHeapWriter.ROWS_OF_AN_OBJECT);
            assertThat(events.get(77).metadata()).isEqualTo(Model.list(SmallHeapWriter.metadata(77)));
        }
    }
}
