package io.spatio;

/** Takes the rows of an answer one by one, in the caller's thread. */
@FunctionalInterface
public interface RowVisitor {
    /**
     * Takes a row, which is valid only during this call.
     *
     * @return whether to go on
     */
    boolean visit(Row row);
}
