package io.spatio.store.log.recovery;

import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.nio.file.Path;

/** Where damaged bytes are put aside. Nothing in it is ever deleted by the store. One thread. */
final class Quarantine {
    private static final String DIRECTORY = "quarantine";

    private final Io io;
    private final Path store;
    private final boolean readOnly;

    /** The quarantine of a store; one that is opened for reading alone changes nothing, so nothing is copied. */
    Quarantine(Io io, Path store, boolean readOnly) {
        this.io = io;
        this.store = store;
        this.readOnly = readOnly;
    }

    /**
     * Copies a file from an offset on.
     *
     * @return where to, as it is told
     */
    String copy(Path file, long offset) throws IOException {
        if (readOnly) {
            return file.getFileName() + " itself, which stays as it is";
        }
        Path directory = store.resolve(DIRECTORY);
        io.createDirectories(directory);
        Path target = free(directory, file.getFileName() + "." + offset);
        try (Io.ReadableFile in = io.open(file);
                Io.WritableFile out = io.create(target)) {
            in.copyTo(out, offset);
            out.force();
        }
        io.forceDirectory(directory);
        io.forceDirectory(store);
        return DIRECTORY + "/" + target.getFileName();
    }

    private Path free(Path directory, String name) throws IOException {
        Path target = directory.resolve(name);
        for (int i = 1; io.exists(target); i++) {
            target = directory.resolve(name + "-" + i);
        }
        return target;
    }
}
