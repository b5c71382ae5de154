package io.spatio.cli.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8 from a stream. */
final class PlainLines implements Lines {
    private final BufferedReader reader;

    PlainLines(InputStream in) {
        reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> next() throws IOException {
        return Optional.ofNullable(reader.readLine());
    }

    @Override
    public void close() {
        // Standard input is the process's own.
    }
}
