package io.spatio.store.mvstore;

import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.error.UnsupportedFormatException;
import io.spatio.spi.StoreContext;
import io.spatio.spi.StoredDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens or makes the file, or looks at it alone, as the context wants. */
final class Opening {
    private final StoreContext context;
    private final MvFile.Naming naming;
    private final StoreLock.Witness witness;
    private final Path path;
    private final Path newPath;

    private Opening(StoreContext context, MvFile.Naming naming, StoreLock lock) {
        this.context = context;
        this.naming = naming;
        witness = lock.witness();
        path = lock.directory().resolve(MvFile.FILE_NAME);
        newPath = lock.directory().resolve(MvFile.NEW_FILE_NAME);
    }

    /** An open file, what is known of it, and what is worth telling about the way there. */
    record Opened(MvFile file, FileMeta meta, Registry registry, List<StoredDocument> documents, List<String> notes) {}

    /** Opens the file of a directory that is locked; salvage makes a new file of what is readable in a damaged one. */
    static Opened open(StoreContext context, MvFile.Naming naming, StoreLock lock) {
        return new Opening(context, naming, lock).open();
    }

    private Opened open() {
        if (!context.readOnly()) {
            removeUnfinished();
        }
        boolean existed = Files.exists(path);
        if (!existed) {
            if (witness.closedAtSequence() > 0 && !context.salvage()) {
                throw new StoreCorruptException("the file is missing: path=" + path + " closedAtSequence="
                        + witness.closedAtSequence() + "; put it back, or delete LOCK as well to begin from nothing");
            }
            if (context.readOnly()) {
                return load(MvFile.inMemory(path), List.of());
            }
            create();
        }
        if (!context.salvage()) {
            return load(witness.closedAtSequence(), List.of());
        }
        Examined examined = examine();
        if (!examined.problems().isEmpty()) {
            return salvage(examined.problems());
        }
        return existed && !isNewest(examined) ? keepingTheOriginal(examined) : load(0, List.of());
    }

    /** Whether nothing can have been cut off: the last close made this version, and LOCK remembers it. */
    private boolean isNewest(Examined examined) {
        return examined.cleanlyClosed() && examined.sequence() == witness.closedAtSequence();
    }

    /** Goes on with a sound file that may be an older version; what stands in it beyond that would be written over. */
    private Opened keepingTheOriginal(Examined examined) {
        String kept = context.readOnly()
                ? path.toString()
                : Salvage.putAside(path, naming).toString();
        return load(
                0,
                List.of("nothing tells whether the file was cut: it is sound up to sequence=" + examined.sequence()
                        + ", and " + StoreLock.FILE_NAME
                        + (witness.closedAtSequence() == 0
                                ? " is lost or names no close"
                                : " names the close at sequence=" + witness.closedAtSequence())
                        + "; what was written or erased after that sequence is lost; the file as it was is " + kept));
    }

    private void removeUnfinished() {
        try {
            Files.deleteIfExists(newPath);
        } catch (IOException e) {
            throw new StoreException("an unfinished file cannot be removed: path=" + newPath, e);
        }
    }

    /** A file appears whole or not at all, so one without its maps is always damaged. */
    private void create() {
        try (MvFile file = MvFile.create(newPath, naming)) {
            file.commit(0, true);
            file.sync();
        } catch (RuntimeException e) {
            throw Faults.translate(e, "path=" + newPath);
        }
        MvFile.replace(newPath, path);
    }

    private Opened salvage(List<String> problems) {
        Salvage.Request request = new Salvage.Request(problems, witness.erasedAtSequence(), context.acceptUnerased());
        Salvage salvage = new Salvage(path, naming, request);
        if (!context.readOnly()) {
            return load(0, salvage.run(newPath));
        }
        MvFile target = MvFile.inMemory(path);
        return load(target, salvage.copyTo(target));
    }

    /** What a look at a file found, which it leaves as it is. */
    private record Examined(List<String> problems, long sequence, boolean cleanlyClosed) {}

    private Examined examine() {
        try {
            Opened opened = load(witness.closedAtSequence(), true, List.of());
            try (MvFile file = opened.file()) {
                return new Examined(
                        FileCheck.all(file).problems(),
                        opened.meta().sequence(),
                        opened.meta().cleanlyClosed());
            }
        } catch (UnsupportedFormatException e) {
            throw e;
        } catch (StoreException e) {
            return new Examined(List.of(Faults.why(e)), 0, false);
        }
    }

    private Opened load(long leastSequence, List<String> notes) {
        return load(leastSequence, context.readOnly(), notes);
    }

    private Opened load(long leastSequence, boolean readOnly, List<String> notes) {
        try {
            MvFile file = MvFile.open(path, naming, readOnly);
            try {
                file.checkNewestChunk();
                long sequence = file.readMeta().sequence();
                if (sequence < leastSequence) {
                    throw new DamagedException("the file is older than at its last close: sequence=" + sequence
                            + " closedAtSequence=" + leastSequence);
                }
                return load(file, notes);
            } catch (RuntimeException | Error e) {
                file.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            // Errors too: a damaged length makes H2 run out of memory or fail an assertion. No argument here is a
            // caller's.
            Faults.requireHeap(e, path);
            throw e instanceof IllegalArgumentException || e instanceof OutOfMemoryError
                    ? Faults.corrupt(e, "path=" + path)
                    : Faults.translate(e, "path=" + path);
        }
    }

    private static Opened load(MvFile file, List<String> notes) {
        FileMeta meta = file.readMeta();
        Registry registry = Loading.load(file, meta);
        return new Opened(file, meta, registry, Loading.documents(file, meta), notes);
    }
}
