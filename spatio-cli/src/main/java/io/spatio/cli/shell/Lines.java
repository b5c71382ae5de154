package io.spatio.cli.shell;

import java.io.IOException;
import java.util.Optional;

/** Where a shell's lines come from. */
interface Lines extends AutoCloseable {
    /** The next line; empty at the end. */
    Optional<String> next() throws IOException;

    @Override
    void close() throws IOException;
}
