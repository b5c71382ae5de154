package io.spatio.cli.command;

import java.util.Set;

/** One verb of the command: an annotated class whose fields are its flags and arguments, made for one use. */
public interface Verb {
    /** The flags that this verb shares with the others. */
    Flags flags();

    /** Whether it changes the database with these flags, and so is refused where that is opened for reading alone. */
    default boolean writes() {
        return false;
    }

    /** What {@code --format} may say beside the form of answers: the formats of files it reads or writes. */
    default Set<String> fileFormats() {
        return Set.of();
    }

    /**
     * Does it.
     *
     * @return the exit code
     * @throws Failure when it cannot, with exit code and message
     */
    int run(Invocation invocation);
}
