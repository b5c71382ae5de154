package io.spatio.store.log.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.error.UnsupportedFormatException;
import io.spatio.store.log.io.NioIo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manifest is written only when it can be read again, and fields of later versions are not passed over by mistake. */
final class ManifestFileTest {
    private static final int MOST_BYTES = 2_000;

    @TempDir
    private Path directory;

    @Test
    void oneThatReadingWouldRefuseIsNotWritten() throws IOException {
        ManifestFile file = new ManifestFile(new NioIo(), directory, MOST_BYTES);
        List<SegmentEntry> segments = new ArrayList<>();
        Manifest written = Manifest.create();
        boolean refused = false;
        while (!refused) {
            segments.add(new SegmentEntry("seg-" + segments.size() + ".sps", 1, 2, 3, 4, 5, 6));
            Manifest next = written.withSegments(segments);
            try {
                file.write(next);
                written = next;
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("more than " + MOST_BYTES);
                refused = true;
            }
            assertThat(file.read()).contains(written);
        }
        assertThat(segments).hasSizeGreaterThan(10);
    }

    @Test
    void aFieldOfALaterVersionIsRefusedUnlessItSaysThatItMayBePassedOver() throws IOException {
        ManifestFile file = new ManifestFile(new NioIo(), directory);
        Manifest manifest = Manifest.create();
        Path path = directory.resolve(Manifest.FILE);
        Files.write(path, withField(ManifestFile.encode(manifest), 0x8001));
        assertThat(file.read()).contains(manifest);
        Files.write(path, withField(ManifestFile.encode(manifest), 77));
        assertThatThrownBy(file::read)
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("field 77");
    }

    private static byte[] withField(byte[] bytes, int tag) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 9);
        ByteBuffer buffer = ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(bytes.length - 4, (short) tag);
        buffer.putInt(bytes.length - 2, 3);
        buffer.putInt(12, longer.length);
        CRC32C crc = new CRC32C();
        crc.update(longer, 0, longer.length - 4);
        buffer.putInt(longer.length - 4, (int) crc.getValue());
        return longer;
    }
}
