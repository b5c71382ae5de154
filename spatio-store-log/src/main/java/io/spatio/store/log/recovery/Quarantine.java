package io.spatio.store.log.recovery;

import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.nio.file.Path;

/** Where damaged bytes are put aside. Nothing in it is ever deleted by the store. One thread. */
final class Quarantine {
    private static final String DIRECTORY = "quarantine";

    private final Io io;
    private final Path store;

    Quarantine(Io io, Path store) {
        this.io = io;
        this.store = store;
    }

    /**
     * Copies a file from an offset on.
     *
     * @return where to, as it is told
     */
    String copy(Path file, long offset) throws IOException {
        Path directory = store.resolve(DIRECTORY);
        io.createDirectories(directory);
        Path target = free(directory, file.getFileName() + "." + offset);
        try (Io.ReadableFile in = io.open(file);
                Io.WritableFile out = io.create(target)) {
            byte[] block = new byte[1 << 16];
            long position = offset;
            int read;
            while ((read = in.read(position, block, 0, block.length)) > 0) {
                out.write(block, 0, read);
                position += read;
            }
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
