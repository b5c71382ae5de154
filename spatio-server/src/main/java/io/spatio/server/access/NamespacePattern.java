package io.spatio.server.access;

/**
 * Names of namespaces: one, or those that begin alike.
 *
 * @param text a name, or a beginning and {@code *}; {@code *} alone is every name
 */
public record NamespacePattern(String text) {
    /** Every name. */
    public static final NamespacePattern EVERY = new NamespacePattern("*");

    /** Refuses a star that is not at the end, whose meaning nobody could guess. */
    public NamespacePattern {
        int star = text.indexOf('*');
        if (text.isEmpty() || (star >= 0 && star != text.length() - 1)) {
            throw new IllegalArgumentException(
                    "namespace pattern \"" + text + "\" is not legal: give a name, or a beginning and * at its end");
        }
    }

    /** Whether a name is one of them. */
    public boolean matches(String namespace) {
        return text.endsWith("*") ? namespace.startsWith(text.substring(0, text.length() - 1)) : namespace.equals(text);
    }
}
