package io.spatio;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * The rule for namespace names, object ids and keys of documents: any non-empty, well-formed Unicode up to 1 KiB of UTF-8, compared as it
 * is, ordered by code point.
 */
public final class Identifiers {
    /** The longest name or id, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1024;

    /**
     * Orders by Unicode code point, which is the order of the UTF-8 bytes; {@link String#compareTo} differs outside the
     * basic plane.
     */
    public static final Comparator<String> ORDER = Identifiers::compare;

    private Identifiers() {}

    /**
     * Checks an object id.
     *
     * @return the id
     * @throws IllegalArgumentException when it is empty, too long or not well-formed
     */
    public static String requireObjectId(String objectId) {
        return require(objectId, "object id");
    }

    /**
     * Checks a namespace name.
     *
     * @return the name
     * @throws IllegalArgumentException when it is empty, too long or not well-formed
     */
    public static String requireNamespace(String namespace) {
        return require(namespace, "namespace");
    }

    /**
     * Checks the key of a document.
     *
     * @return the key
     * @throws IllegalArgumentException when it is empty, too long or not well-formed
     */
    public static String requireDocumentKey(String key) {
        return require(key, "document key");
    }

    private static String require(String text, String name) {
        if (requireNonNull(text, name).isEmpty()) {
            throw new IllegalArgumentException(name + " is empty: give 1 to " + MAX_BYTES + " bytes of UTF-8");
        }
        int bytes = Checks.utf8Length(text);
        if (bytes < 0) {
            throw new IllegalArgumentException(name + " is not well-formed Unicode: it holds an unpaired surrogate");
        }
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(name + " has " + bytes + " bytes of UTF-8: legal is 1 to " + MAX_BYTES
                    + " (is it a whole record?)");
        }
        return text;
    }

    /** Compares two well-formed strings by code point; O(length). */
    public static int compare(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // In UTF-16 surrogates stand below U+E000..U+FFFF but encode code points above them.
                boolean xHigh = Character.isSurrogate(x);
                boolean yHigh = Character.isSurrogate(y);
                return xHigh == yHigh ? Character.compare(x, y) : xHigh ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
