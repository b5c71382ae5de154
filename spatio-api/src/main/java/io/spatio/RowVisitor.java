package io.spatio;

/**
 * Takes the rows of an answer one by one, in the caller's thread. It may ask and change the database, but not close it: close
 * waits for running calls, of which this is one, and throws an {@link IllegalStateException} here.
 */
@FunctionalInterface
public interface RowVisitor {
    /**
     * Takes a row, which is valid only during this call.
     *
     * @return whether to go on
     */
    boolean visit(Row row);
}
