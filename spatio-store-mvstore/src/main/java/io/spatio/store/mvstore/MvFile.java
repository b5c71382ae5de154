package io.spatio.store.mvstore;

import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.error.UnsupportedFormatException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.DataType;
import org.jspecify.annotations.Nullable;

/**
 * One MVStore file and its maps, with the settings that keep H2 from committing, compacting or moving anything by itself.
 * One thread writes; those who read do it on threads that nobody interrupts.
 */
final class MvFile implements AutoCloseable {
    static final String FILE_NAME = "trajectories.mv";
    static final String NEW_FILE_NAME = "trajectories.mv.new";
    private static final List<String> MAP_NAMES =
            List.of("meta", "name", "tail", "block", "last", "document", "content");

    final Path path;
    final MVStore store;
    private final @Nullable ChunkFile chunks;
    final MVMap<Integer, byte[]> meta;
    final MVMap<Integer, byte[]> name;
    final MVMap<Long, byte[]> tailMap;
    final MVMap<RowKey, byte[]> block;
    final MVMap<Integer, byte[]> last;
    /** The keys of documents, and their contents, by the sequence numbers of their puts. */
    final MVMap<Long, byte[]> document;

    final MVMap<Long, byte[]> content;

    /** What the map {@code tail} holds, in the order of history. */
    final Tail tail = new Tail();

    /** What the next commit says of the whole file. The writing thread's own. */
    FileMeta.Counts counts = FileMeta.Counts.NONE;

    FileMeta.Move move = FileMeta.Move.NONE;

    private MvFile(Path path, @Nullable ChunkFile chunks, MVStore store) {
        this.path = path;
        this.chunks = chunks;
        this.store = store;
        meta = map("meta", KeyType.NUMBER);
        name = map("name", KeyType.NUMBER);
        tailMap = map("tail", KeyType.SEQUENCE);
        block = map("block", KeyType.ROW);
        last = map("last", KeyType.NUMBER);
        document = map("document", KeyType.SEQUENCE);
        content = map("content", KeyType.SEQUENCE);
    }

    private <K> MVMap<K, byte[]> map(String mapName, DataType<K> keyType) {
        return map(store, mapName, keyType);
    }

    static <K> MVMap<K, byte[]> map(MVStore store, String mapName, DataType<K> keyType) {
        return store.openMap(
                mapName, new MVMap.Builder<K, byte[]>().keyType(keyType).valueType(BytesType.INSTANCE));
    }

    /** How H2 is told a file's name; a test puts a failing file system in between. */
    interface Naming {
        String nameOf(Path path);
    }

    /** A file of its own. */
    static MvFile create(Path path, Naming naming) {
        ChunkFile chunks = chunkFile(path, naming, false);
        MvFile file = new MvFile(path, chunks, builder(path, chunks).open());
        file.writeMeta(0, true);
        return file;
    }

    /** A file in memory alone, for what is opened only to be read and cannot be read from its place. */
    static MvFile inMemory(Path path) {
        MVStore store = new MVStore.Builder().autoCommitDisabled().open();
        MvFile file = new MvFile(path, null, store);
        file.writeMeta(0, true);
        return file;
    }

    /** The H2 file alone, to read. */
    static MVStore openStore(Path path, Naming naming) {
        return builder(path, chunkFile(path, naming, true)).open();
    }

    /** An existing file, to write or only to read. */
    static MvFile open(Path path, Naming naming, boolean readOnly) {
        ChunkFile chunks = chunkFile(path, naming, readOnly);
        MVStore store = builder(path, chunks).open();
        try {
            checkFormat(store);
            for (String mapName : MAP_NAMES) {
                if (!store.hasMap(mapName)) {
                    throw new StoreCorruptException("a map is missing: path=" + path + " map=" + mapName);
                }
            }
            return new MvFile(path, chunks, store);
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw e;
        }
    }

    /**
     * Refuses what another version wrote, before anything else is looked at.
     *
     * @throws UnsupportedFormatException when it is not of this format
     */
    static void checkFormat(MVStore store) {
        if (store.hasMap("meta")) {
            byte[] value = map(store, "meta", KeyType.NUMBER).get(FileMeta.KEY);
            if (value != null) {
                FileMeta.decode(value);
            }
        }
    }

    private static ChunkFile chunkFile(Path path, Naming naming, boolean readOnly) {
        ChunkFile chunks = new ChunkFile();
        chunks.open(naming.nameOf(path), readOnly, null);
        return chunks;
    }

    /**
     * No thread of H2's own, no commit but ours: the buffer size must be 0 as well, else H2 commits in the midst of a batch
     * when much is unsaved. Retention time and versions to keep stay as they are.
     */
    private static MVStore.Builder builder(Path path, ChunkFile chunks) {
        return new MVStore.Builder()
                .adoptFileStore(chunks)
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .backgroundExceptionHandler((thread, e) -> System.getLogger(MvFile.class.getName())
                        .log(System.Logger.Level.ERROR, "H2 failed: path={0} cause={1}", path, Faults.why(e)));
    }

    /** Tests what only the next write would stumble over. */
    void checkNewestChunk() {
        if (chunks != null) {
            chunks.checkNewestChunk();
        }
    }

    FileMeta readMeta() {
        byte[] value = meta.get(FileMeta.KEY);
        if (value == null) {
            throw new StoreCorruptException("the file has lost its description: path=" + path);
        }
        FileMeta found = FileMeta.decode(value);
        FileMeta.Sizes sizes = FileMeta.Sizes.of(this);
        if (!sizes.equals(found.sizes())) {
            throw new StoreCorruptException(
                    "the maps have lost entries: path=" + path + " written=" + found.sizes() + " found=" + sizes);
        }
        counts = found.counts();
        move = found.move();
        return found;
    }

    private void writeMeta(long sequence, boolean clean) {
        meta.put(FileMeta.KEY, new FileMeta(sequence, clean, FileMeta.Sizes.of(this), counts, move).encode());
    }

    /** Hands everything to the operating system as one version. */
    void commit(long sequence, boolean clean) {
        writeMeta(sequence, clean);
        store.commit();
    }

    /** Forces what was committed to stable storage. */
    void sync() {
        store.sync();
    }

    /**
     * Frees the file as it stands. H2's orderly close would set the retention time to 0 and shrink the file, the two
     * things that have damaged files of others; what was committed and forced needs neither.
     */
    @Override
    public void close() {
        store.closeImmediately();
    }

    /** Puts a whole new file in the place of another, so that after any crash one of the two is there. */
    static void replace(Path newFile, Path target) {
        try {
            Files.move(newFile, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceDirectory(target);
        } catch (IOException e) {
            throw new StoreException("the new file cannot be put in place: path=" + target, e);
        }
    }

    /** Forces the directory in which a file or directory has its name. */
    static void forceDirectory(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || System.getProperty("os.name", "").startsWith("Windows")) {
            return; // Windows opens no directory
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
