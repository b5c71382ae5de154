package io.spatio.store.log.io;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** A file written through a stream, which interrupts do not touch. */
final class NioWritableFile implements Io.WritableFile {
    private final FileOutputStream stream;

    NioWritableFile(Path file) throws IOException {
        stream = new FileOutputStream(file.toFile(), true);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        stream.write(bytes, offset, length);
    }

    @Override
    public void force() throws IOException {
        stream.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
