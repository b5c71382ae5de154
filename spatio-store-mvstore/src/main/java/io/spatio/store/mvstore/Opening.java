package io.spatio.store.mvstore;

import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.error.UnsupportedFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.h2.mvstore.Cursor;

/** Opens or makes the file and loads the names, testing what an undamaged file cannot lack. */
final class Opening {
    /** How many of the newest events are compared with their rows. */
    private static final long NEWEST = 1_000;

    private Opening() {}

    /** An open file, what is known of it, and what is worth telling about the way there. */
    record Opened(MvFile file, FileMeta meta, Registry registry, List<String> notes) {}

    /** Opens the file of a directory that is locked; with {@code salvage} damage leads to a new file of what is readable. */
    static Opened open(Path directory, MvFile.Naming naming, boolean salvage, long closedAtSequence, long nowMicros) {
        Path path = directory.resolve(MvFile.FILE_NAME);
        Path newPath = directory.resolve(MvFile.NEW_FILE_NAME);
        try {
            Files.deleteIfExists(newPath);
        } catch (IOException e) {
            throw new StoreException("an unfinished file cannot be removed: path=" + newPath, e);
        }
        if (!Files.exists(path)) {
            if (closedAtSequence > 0 && !salvage) {
                throw new StoreCorruptException("the file is missing: path=" + path + " closedAtSequence="
                        + closedAtSequence + "; put it back, or delete LOCK as well to begin anew");
            }
            create(path, newPath, naming);
        }
        if (!salvage) {
            return load(path, naming, closedAtSequence, List.of());
        }
        List<String> problems = problems(path, naming, closedAtSequence);
        if (problems.isEmpty()) {
            return load(path, naming, 0, List.of());
        }
        return load(path, naming, 0, Salvage.run(path, newPath, naming, problems, nowMicros));
    }

    /** A file appears whole or not at all, so one without its maps is always damaged. */
    private static void create(Path path, Path newPath, MvFile.Naming naming) {
        try (MvFile file = MvFile.create(newPath, naming)) {
            file.commit(0, true);
            file.sync();
        } catch (RuntimeException e) {
            throw Faults.translate(e, "path=" + newPath);
        }
        MvFile.replace(newPath, path);
    }

    private static List<String> problems(Path path, MvFile.Naming naming, long closedAtSequence) {
        List<String> problems = new ArrayList<>();
        try {
            Opened opened = load(path, naming, closedAtSequence, List.of());
            try (MvFile file = opened.file()) {
                problems.addAll(FileCheck.all(file));
            }
        } catch (UnsupportedFormatException e) {
            throw e;
        } catch (StoreException e) {
            problems.add(e.getMessage());
        }
        return problems;
    }

    private static Opened load(Path path, MvFile.Naming naming, long closedAtSequence, List<String> notes) {
        try {
            MvFile file = MvFile.open(path, naming, false);
            try {
                file.checkNewestChunk();
                FileMeta meta = file.readMeta();
                if (meta.sequence() < closedAtSequence) {
                    throw new DamagedException("the file is older than at its last close: sequence=" + meta.sequence()
                            + " closedAtSequence=" + closedAtSequence);
                }
                Registry registry = new Registry();
                loadNames(file, registry);
                loadLasts(file, registry, meta);
                return new Opened(file, meta, registry, notes);
            } catch (RuntimeException | Error e) {
                file.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            // Errors too: a damaged length makes H2 run out of memory or fail an assertion.
            throw Faults.translate(e, "path=" + path);
        }
    }

    private static void loadNames(MvFile file, Registry registry) {
        Cursor<Integer, byte[]> names = file.name.cursor(null);
        Iterator<Integer> numbers = names;
        while (numbers.hasNext()) {
            registry.load(NameFormat.decode(numbers.next(), names.getValue()));
        }
    }

    private static void loadLasts(MvFile file, Registry registry, FileMeta meta) {
        Cursor<Integer, byte[]> lasts = file.last.cursor(null);
        Iterator<Integer> numbers = lasts;
        int count = 0;
        while (numbers.hasNext()) {
            ObjectName name = registry.find(numbers.next());
            if (name == null) {
                throw new DamagedException("a last event has no name");
            }
            Event event = RowFormat.decodeLast(name, lasts.getValue());
            name.greatestIs(event);
            count++;
            if (event.sequence() > meta.sequence()) {
                throw new DamagedException("an event is newer than the file: " + name);
            }
            if (event.sequence() > meta.sequence() - NEWEST) {
                checkRow(file, event);
            }
        }
        if (count != registry.size()) {
            throw new DamagedException("names and last events differ: " + registry.size() + " and " + count);
        }
    }

    private static void checkRow(MvFile file, Event event) {
        byte[] row = file.row.get(event.key());
        if (row == null) {
            throw new DamagedException("the newest row is missing: " + event.name());
        }
        RowFormat.check(event.key(), row);
    }
}
