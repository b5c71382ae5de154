package io.spatio.testkit.store;

import io.spatio.Timestamps;
import io.spatio.error.StoreException;
import io.spatio.error.StoreLockedException;
import io.spatio.spi.StoreContext;
import io.spatio.spi.StoredDocument;
import io.spatio.testkit.model.ModelEvent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one file of a list store, and a lock file beside it. */
final class ListStoreFile {
    record Entry(String namespace, String objectId, ModelEvent event, long madeAtMicros, boolean begins) {}

    /** An erase that is written down, to be carried out when the file is read. */
    record Erase(ListStore.Name name, long sequence) {}

    record Content(long lastSequence, List<Entry> entries, List<Erase> erases, List<StoredDocument> documents) {}

    private static final int MOST_ERASES = 5_000;

    private final @Nullable Path directory;
    private final StoreFault fault;
    private final InstantSource clock;

    private ListStoreFile(@Nullable Path directory, StoreFault fault, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
        this.fault = fault;
    }

    static ListStoreFile open(StoreContext context, StoreFault fault) {
        ListStoreFile file = of(context, fault);
        Path directory = file.directory;
        if (directory != null && fault != StoreFault.NOT_LOCKED) {
            try {
                DirectoryLocks.lock(directory, context.readOnly(), fault != StoreFault.READERS_NOT_COUNTED);
            } catch (StoreLockedException e) {
                if (fault == StoreFault.REFUSED_OPENER_UNLOCKS) {
                    DirectoryLocks.unlock(directory);
                }
                throw e;
            }
        }
        return file;
    }

    /** Without a lock, to write a copy. */
    static ListStoreFile of(StoreContext context, StoreFault fault) {
        return new ListStoreFile(context.directoryOrNull(), fault, context.clock());
    }

    /** Gives back what opening took. */
    void openingFailed() {
        if (fault != StoreFault.FAILED_OPENER_KEEPS_LOCK) {
            close();
        }
        if (fault == StoreFault.FAILED_OPENER_DELETES && written()) {
            try {
                Files.delete(file());
            } catch (IOException e) {
                throw new StoreException("cannot delete " + file(), e);
            }
        }
    }

    private Path file() {
        return java.util.Objects.requireNonNull(directory).resolve("events");
    }

    boolean written() {
        return directory != null && Files.exists(file());
    }

    Content read() {
        if (!written()) {
            return new Content(0, List.of(), List.of(), List.of());
        }
        try (DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file())))) {
            long lastSequence = in.readLong();
            List<Entry> entries = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                entries.add(readEntry(in));
            }
            if (fault == StoreFault.SEQUENCES_REUSED) {
                lastSequence = entries.stream()
                        .mapToLong(e -> e.event().sequence())
                        .max()
                        .orElse(0);
            }
            return new Content(lastSequence, entries, readErases(in), readDocuments(in));
        } catch (IOException e) {
            throw new StoreException("cannot read " + directory, e);
        }
    }

    private List<Erase> readErases(DataInputStream in) throws IOException {
        List<Erase> erases = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            erases.add(new Erase(new ListStore.Name(readText(in), readText(in)), in.readLong()));
        }
        if (fault == StoreFault.MANY_ERASES_REFUSED && erases.size() > MOST_ERASES) {
            throw new StoreException(directory + " has " + erases.size() + " erases: the most is " + MOST_ERASES);
        }
        return erases;
    }

    private static List<StoredDocument> readDocuments(DataInputStream in) throws IOException {
        List<StoredDocument> documents = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            documents.add(StoredDocument.of(readText(in), in.readLong(), in.readNBytes(in.readInt())));
        }
        return documents;
    }

    private void writeDocuments(DataOutputStream out, List<StoredDocument> documents) throws IOException {
        List<StoredDocument> kept = fault == StoreFault.LAST_DOCUMENT_DROPPED && !documents.isEmpty()
                ? documents.subList(0, documents.size() - 1)
                : documents;
        out.writeInt(kept.size());
        for (StoredDocument document : kept) {
            writeText(out, document.key());
            out.writeLong(document.sequence());
            out.writeInt(document.content().length);
            out.write(document.content());
        }
    }

    private Entry readEntry(DataInputStream in) throws IOException {
        String namespace = readText(in);
        String objectId = readText(in);
        long sequence = in.readLong();
        ModelEvent event = new ModelEvent(
                fault == StoreFault.EQUAL_TIMES_SWAPPED ? -sequence : sequence,
                in.readLong(),
                in.readBoolean(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                readText(in));
        return new Entry(namespace, objectId, event, madeAt(in.readLong()), in.readBoolean());
    }

    private long madeAt(long micros) {
        return fault == StoreFault.MADE_AT_LOST ? Timestamps.toMicros(clock.instant()) : micros;
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    void write(Content content) {
        if (directory == null) {
            return;
        }
        List<Entry> entries = new ArrayList<>(content.entries());
        if (fault == StoreFault.LAST_RECORD_DROPPED && !entries.isEmpty()) {
            entries.remove(entries.size() - 1);
        }
        if (fault == StoreFault.TOMBSTONE_LOST) {
            entries.removeIf(entry -> entry.event().delete());
        }
        try (DataOutputStream out =
                new DataOutputStream(new java.io.BufferedOutputStream(Files.newOutputStream(file())))) {
            out.writeLong(content.lastSequence());
            int size = fault == StoreFault.OBJECTS_IN_TWO_BYTES ? entries.size() & 0xFFFF : entries.size();
            out.writeInt(size);
            for (Entry entry : entries.subList(0, size)) {
                writeEntry(out, entry);
            }
            out.writeInt(content.erases().size());
            for (Erase erase : content.erases()) {
                writeText(out, erase.name().namespace());
                writeText(out, erase.name().objectId());
                out.writeLong(erase.sequence());
            }
            writeDocuments(out, content.documents());
        } catch (IOException e) {
            throw new StoreException("cannot write " + directory, e);
        }
    }

    private void writeEntry(DataOutputStream out, Entry entry) throws IOException {
        ModelEvent event = entry.event();
        writeText(out, entry.namespace());
        writeText(out, entry.objectId());
        out.writeLong(event.sequence());
        out.writeLong(event.micros());
        out.writeBoolean(event.delete());
        boolean rounded = fault == StoreFault.COORDINATES_ROUNDED && !event.delete();
        out.writeLong(rounded ? Double.doubleToLongBits(Math.round(event.lon() * 1e6) / 1e6) : event.lonBits());
        out.writeLong(event.latBits());
        out.writeLong(event.altBits());
        writeText(out, event.metadata());
        out.writeLong(entry.madeAtMicros());
        out.writeBoolean(entry.begins());
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    void close() {
        if (directory != null && fault != StoreFault.NOT_LOCKED) {
            DirectoryLocks.unlock(directory);
        }
    }
}
