package io.spatio.cli.shell;

import java.io.IOException;
import java.util.Optional;

/** Where a shell's lines come from. */
interface Lines extends AutoCloseable {
    /**
     * The next line; empty at the end.
     *
     * @throws IllegalArgumentException for a line that is none of text; the one after it can be asked for
     */
    Optional<String> next() throws IOException;

    @Override
    void close() throws IOException;
}
