package io.spatio.store.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Bytes as a store would write them that states something else in them, checksums right. */
final class Forgery {
    private static final int MANIFEST_START_BYTES = 16;
    private static final int MANIFEST_STATE = 3;
    private static final int HEADER_BYTES = 64;
    private static final int SALT_OFFSET = 40;
    private static final int LENGTH_OFFSET = 4;
    private static final int FORCED_SEQUENCE_OFFSET = 16;
    private static final int HEADER_CRC_OFFSET = 32;
    private static final int FRAME_HEADER_BYTES = 36;

    private Forgery() {}

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Makes a manifest say that one record more is in segments than is. */
    static void flushedSequenceAhead(byte[] manifest) {
        ByteBuffer buffer = littleEndian(manifest);
        int at = MANIFEST_START_BYTES;
        while (buffer.getShort(at) != MANIFEST_STATE) {
            at += 6 + buffer.getInt(at + 2);
        }
        int flushed = at + 6 + 1 + 8;
        buffer.putLong(flushed, buffer.getLong(flushed) + 1);
        CRC32C crc = new CRC32C();
        crc.update(manifest, 0, manifest.length - 4);
        buffer.putInt(manifest.length - 4, (int) crc.getValue());
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
            byte[] written = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
            ByteBuffer buffer = littleEndian(written);
            if (salt == 0) {
                salt = buffer.getLong(SALT_OFFSET);
            }
            int frame = length == HEADER_BYTES && buffer.getLong(SALT_OFFSET) == salt ? HEADER_BYTES : 0;
            while (frame < length) {
                buffer.putLong(frame + FORCED_SEQUENCE_OFFSET, 0);
                buffer.putInt(frame + HEADER_CRC_OFFSET, crc(written, frame));
                frame += (FRAME_HEADER_BYTES + buffer.getInt(frame + LENGTH_OFFSET) + 7) & ~7;
            }
            super.write(written, 0, length);
        }

        private int crc(byte[] bytes, int frame) {
            CRC32C crc = new CRC32C();
            for (int shift = 0; shift < 64; shift += 8) {
                crc.update((int) (salt >>> shift) & 0xFF);
            }
            crc.update(bytes, frame, HEADER_CRC_OFFSET);
            return (int) crc.getValue();
        }
    }
}
