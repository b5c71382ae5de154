package io.spatio.server.access;

import io.spatio.error.AccessDeniedException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what a web page may send to a server on this machine: a name that somebody made to mean 127.0.0.1, and a page of somewhere
 * else. Only for a server without tokens, which a page does not have. Immutable; any thread.
 */
public final class HostCheck {
    /** Refuses nothing. */
    public static final HostCheck NONE = new HostCheck(false);

    /** Takes the names of this machine alone. */
    public static final HostCheck LOOPBACK = new HostCheck(true);

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean checking;

    private HostCheck(boolean checking) {
        this.checking = checking;
    }

    /**
     * Returns where a request may come from there.
     *
     * @param authority the header {@code Host}, or what HTTP/2 has in its place
     * @param origin the header {@code Origin}
     * @throws AccessDeniedException where it may not
     */
    public void require(Optional<String> authority, Optional<String> origin) {
        if (!checking) {
            return;
        }
        String host = authority.map(HostCheck::withoutPort).orElse("");
        if (!NAMES.contains(host)) {
            throw new AccessDeniedException(
                    "This server without tokens is for this machine:" + " Host is to be localhost, 127.0.0.1 or [::1]");
        }
        if (origin.isPresent() && !sameAuthority(origin.get(), authority.orElse(""))) {
            throw new AccessDeniedException(
                    "This server without tokens is for its own pages: Origin is another than Host");
        }
    }

    private static String withoutPort(String authority) {
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        return (end <= 0 ? authority : authority.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    private static boolean sameAuthority(String origin, String authority) {
        int scheme = origin.indexOf("://");
        return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(authority);
    }
}
