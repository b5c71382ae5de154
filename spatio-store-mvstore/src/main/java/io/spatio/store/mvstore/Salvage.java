package io.spatio.store.mvstore;

import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.error.UnsupportedFormatException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.DataType;
import org.h2.store.fs.FilePath;

/** Makes a new file of what is readable in a damaged one, which is kept in {@code quarantine}. One thread; used once. */
final class Salvage {
    private static final int MAX_NOTES = 1_000;

    private final Path path;
    private final MvFile.Naming naming;
    private final Request request;
    private final List<String> notes;

    /** A salvage of the file of a path. */
    Salvage(Path path, MvFile.Naming naming, Request request) {
        this.path = path;
        this.naming = naming;
        this.request = request;
        this.notes = new ArrayList<>(request.problems());
    }

    /**
     * What is asked of it.
     *
     * @param lastErase the sequence number of the last erase as far as {@code LOCK} tells
     * @param acceptUnerased whether to go on although objects erased since may come back
     */
    record Request(List<String> problems, long lastErase, boolean acceptUnerased) {}

    /** Puts the new file in the place of the damaged one; returns what it met. */
    List<String> run(Path newPath) {
        try (MvFile target = MvFile.create(newPath, naming)) {
            copyTo(target);
        } catch (RuntimeException | Error e) {
            Faults.requireHeap(e, path);
            throw Faults.translate(e, "salvage path=" + path);
        }
        notes.add("the damaged file was put aside: " + putAside(path, naming));
        MvFile.replace(newPath, path);
        return notes;
    }

    /** Copies what is readable into a fresh file or into memory; returns what it met. */
    List<String> copyTo(MvFile target) {
        try (MVStore empty = new MVStore.Builder().autoCommitDisabled().open()) {
            MVStore source = empty;
            try {
                source = MvFile.openStore(path, naming);
            } catch (RuntimeException | Error e) {
                note("nothing in the file is readable", e);
            }
            try {
                copy(source, empty, target);
            } finally {
                source.closeImmediately();
            }
        }
        return notes;
    }

    private void copy(MVStore source, MVStore empty, MvFile target) {
        MVMap<Integer, byte[]> names = map(source, empty, "name", KeyType.NUMBER);
        FileMeta meta = readMeta(map(source, empty, "meta", KeyType.NUMBER));
        long objects = names.sizeAsLong();
        if (objects > 0 && meta.sequence() < request.lastErase() && !request.acceptUnerased()) {
            throw new StoreCorruptException("what is readable is older than the last erase, so up to " + objects
                    + " objects may come back that were erased: sequence=" + meta.sequence() + " lastErase="
                    + request.lastErase()
                    + "; put a newer copy in place, or open with salvage and accept-unerased to go on");
        }
        FileCopy.Source maps = new FileCopy.Source(
                names,
                map(source, empty, "tail", KeyType.SEQUENCE),
                map(source, empty, "block", KeyType.ROW),
                map(source, empty, "last", KeyType.NUMBER),
                new DocumentCopy.Maps(
                        map(source, empty, "document", KeyType.SEQUENCE),
                        map(source, empty, "content", KeyType.SEQUENCE),
                        meta.sizes().documents()),
                meta);
        FileCopy.copy(maps, target, this::note);
    }

    private void note(String note) {
        if (notes.size() < MAX_NOTES) {
            notes.add(note);
        }
    }

    /** Notes damage; too little heap is none. */
    private void note(String what, Throwable e) {
        Faults.requireHeap(e, path);
        note(what + ": " + Faults.why(e));
    }

    /** A map whose root cannot be read is taken for empty. */
    private <K> MVMap<K, byte[]> map(MVStore source, MVStore empty, String mapName, DataType<K> keyType) {
        try {
            if (source.hasMap(mapName)) {
                return MvFile.map(source, mapName, keyType);
            }
            note("map=" + mapName + " is missing");
        } catch (RuntimeException | Error e) {
            note("map=" + mapName + " cannot be read", e);
        }
        return MvFile.map(empty, mapName, keyType);
    }

    private FileMeta readMeta(MVMap<Integer, byte[]> meta) {
        try {
            byte[] value = meta.get(FileMeta.KEY);
            if (value != null) {
                return FileMeta.decode(value);
            }
            note("map=meta is empty");
        } catch (UnsupportedFormatException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            note("map=meta cannot be read", e);
        }
        return new FileMeta(0, false, FileMeta.Sizes.NONE, FileMeta.Counts.NONE, FileMeta.Move.NONE);
    }

    /** Copies a file, which stays in its place, to stable storage; returns where to. */
    static Path putAside(Path path, MvFile.Naming naming) {
        Path quarantine = path.resolveSibling("quarantine");
        try {
            Files.createDirectories(quarantine);
            MvFile.forceDirectory(quarantine);
            int n = 1;
            while (Files.exists(quarantine.resolve(n + "-" + MvFile.FILE_NAME))) {
                n++;
            }
            Path copy = Files.copy(path, quarantine.resolve(n + "-" + MvFile.FILE_NAME));
            try (FileChannel channel = FilePath.get(naming.nameOf(copy)).open("rw")) {
                channel.force(true);
            }
            MvFile.forceDirectory(copy);
            return copy;
        } catch (IOException e) {
            throw new StoreException("the file cannot be put aside: path=" + quarantine, e);
        }
    }
}
