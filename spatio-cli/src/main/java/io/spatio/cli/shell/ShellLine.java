package io.spatio.cli.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into arguments.
 *
 * <p>Single quotes keep everything as it is. Double quotes hold a JSON string, so that any id can be written, and an id
 * that a table shows in quotes can be pasted. Elsewhere a backslash keeps the next character.
 */
final class ShellLine {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellLine(String line) {
        this.line = line;
    }

    /**
     * The arguments; none for an empty line and for one that begins with {@code #}.
     *
     * @throws IllegalArgumentException for a quote that is not closed and an escape that is none
     */
    static List<String> split(String line) {
        String stripped = line.strip();
        return stripped.startsWith("#") ? List.of() : new ShellLine(stripped).words();
    }

    private List<String> words() {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == ' ' || c == '\t') {
                endWord();
            } else {
                inWord = true;
                switch (c) {
                    case '\'' -> single();
                    case '"' -> jsonString();
                    case '\\' -> word.append(next("a character after the backslash"));
                    default -> word.append(c);
                }
            }
        }
        endWord();
        return words;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void single() {
        int end = line.indexOf('\'', at);
        if (end < 0) {
            throw new IllegalArgumentException("a single quote is not closed");
        }
        word.append(line, at, end);
        at = end + 1;
    }

    private void jsonString() {
        for (char c = next("a closing double quote"); c != '"'; c = next("a closing double quote")) {
            word.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = next("a character after the backslash");
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default ->
                throw new IllegalArgumentException(
                        "\\" + c + " is no escape of a JSON string: double a backslash, or use single quotes");
        };
    }

    private char unicode() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next("four hexadecimal digits"), 16);
            if (digit < 0) {
                throw new IllegalArgumentException("\\u needs four hexadecimal digits");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private char next(String expected) {
        if (at == line.length()) {
            throw new IllegalArgumentException("the line ends where " + expected + " was expected");
        }
        return line.charAt(at++);
    }
}
