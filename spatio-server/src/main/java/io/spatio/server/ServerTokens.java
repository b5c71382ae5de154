package io.spatio.server;

import io.spatio.error.SpatioException;
import io.spatio.protocol.v1.Role;
import io.spatio.server.access.NamespacePattern;
import io.spatio.server.access.Principal;
import io.spatio.server.access.Token;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Changes a file of tokens, which a running server takes within seconds. A change replaces the file as a whole, so that no server reads
 * half of it. One process at a time.
 */
public final class ServerTokens {
    private final Path file;

    /** The tokens of a file, which need not exist yet. */
    public ServerTokens(Path file) {
        this.file = file;
    }

    /**
     * What is known of a token.
     *
     * @param name for people
     * @param roles what it allows, in lower case
     * @param namespaces where: names, or beginnings and {@code *}
     */
    public record Entry(String name, List<String> roles, List<String> namespaces) {
        /** Copies. */
        public Entry {
            roles = List.copyOf(roles);
            namespaces = List.copyOf(namespaces);
        }
    }

    /** The tokens, in the order of the file. */
    public List<Entry> list() {
        return lines().stream()
                .filter(ServerTokens::isToken)
                .map(line -> entry(Token.parse(line).principal()))
                .toList();
    }

    private static boolean isToken(String line) {
        return !line.isBlank() && !line.strip().startsWith("#");
    }

    private static Entry entry(Principal principal) {
        return new Entry(
                principal.name(),
                principal.roles().stream().sorted().map(ServerTokens::name).toList(),
                principal.namespaces().stream().map(NamespacePattern::text).toList());
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Makes a token and adds it.
     *
     * @return the token, which is told this once
     * @throws IllegalArgumentException when the name is taken, or a role or pattern is not legal
     */
    public String add(Entry entry) {
        if (entry.name().isBlank()
                || entry.roles().isEmpty()
                || entry.namespaces().isEmpty()) {
            throw new IllegalArgumentException("a token has a name, roles and namespaces");
        }
        if (list().stream().anyMatch(other -> other.name().equals(entry.name()))) {
            throw new IllegalArgumentException("there is a token \"" + entry.name() + "\" already: revoke it first");
        }
        String secret = Token.newSecret();
        Set<Role> roles = entry.roles().stream()
                .map(Token::role)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        List<NamespacePattern> patterns =
                entry.namespaces().stream().map(NamespacePattern::new).toList();
        List<String> lines = new ArrayList<>(lines());
        lines.add(Token.of(secret, new Principal(entry.name(), roles, patterns)).line());
        replace(lines);
        return secret;
    }

    /**
     * Takes a token out.
     *
     * @return whether there was one of this name
     */
    public boolean revoke(String name) {
        List<String> kept = new ArrayList<>(lines());
        boolean found = kept.removeIf(
                line -> isToken(line) && Token.parse(line).principal().name().equals(name));
        if (found) {
            replace(kept);
        }
        return found;
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new SpatioException("cannot read the tokens of " + file + ": " + e.getMessage(), e);
        }
    }

    private void replace(List<String> lines) {
        Path absolute = file.toAbsolutePath();
        Path written = absolute.resolveSibling(absolute.getFileName() + ".new");
        try {
            Files.write(written, lines);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(written, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SpatioException("cannot write the tokens of " + file + ": " + e.getMessage(), e);
        }
    }
}
