package io.spatio.store.log.io;

import java.io.IOException;
import java.nio.file.Path;

/** Files that stand under their names whole or not at all. Stateless. */
public final class WholeFile {
    /** The bytes of a file. */
    public interface Content {
        /** Puts them into the file, which it neither forces nor closes. */
        void writeTo(Io.WritableFile file) throws IOException;
    }

    private WholeFile() {}

    /**
     * Writes a file under another name, forces it, and renames it; on stable storage when this returns. Where it fails
     * before the file has its name, nothing is left of it.
     */
    public static void write(Io io, Path directory, String name, Content content) throws IOException {
        Path path = directory.resolve(name);
        Path temporary = directory.resolve(name + ".tmp");
        if (io.exists(temporary)) {
            io.delete(temporary);
        }
        boolean renamed = false;
        try {
            try (Io.WritableFile file = io.create(temporary)) {
                content.writeTo(file);
                file.force();
            }
            io.rename(temporary, path);
            renamed = true;
        } finally {
            if (!renamed) {
                remove(io, temporary);
            }
        }
        io.forceDirectory(directory);
    }

    /** What cannot be removed now is removed by the next try or the next opening. */
    private static void remove(Io io, Path temporary) {
        try {
            if (io.exists(temporary)) {
                io.delete(temporary);
            }
        } catch (IOException e) {
            System.getLogger(WholeFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "a file whose writing broke off stays for now", e);
        }
    }
}
