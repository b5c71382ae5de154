package io.spatio.store.log.wal;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes a log file anew, without what is damaged, torn or erased, and puts it in the old one's place in one step.
 *
 * <p>The new file is on stable storage before it gets the name, so every frame of it may state so. Sequence numbers stay;
 * what is left out is skipped. One thread.
 */
public final class WalRewriter {
    /** More than any store appends in its life is no gap but a number that is wrong. */
    private static final long MOST_SKIPPED = 1L << 40;

    private static final int WRITE_AT_BYTES = 512 << 10;

    /** Says what of an object stays. */
    public interface Keep {
        /** Whether a record of an object stays. */
        boolean keeps(String namespace, String objectId, long sequence);

        /** Whether erase records stay. */
        boolean keepsErases();
    }

    /** Keeps all. */
    public static final Keep ALL = new Keep() {
        @Override
        public boolean keeps(String namespace, String objectId, long sequence) {
            return true;
        }

        @Override
        public boolean keepsErases() {
            return true;
        }
    };

    private final Io io;
    private final Path directory;

    /** A rewriter for one directory. */
    public WalRewriter(Io io, Path directory) {
        this.io = io;
        this.directory = directory;
    }

    /**
     * Rewrites one file up to a sequence number.
     *
     * @param lastSequence the last sequence number the new file accounts for
     * @param beyondDamage whether to go on after damage, with what is readable
     */
    public void rewrite(Path file, long lastSequence, Keep keep, boolean beyondDamage) throws IOException {
        Path temporary = directory.resolve(file.getFileName() + ".tmp");
        if (io.exists(temporary)) {
            io.delete(temporary);
        }
        try (FrameReader reader = FrameReader.open(io, file);
                Io.WritableFile out = io.create(temporary)) {
            WalHeader old = reader.header();
            WalHeader header = new WalHeader(old.store(), old.number(), Salts.next(), old.firstSequence());
            out.write(header.encode(), 0, WalHeader.BYTES);
            Copy copy = new Copy(out, header, lastSequence, keep);
            if (keep == ALL && !beyondDamage) {
                copy.frames(reader);
            } else {
                copy.all(reader, beyondDamage);
            }
            out.force();
        }
        io.rename(temporary, file);
        io.forceDirectory(directory);
    }

    /** Puts a file that holds nothing but accounts for sequence numbers in the place of one that cannot be read. */
    public void blank(Path file, WalHeader header, long lastSequence) throws IOException {
        Path temporary = directory.resolve(file.getFileName() + ".tmp");
        try (Io.WritableFile out = io.create(temporary)) {
            out.write(header.encode(), 0, WalHeader.BYTES);
            new Copy(out, header, lastSequence, ALL).skipTo(lastSequence);
            out.force();
        }
        io.rename(temporary, file);
        io.forceDirectory(directory);
    }

    /** The copying of one file. */
    private static final class Copy implements Records.Visitor {
        private final FrameBuffer buffer = new FrameBuffer();
        private final Map<Integer, String[]> undefined = new HashMap<>();
        private final Map<Integer, String[]> names = new HashMap<>();
        private final Set<Integer> forgotten = new HashSet<>();
        private final ByteSink defines = new ByteSink(64);
        private final ByteSink kept = new ByteSink(1 << 12);
        private final Io.WritableFile out;
        private final WalHeader header;
        private final long lastSequence;
        private final Keep keep;
        private long written;
        private long keptUpTo;

        Copy(Io.WritableFile out, WalHeader header, long lastSequence, Keep keep) {
            this.out = out;
            this.header = header;
            this.lastSequence = lastSequence;
            this.keep = keep;
            this.written = header.firstSequence() - 1;
        }

        /** Takes frame by frame as it is, but for salt and checksums. */
        void frames(FrameReader reader) throws IOException {
            while (reader.next()) {
                reader.copyTo(buffer);
                written += reader.count();
                if (buffer.size() >= WRITE_AT_BYTES) {
                    writeBuffer();
                }
            }
            if (buffer.size() > 0) {
                writeBuffer();
            }
            skipTo(lastSequence);
        }

        void all(FrameReader reader, boolean beyondDamage) throws IOException {
            while (reader.next() || (beyondDamage && reader.nextBeyondDamage())) {
                skipTo(reader.firstSequence() - 1);
                kept.clear(1 << 20);
                defines.clear(1 << 20);
                keptUpTo = written;
                forgotten.clear();
                reader.records(this);
                fill(reader.firstSequence() + reader.count() - 1);
                if (defines.size() > 0) {
                    put(defines, 0);
                }
                if (kept.size() > 0) {
                    put(kept, reader.count());
                }
            }
            skipTo(lastSequence);
        }

        private void skipTo(long sequence) throws IOException {
            if (sequence - written > MOST_SKIPPED) {
                throw new StoreCorruptException("sequence " + sequence + " cannot follow " + written
                        + ": a file with right checksums states a wrong number; restore a backup");
            }
            while (written < sequence) {
                int sequences = (int) Math.min(sequence - written, Integer.MAX_VALUE);
                kept.clear(1 << 20);
                Records.skip(kept, sequences);
                put(kept, sequences);
            }
        }

        private void put(ByteSink payload, int sequences) throws IOException {
            buffer.records(payload.size(), written + 1).putBytes(payload.array(), 0, payload.size());
            buffer.counted(sequences);
            buffer.seal();
            writeBuffer();
            written += sequences;
        }

        private void writeBuffer() throws IOException {
            buffer.finish(header.salt(), lastSequence);
            out.write(buffer.array(), 0, buffer.size());
            buffer.clear();
        }

        private void fill(long upTo) {
            if (keptUpTo < upTo) {
                Records.skip(kept, upTo - keptUpTo);
                keptUpTo = upTo;
            }
        }

        /** Makes ready to keep a record of an object; false when it is left out. */
        private boolean keeps(long sequence, int object) {
            String[] name = names.get(object);
            if (name == null || !keep.keeps(name[0], name[1], sequence)) {
                return false;
            }
            if (undefined.remove(object) != null) {
                Records.define(defines, object, utf8(name[0]), utf8(name[1]));
            }
            fill(sequence - 1);
            keptUpTo = sequence;
            if (forgotten.remove(object)) {
                Records.forget(kept, object);
            }
            return true;
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void define(int object, Text namespace, Text objectId) {
            String[] name = {namespace.toString(), objectId.toString()};
            names.put(object, name);
            undefined.put(object, name);
        }

        @Override
        public void position(
                long sequence, int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata) {
            if (keeps(sequence, object)) {
                Records.position(kept, object, timestampMicros, lon, lat, alt, metadata);
            }
        }

        @Override
        public void delete(long sequence, int object, long timestampMicros, long appendedMicros) {
            if (keeps(sequence, object)) {
                Records.delete(kept, object, timestampMicros, appendedMicros);
            }
        }

        /** Goes in front of the record that it is about, so that both stay or neither does. */
        @Override
        public void forget(long sequence, int object) {
            forgotten.add(object);
        }

        @Override
        public void eraseObject(long sequence, int object) {
            if (keep.keepsErases() && keeps(sequence, object)) {
                Records.eraseObject(kept, object);
            }
        }

        @Override
        public void eraseNamespace(long sequence, String namespace) {
            if (keep.keepsErases()) {
                fill(sequence - 1);
                keptUpTo = sequence;
                Records.eraseNamespace(kept, utf8(namespace));
            }
        }
    }
}
