package io.spatio.cli.importing;

/** Shows how far an import is. One thread. */
interface Progress extends AutoCloseable {
    /** Shows nothing. */
    Progress NONE = bytes -> {};

    /** Tells how many bytes of the current file are read. */
    void at(long bytesOfFile);

    /** The next file begins. */
    default void nextFile() {}

    /** Lets a message be written without the bar in its way. */
    default void interrupted(Runnable message) {
        message.run();
    }

    /** Takes the bar away, so that the summary has its place. */
    default void finish() {}

    @Override
    default void close() {
        finish();
    }
}
