package io.spatio.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An output that ends the run when it fails, where a {@link java.io.PrintStream} above it would go on in silence.
 *
 * <p>It fails once, by {@link LostOutput}; what comes afterwards is dropped, so that closing and flushing on the way out
 * hide nothing. One thread.
 */
public final class LoudOutput extends FilterOutputStream {
    private boolean lost;

    /** An output over another one. */
    public LoudOutput(OutputStream out) {
        super(out);
    }

    private interface Writing {
        void write() throws IOException;
    }

    @Override
    public void write(int b) {
        attempt(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        attempt(out::flush);
    }

    @Override
    public void close() {
        attempt(out::close);
    }

    private void attempt(Writing writing) {
        if (lost) {
            return;
        }
        try {
            writing.write();
        } catch (IOException e) {
            lost = true;
            throw new LostOutput(e);
        }
    }
}
