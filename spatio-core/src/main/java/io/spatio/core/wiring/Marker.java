package io.spatio.core.wiring;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What the file {@code SPATIO} of a directory says: two lines of text, {@code spatio-database 1} and {@code store <name>}; see
 * docs/format/directory.md.
 *
 * @param state how far it can be believed
 * @param store the store that keeps the directory; empty unless it is sound
 * @param said in words what stands there; empty when it is sound
 */
record Marker(State state, String store, String said) {
    /** There is no such file. */
    static final Marker ABSENT = new Marker(State.ABSENT, "", "is missing");

    private static final String FIRST_LINE = "spatio-database 1";
    private static final String STORE = "store ";
    private static final int MOST_SAID = 60;

    /** How far a marker can be believed. */
    enum State {
        /** It is not there. */
        ABSENT,
        /** It names a store. */
        SOUND,
        /** A later version of Spatio wrote it. */
        NEWER,
        /** It is empty, says something else, or is a symbolic link to nothing. */
        DAMAGED
    }

    /** A symbolic link to a file that does not exist. */
    static Marker dangling(Path target) {
        return new Marker(State.DAMAGED, "", "is a symbolic link to " + target + ", which does not exist");
    }

    static byte[] encode(String store) {
        return (FIRST_LINE + "\n" + STORE + store + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static Marker parse(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        String[] lines = text.split("\r?\n", -1);
        if (text.matches("(?s)spatio-database [0-9]{1,9}\r?\n.*") && !lines[0].equals(FIRST_LINE)) {
            return new Marker(State.NEWER, "", "says \"" + lines[0] + "\"");
        }
        // The last LF tells that no name was cut off.
        boolean sound = lines.length >= 3
                && lines[0].equals(FIRST_LINE)
                && lines[1].startsWith(STORE)
                && lines[1].length() > STORE.length();
        if (sound) {
            return new Marker(State.SOUND, lines[1].substring(STORE.length()), "");
        }
        return new Marker(State.DAMAGED, "", content.length == 0 ? "is empty" : "is damaged: it says " + quoted(text));
    }

    private static String quoted(String text) {
        String shown = text.length() <= MOST_SAID ? text : text.substring(0, MOST_SAID) + "…";
        return "\"" + shown.replaceAll("[^\\x20-\\x7e…]+", " ").strip() + "\"";
    }
}
