package io.spatio.store.mvstore;

import io.spatio.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.DataType;

/** Makes a new file of what is readable in a damaged one, which is kept in {@code quarantine}. */
final class Salvage {
    private static final int MAX_NOTES = 1_000;

    private Salvage() {}

    /** Puts the new file in the place of the damaged one; returns what it met. */
    static List<String> run(Path path, Path newPath, MvFile.Naming naming, List<String> problems, long nowMicros) {
        List<String> notes = new ArrayList<>(problems);
        try (MvFile target = MvFile.create(newPath, naming)) {
            try (MVStore empty = new MVStore.Builder().autoCommitDisabled().open()) {
                copy(path, naming, empty, target, notes, nowMicros);
            }
        } catch (RuntimeException | Error e) {
            throw Faults.translate(e, "salvage path=" + path);
        }
        notes.add("the damaged file was put aside: " + putAside(path));
        MvFile.replace(newPath, path);
        return notes;
    }

    private static void copy(
            Path path, MvFile.Naming naming, MVStore empty, MvFile target, List<String> notes, long nowMicros) {
        MVStore source = empty;
        try {
            source = new MVStore.Builder()
                    .fileName(naming.nameOf(path))
                    .autoCommitDisabled()
                    .readOnly()
                    .open();
        } catch (RuntimeException | Error e) {
            notes.add("nothing in the file is readable: " + e);
        }
        try {
            FileCopy.Source maps = new FileCopy.Source(
                    map(source, empty, "name", KeyType.NUMBER, notes),
                    map(source, empty, "row", KeyType.ROW, notes),
                    map(source, empty, "last", KeyType.NUMBER, notes));
            long sequence = readSequence(map(source, empty, "meta", KeyType.NUMBER, notes), notes);
            FileCopy.copy(maps, target, sequence, nowMicros, (what, e) -> note(notes, what + ": " + e.getMessage()));
        } finally {
            source.closeImmediately();
        }
    }

    private static void note(List<String> notes, String note) {
        if (notes.size() < MAX_NOTES) {
            notes.add(note);
        }
    }

    /** A map whose root cannot be read is taken for empty. */
    private static <K> MVMap<K, byte[]> map(
            MVStore source, MVStore empty, String mapName, DataType<K> keyType, List<String> notes) {
        MVMap.Builder<K, byte[]> builder =
                new MVMap.Builder<K, byte[]>().keyType(keyType).valueType(BytesType.INSTANCE);
        try {
            if (source.hasMap(mapName)) {
                return source.openMap(mapName, builder);
            }
            note(notes, "map=" + mapName + " is missing");
        } catch (RuntimeException | Error e) {
            note(notes, "map=" + mapName + " cannot be read: " + e);
        }
        return empty.openMap(
                mapName, new MVMap.Builder<K, byte[]>().keyType(keyType).valueType(BytesType.INSTANCE));
    }

    private static long readSequence(MVMap<Integer, byte[]> meta, List<String> notes) {
        try {
            byte[] value = meta.get(FileMeta.KEY);
            if (value != null) {
                return FileMeta.decode(value).sequence();
            }
            note(notes, "map=meta is empty");
        } catch (RuntimeException | AssertionError e) {
            note(notes, "map=meta cannot be read: " + e.getMessage());
        }
        return 0;
    }

    /** A second name for the damaged file, or a copy, so that it is at no moment gone from its place. */
    private static Path putAside(Path path) {
        Path quarantine = path.resolveSibling("quarantine");
        try {
            Files.createDirectories(quarantine);
            int n = 1;
            while (Files.exists(quarantine.resolve(n + "-" + MvFile.FILE_NAME))) {
                n++;
            }
            return Files.copy(path, quarantine.resolve(n + "-" + MvFile.FILE_NAME));
        } catch (IOException e) {
            throw new StoreException("the damaged file cannot be put aside: path=" + quarantine, e);
        }
    }
}
