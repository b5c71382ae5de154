package io.spatio.store.log.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.CancelToken;
import io.spatio.Deadline;
import io.spatio.error.CancelledException;
import io.spatio.spi.Cancellation;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A scan that passes over pages by the index alone, of which it reads none, looks whether to go on as well. */
final class ScanCancellationTest {
    private static final int PAGES = 3_000;

    private final MemoryIo io = new MemoryIo();

    /** A region in which nothing is, which counts how often the index asks it. */
    private static final class Nowhere implements Region {
        private int asked;

        @Override
        public int boxCount() {
            asked++;
            return 0;
        }

        @Override
        public LonLatBox box(int i) {
            throw new IndexOutOfBoundsException(i);
        }

        @Override
        public boolean mayIntersect(double minLon, double minLat, double maxLon, double maxLat) {
            return false;
        }

        @Override
        public boolean covers(double minLon, double minLat, double maxLon, double maxLat) {
            return false;
        }

        @Override
        public boolean contains(double lon, double lat, double alt) {
            return false;
        }
    }

    /** Enough metadata in each row that each has a page of its own. */
    private static byte[] metadata(int row) {
        byte[] bytes = new byte[SegmentFormat.PAGE_MOST_METADATA / 2 + 8];
        Arrays.fill(bytes, (byte) '1');
        bytes[0] = (byte) ('1' + row % 9);
        return bytes;
    }

    @Test
    void pagesOfTheIndexAreStepsAsWell() throws IOException {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            events.add(Event.position("n", "a", i, i + 1, 1, 2, 3, metadata(i)));
        }
        try (SegmentReader reader = Histories.sealed(io, events)) {
            assertThat(reader.summary().pages()).isEqualTo(PAGES);
            reader.index();
            reader.dictionary();
            long read = io.bytesRead();
            CancelToken token = CancelToken.create();
            token.cancel();
            Nowhere region = new Nowhere();
            ScanRequest request = ScanRequest.of("n", region).withCancellation(Cancellation.of(Deadline.NONE, token));
            SegmentScan.Input input = new SegmentScan.Input(reader, incarnation -> true);
            try (SegmentScan scan = new SegmentScan(List.of(input), List.of(), request, Damage.STRICT)) {
                assertThatThrownBy(scan::nextObject).isInstanceOf(CancelledException.class);
            }
            assertThat(region.asked).isBetween(1, 1_024 + 8);
            assertThat(io.bytesRead()).isEqualTo(read);
        }
    }
}
