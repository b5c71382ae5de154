package io.spatio.store.log;

import io.spatio.store.log.head.PendingErases;
import io.spatio.store.log.table.EraseFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/** Bytes as a store would write them that states something else in them, checksums right. */
final class Forgery {
    private static final int MANIFEST_START_BYTES = 16;
    private static final int MANIFEST_STATE = 3;
    private static final int HEADER_BYTES = 64;
    private static final int TABLE_HEADER_BYTES = 40;
    private static final int SALT_OFFSET = 40;
    private static final int LENGTH_OFFSET = 4;
    private static final int FIRST_SEQUENCE_OFFSET = 8;
    private static final int FORCED_SEQUENCE_OFFSET = 16;
    private static final int PAYLOAD_CRC_OFFSET = 32;
    private static final int HEADER_CRC_OFFSET = 36;
    private static final int FRAME_HEADER_BYTES = 40;

    private Forgery() {}

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Makes a manifest say that one record more is in segments than it did, and returns up to which they are. */
    static long flushedSequenceAhead(byte[] manifest) {
        ByteBuffer buffer = littleEndian(manifest);
        int at = MANIFEST_START_BYTES;
        while (buffer.getShort(at) != MANIFEST_STATE) {
            at += 6 + buffer.getInt(at + 2);
        }
        int flushed = at + 6 + 1 + 8;
        long ahead = buffer.getLong(flushed) + 1;
        buffer.putLong(flushed, ahead);
        sealManifest(manifest);
        return ahead;
    }

    private static void sealManifest(byte[] manifest) {
        CRC32C crc = new CRC32C();
        crc.update(manifest, 0, manifest.length - 4);
        littleEndian(manifest).putInt(manifest.length - 4, (int) crc.getValue());
    }

    /** Puts random bytes into a file and makes every checksum right again; false where it has no place for them. */
    static boolean scramble(String name, byte[] bytes, Random random) {
        if (name.equals("MANIFEST")) {
            scramble(bytes, MANIFEST_START_BYTES, bytes.length - 4, random);
            sealManifest(bytes);
            return true;
        }
        if (name.startsWith("last-")) {
            return scrambleTable(name, bytes, random);
        }
        return name.startsWith("wal-") && scrambleLog(bytes, random);
    }

    private static void scramble(byte[] bytes, int from, int to, Random random) {
        for (int i = 1 + random.nextInt(4); i > 0 && to > from; i--) {
            int at = from + random.nextInt(to - from);
            bytes[at] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) (bytes[at] + (random.nextBoolean() ? 1 : -1));
        }
    }

    private static boolean scrambleTable(String name, byte[] bytes, Random random) {
        ByteBuffer buffer = littleEndian(bytes);
        int length = buffer.getInt(TABLE_HEADER_BYTES);
        int from = TABLE_HEADER_BYTES + 8;
        if (length == 0) {
            return false;
        }
        scramble(bytes, from, from + length, random);
        long sequence = Long.parseLong(name.substring("last-".length(), name.indexOf('.')));
        CRC32C crc = seeded(sequence ^ length);
        crc.update(bytes, from, length);
        buffer.putInt(TABLE_HEADER_BYTES + 4, (int) crc.getValue());
        return true;
    }

    private static boolean scrambleLog(byte[] bytes, Random random) {
        ByteBuffer buffer = littleEndian(bytes);
        List<Integer> frames = new ArrayList<>();
        for (int frame = HEADER_BYTES; frame < bytes.length; frame += frameBytes(buffer, frame)) {
            frames.add(frame);
        }
        if (frames.isEmpty()) {
            return false;
        }
        long salt = buffer.getLong(SALT_OFFSET);
        int frame = frames.get(random.nextInt(frames.size()));
        int payload = frame + FRAME_HEADER_BYTES;
        if (random.nextInt(4) == 0) {
            scramble(bytes, frame + LENGTH_OFFSET, frame + PAYLOAD_CRC_OFFSET, random);
        } else {
            int length = buffer.getInt(frame + LENGTH_OFFSET);
            scramble(bytes, payload, payload + length, random);
            CRC32C crc = seeded(salt ^ Long.rotateLeft(buffer.getLong(frame + FIRST_SEQUENCE_OFFSET), 32));
            crc.update(bytes, payload, length);
            buffer.putInt(frame + PAYLOAD_CRC_OFFSET, (int) crc.getValue());
        }
        buffer.putInt(frame + HEADER_CRC_OFFSET, headerCrc(salt, bytes, frame));
        return true;
    }

    private static int frameBytes(ByteBuffer buffer, int frame) {
        return (FRAME_HEADER_BYTES + buffer.getInt(frame + LENGTH_OFFSET) + 7) & ~7;
    }

    private static int headerCrc(long salt, byte[] bytes, int frame) {
        CRC32C crc = seeded(salt);
        crc.update(bytes, frame, HEADER_CRC_OFFSET);
        return (int) crc.getValue();
    }

    private static CRC32C seeded(long seed) {
        CRC32C crc = new CRC32C();
        for (int shift = 0; shift < 64; shift += 8) {
            crc.update((int) (seed >>> shift) & 0xFF);
        }
        return crc;
    }

    /** A file of erases that gets others than those it is given. */
    static final class OtherErases extends IoDecorator.File {
        private static final Path ELSEWHERE = Path.of("/elsewhere");

        private final UnaryOperator<PendingErases> change;
        private final ByteArrayOutputStream given = new ByteArrayOutputStream();

        OtherErases(IoDecorator.WritableFile file, UnaryOperator<PendingErases> change) {
            super(file);
            this.change = change;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            given.write(bytes, offset, length);
        }

        @Override
        public void force() throws IOException {
            byte[] bytes = given.toByteArray();
            ByteBuffer buffer = littleEndian(bytes);
            UUID store = new UUID(buffer.getLong(16), buffer.getLong(24));
            long generation = buffer.getLong(32);
            SimulatedIo memory = new SimulatedIo();
            Path path = ELSEWHERE.resolve(EraseFile.name(generation));
            memory.bytes(path, bytes);
            PendingErases erases =
                    EraseFile.read(memory, ELSEWHERE, store, generation).erases();
            memory.delete(path);
            EraseFile.write(memory, ELSEWHERE, store, generation, change.apply(erases));
            byte[] changed = memory.bytes(path);
            super.write(changed, 0, changed.length);
            super.force();
        }
    }

    /** A disk on which no frame says what was forced before it. */
    static final class WithoutWitness extends IoDecorator {
        WithoutWitness(SimulatedIo disk) {
            super(disk);
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            WritableFile created = super.create(file);
            return file.toString().endsWith(".log") ? new Frames(created) : created;
        }
    }

    /** A log file, written in whole frames behind its header. */
    private static final class Frames extends IoDecorator.File {
        private long salt;

        Frames(IoDecorator.WritableFile file) {
            super(file);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            byte[] written = Arrays.copyOfRange(bytes, offset, offset + length);
            ByteBuffer buffer = littleEndian(written);
            if (salt == 0) {
                salt = buffer.getLong(SALT_OFFSET);
            }
            int frame = length == HEADER_BYTES && buffer.getLong(SALT_OFFSET) == salt ? HEADER_BYTES : 0;
            while (frame < length) {
                buffer.putLong(frame + FORCED_SEQUENCE_OFFSET, 0);
                buffer.putInt(frame + HEADER_CRC_OFFSET, headerCrc(salt, written, frame));
                frame += frameBytes(buffer, frame);
            }
            super.write(written, 0, length);
        }
    }
}
