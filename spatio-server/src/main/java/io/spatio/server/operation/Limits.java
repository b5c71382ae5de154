package io.spatio.server.operation;

/**
 * Bounds of one answer.
 *
 * @param defaultRows rows where the caller says nothing
 * @param maxRows the most rows that a caller may ask for
 * @param maxReplyBytes about the most bytes of rows: a longer answer is truncated
 */
public record Limits(int defaultRows, int maxRows, int maxReplyBytes) {
    /** As documented. */
    public static final Limits DEFAULT = new Limits(100, 10_000, 3 << 20);

    /** The limit of a question that said how many rows it wants, or did not. */
    int rows(boolean given, int asked) {
        if (!given) {
            return defaultRows;
        }
        if (asked < 0 || asked > maxRows) {
            throw new IllegalArgumentException("limit " + Integer.toUnsignedString(asked) + " is outside [0, " + maxRows
                    + "]: ask for less and continue with after");
        }
        return asked;
    }
}
