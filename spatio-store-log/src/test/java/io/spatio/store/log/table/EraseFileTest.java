package io.spatio.store.log.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.error.StoreException;
import io.spatio.error.UnsupportedFormatException;
import io.spatio.store.log.head.PendingErases;
import io.spatio.store.log.io.NioIo;
import io.spatio.testkit.generators.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pending erases are read as they were written, in any number, and damage is told with what it cost. */
final class EraseFileTest {
    private static final UUID STORE = new UUID(1, 2);
    private static final int HEADER_BYTES = 72;

    @TempDir
    private Path directory;

    private final NioIo io = new NioIo();

    private static PendingErases erases(Random random, int incarnations, int namespaces) {
        long[] ascending =
                random.longs(incarnations, 1, 1L << 62).sorted().distinct().toArray();
        List<PendingErases.Drop> drops = new ArrayList<>();
        for (int i = 0; i < namespaces; i++) {
            String name = "n".repeat(1 + random.nextInt(1000)) + i;
            drops.add(new PendingErases.Drop(name, 1 + random.nextInt(9), random.nextInt(100)));
        }
        return new PendingErases(ascending, drops);
    }

    @Test
    void areReadAsTheyWereWritten() throws IOException {
        Random random = new Random(Seeds.of("EraseFileTest"));
        int[][] sizes = {{0, 0}, {1, 0}, {0, 1}, {3, 2}, {100_000, 500}};
        for (int[] size : sizes) {
            PendingErases erases = erases(random, size[0], size[1]);
            EraseFile.write(io, directory, STORE, 7, erases);
            EraseFile.Content content = EraseFile.read(io, directory, STORE, 7);
            assertThat(content.damage()).isNull();
            assertThat(content.erases()).isEqualTo(erases);
            assertThat(content.lostObjects()).isZero();
        }
    }

    @Test
    void damageIsToldAndInventsNothing() throws IOException {
        Random random = new Random(Seeds.of("EraseFileTest damage"));
        PendingErases erases = erases(random, 2_000, 20);
        EraseFile.write(io, directory, STORE, 1, erases);
        Path file = directory.resolve(EraseFile.name(1));
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            damaged[i < 100 ? i : random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            EraseFile.Content content = EraseFile.read(io, directory, STORE, 1);
            assertThat(content.damage()).as("round %d", i).isNotNull();
            for (int n = 0; n < content.erases().size(); n++) {
                assertThat(erases.keeps("", content.erases().incarnation(n))).isFalse();
            }
            assertThat(content.erases().drops()).isSubsetOf(erases.drops());
            long lost = content.lostObjects();
            assertThat(lost == -1 || lost == erases.objects() - content.erases().objects())
                    .isTrue();
        }
    }

    @Test
    void erasesOfALaterKindAreRefused() throws IOException {
        EraseFile.write(io, directory, STORE, 1, erases(new Random(1), 3, 0));
        Path file = directory.resolve(EraseFile.name(1));
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = buffer.getInt(HEADER_BYTES);
        bytes[HEADER_BYTES + 8] = 3;
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(1 ^ length)
                .flip());
        crc.update(bytes, HEADER_BYTES + 8, length);
        buffer.putInt(HEADER_BYTES + 4, (int) crc.getValue());
        Files.write(file, bytes);
        assertThatThrownBy(() -> EraseFile.read(io, directory, STORE, 1))
                .isInstanceOf(UnsupportedFormatException.class)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("kind 3");
    }
}
