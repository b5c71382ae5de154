package io.spatio.store.log.wal;

import com.carrotsearch.hppc.IntHashSet;
import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.io.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes a log file again, without what is damaged or torn, and puts it in the old one's place in one step.
 *
 * <p>The new file is on stable storage before it gets the name, so every frame of it may state so. Sequence numbers stay;
 * what is left out is skipped. One thread.
 */
public final class WalRewriter {
    /** More than any store appends in its life is no gap but a number that is wrong. */
    private static final long MOST_SKIPPED = 1L << 40;

    private static final int WRITE_AT_BYTES = 512 << 10;

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
    public void rewrite(Path file, long lastSequence, boolean beyondDamage) throws IOException {
        write(file, out -> {
            try (FrameReader reader = FrameReader.open(io, file)) {
                WalHeader old = reader.header();
                WalHeader header =
                        new WalHeader(old.store(), old.number(), Salts.next(), old.firstSequence(), old.erases());
                out.write(header.encode(), 0, WalHeader.BYTES);
                Copy copy = new Copy(out, header, lastSequence);
                if (beyondDamage) {
                    copy.whatIsReadable(reader);
                } else {
                    copy.frames(reader);
                }
            }
        });
    }

    /** Puts a file that holds nothing but accounts for sequence numbers in the place of one that cannot be read. */
    public void blank(Path file, WalHeader header, long lastSequence) throws IOException {
        write(file, out -> {
            out.write(header.encode(), 0, WalHeader.BYTES);
            new Copy(out, header, lastSequence).skipTo(lastSequence);
        });
    }

    private void write(Path file, WholeFile.Content content) throws IOException {
        WholeFile.write(io, directory, file.getFileName().toString(), content);
    }

    /** The copying of one file. */
    private static final class Copy implements Records.Visitor {
        private final FrameBuffer buffer = new FrameBuffer();
        private final IntHashSet defined = new IntHashSet();
        private final IntHashSet forgotten = new IntHashSet();
        private final ByteSink kept = new ByteSink(1 << 12);
        private final Io.WritableFile out;
        private final WalHeader header;
        private final long lastSequence;
        private long written;
        private long keptUpTo;
        /** How many erase records the log holds up to here, modulo 2^32. */
        private int erases;

        Copy(Io.WritableFile out, WalHeader header, long lastSequence) {
            this.out = out;
            this.header = header;
            this.lastSequence = lastSequence;
            this.written = header.firstSequence() - 1;
            this.erases = header.erases();
            buffer.erases(erases);
        }

        /** Takes frame by frame as it is, but for salt and checksums. */
        void frames(FrameReader reader) throws IOException {
            while (reader.next()) {
                reader.copyTo(buffer);
                buffer.erases(reader.erases());
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

        /** Takes record by record, without those of which the names are lost. */
        void whatIsReadable(FrameReader reader) throws IOException {
            while (reader.next() || reader.nextBeyondDamage()) {
                skipTo(reader.firstSequence() - 1);
                if (reader.areErasesLost(erases)) {
                    defined.release(); // what was erased left its number to another object
                }
                erases = reader.erases();
                buffer.erases(erases);
                kept.clear(1 << 20);
                keptUpTo = written;
                forgotten.release();
                reader.records(this);
                fill(reader.firstSequence() + reader.count() - 1);
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

        /** Makes ready to keep a record of an object; false when nobody knows which object that is. */
        private boolean keeps(long sequence, int object) {
            if (!defined.contains(object)) {
                return false;
            }
            keep(sequence);
            if (forgotten.remove(object)) {
                Records.forget(kept, object);
            }
            return true;
        }

        private void keep(long sequence) {
            fill(sequence - 1);
            keptUpTo = sequence;
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void define(int object, long incarnation, Text namespace, Text objectId) {
            defined.add(object);
            Records.define(kept, object, incarnation, utf8(namespace.toString()), utf8(objectId.toString()));
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
        public void eraseObject(long sequence, int object, long[] incarnations) {
            keep(sequence);
            Records.eraseObject(kept, object, incarnations);
        }

        @Override
        public void eraseNamespace(long sequence, String namespace, long greatestIncarnation, long objects) {
            keep(sequence);
            Records.eraseNamespace(kept, utf8(namespace), greatestIncarnation, objects);
        }

        @Override
        public void document(long sequence, String key, byte[] content) {
            keep(sequence);
            Records.document(kept, utf8(key), content);
        }

        @Override
        public void documentRemoved(long sequence, String key) {
            keep(sequence);
            Records.documentRemoved(kept, utf8(key));
        }
    }
}
