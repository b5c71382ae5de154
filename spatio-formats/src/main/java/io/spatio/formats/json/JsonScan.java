package io.spatio.formats.json;

/** Follows the nesting of JSON byte by byte; what is not well-formed is for the parser to find. One thread. */
final class JsonScan {
    private int depth;
    private boolean inString;
    private boolean escaped;

    void accept(byte b) {
        if (inString) {
            if (escaped) {
                escaped = false;
            } else if (b == '\\') {
                escaped = true;
            } else if (b == '"') {
                inString = false;
            }
            return;
        }
        switch (b) {
            case '"' -> inString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {
                // Of no meaning for the nesting.
            }
        }
    }

    int depth() {
        return depth;
    }

    boolean inString() {
        return inString;
    }
}
