package io.spatio.formats.track;

import io.spatio.error.SpatioException;

/** An input that cannot be read as it is: another format, no columns that are needed, a record without end. */
public final class FileFormatException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** What is wrong and the way out, without the name of the input, which the opener knows. */
    public FileFormatException(String message) {
        super(message);
    }

    /** The message, which is never absent. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
