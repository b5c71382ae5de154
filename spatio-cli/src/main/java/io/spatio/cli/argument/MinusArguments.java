package io.spatio.cli.argument;

import java.util.List;

/**
 * Lets arguments that start with a negative number stand where a place or an id is expected.
 *
 * <p>The parser takes whatever starts with a minus for a flag. No flag of ours starts with a minus and a digit, so such
 * arguments are marked before parsing, and every converter takes the mark away again. Other arguments that start with a
 * minus can follow {@code --}, as everywhere.
 */
public final class MinusArguments {
    /** A noncharacter, which Unicode reserves for use inside one program. */
    private static final char MARK = '\uFDD0';

    private MinusArguments() {}

    /** Marks what needs it. */
    public static String[] protect(List<String> arguments) {
        return arguments.stream().map(MinusArguments::protect).toArray(String[]::new);
    }

    private static String protect(String argument) {
        boolean negative =
                argument.length() > 1 && argument.charAt(0) == '-' && "0123456789.".indexOf(argument.charAt(1)) >= 0;
        boolean marked = !argument.isEmpty() && argument.charAt(0) == MARK;
        return negative || marked ? MARK + argument : argument;
    }

    /** Takes the mark away from one argument. */
    public static String unprotect(String argument) {
        return !argument.isEmpty() && argument.charAt(0) == MARK ? argument.substring(1) : argument;
    }

    /** Takes all marks away from a message that quotes arguments. */
    public static String unprotectAll(String message) {
        return message.replace(String.valueOf(MARK), "");
    }
}
