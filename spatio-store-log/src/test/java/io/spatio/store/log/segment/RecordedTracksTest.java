package io.spatio.store.log.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A segment of recorded tracks")
class RecordedTracksTest {
    private static final Path FILE = Path.of("recorded.sps");

    @DisplayName("gives back every bit and is no larger than promised")
    @ParameterizedTest(name = "{0}: at most {1} bytes a point")
    @CsvSource({
        "geolife_skmob_2users, 3.0",
        "ais_us_dev, 6.0",
        "adsb_switzerland, 9.0",
        "adsb_noisy, 12.0",
        "hurdat2_storms, 7.0",
        "iabp_dev, 6.0",
        "icebergs_antarctic, 6.0",
        "liverpool_bus14, 6.0"
    })
    void isSmallAndLossless(String name, double mostBytesPerPoint) throws IOException {
        List<Event> events = RecordedTracks.load(name);
        MemoryIo io = new MemoryIo();
        SegmentSummary summary = Segments.write(io, FILE, events);
        double bytesPerPoint = (double) summary.fileBytes() / summary.rows();
        System.out.printf(
                "%s: %d points, %d objects, %.3f bytes a point%n",
                name, summary.rows(), summary.objects(), bytesPerPoint);
        try (SegmentReader reader = SegmentReader.open(io, FILE)) {
            assertThat(Event.unnumbered(Event.all(reader.walk(Damage.STRICT)))).isEqualTo(Event.unnumbered(events));
            assertThat(reader.verify().problems()).isEmpty();
        }
        assertThat(bytesPerPoint).isLessThanOrEqualTo(mostBytesPerPoint);
    }
}
