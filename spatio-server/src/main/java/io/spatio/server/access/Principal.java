package io.spatio.server.access;

import io.spatio.protocol.v1.Role;
import java.util.List;
import java.util.Set;

/**
 * Somebody who calls. Immutable; any thread.
 *
 * @param name for people, never secret
 * @param roles what they may do; {@link Role#ADMIN} holds the others
 * @param namespaces of which namespaces
 */
public record Principal(String name, Set<Role> roles, List<NamespacePattern> namespaces) {
    /** Anybody, where no token is asked for. */
    public static final Principal ANYBODY =
            new Principal("anybody", Set.of(Role.READ, Role.WRITE, Role.ADMIN), List.of(NamespacePattern.EVERY));

    /** Copies. */
    public Principal {
        roles = Set.copyOf(roles);
        namespaces = List.copyOf(namespaces);
    }

    /** Whether this may act in a role. Nobody may act in one that is not known. */
    public boolean may(Role role) {
        return switch (role) {
            case READ, WRITE, ADMIN -> roles.contains(role) || roles.contains(Role.ADMIN);
            case ROLE_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    /** Whether this may see and change a namespace. */
    public boolean sees(String namespace) {
        return namespaces.stream().anyMatch(pattern -> pattern.matches(namespace));
    }

    /** Whether this may see and change all of them, and so the database as a whole. */
    public boolean seesAll() {
        return namespaces.contains(NamespacePattern.EVERY);
    }
}
