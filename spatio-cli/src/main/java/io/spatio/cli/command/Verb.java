package io.spatio.cli.command;

/** One verb of the command: an annotated class whose fields are its flags and arguments, made for one use. */
public interface Verb {
    /** The flags that this verb shares with the others. */
    Flags flags();

    /** Whether it changes the database with these flags, and so is refused where that is opened for reading alone. */
    default boolean writes() {
        return false;
    }

    /**
     * Does it.
     *
     * @return the exit code
     * @throws Failure when it cannot, with exit code and message
     */
    int run(Invocation invocation);
}
