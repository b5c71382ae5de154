package io.spatio.cli.output;

import io.spatio.error.SpatioException;
import java.io.IOException;
import java.io.Serial;
import java.util.Locale;

/** The end of a run whose answer cannot be written any further: its reader is gone, or the disk is full. */
public final class LostOutput extends SpatioException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final IOException fault;

    LostOutput(IOException fault) {
        super("the output cannot be written: " + fault.getMessage(), fault);
        this.fault = fault;
    }

    /** What went wrong. */
    public IOException fault() {
        return fault;
    }

    /** Whether the reader has what it wanted and closed the pipe, as {@code head} does, which is no news to the user. */
    public boolean readerLeft() {
        return String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
    }
}
