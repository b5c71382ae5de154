package io.spatio.cli.command;

/** One verb of the command: an annotated class whose fields are its flags and arguments, made anew for each use. */
public interface Verb {
    /** The flags that this verb shares with the others. */
    Flags flags();

    /**
     * Does it.
     *
     * @return the exit code
     * @throws Failure when it cannot, with exit code and message
     */
    int run(Invocation invocation);
}
