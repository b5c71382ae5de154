package io.spatio.cli.command;

/** Where a setting comes from, as a user of the command knows it: the database is told of {@code -D} by its builder. */
public final class Origins {
    private static final String BUILDER = "builder";

    private Origins() {}

    /** One origin. */
    public static String named(String origin) {
        return origin.equals(BUILDER) ? "command" : origin;
    }

    /** A message about a setting, which names the origin in brackets. */
    static String asWritten(String message) {
        return message.replace("(" + BUILDER + ")", "(given by -D)");
    }
}
