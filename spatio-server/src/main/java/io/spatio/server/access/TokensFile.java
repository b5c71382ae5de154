package io.spatio.server.access;

import io.spatio.error.ConfigurationException;
import io.spatio.server.fault.UnauthenticatedException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Knows callers by the tokens of a file, one line each; blank lines and those that begin with {@code #} are passed over. Any thread.
 */
public final class TokensFile implements Authenticator {
    private static final System.Logger LOG = System.getLogger(TokensFile.class.getName());
    private static final String SCHEME = "bearer ";

    private final Path file;
    private volatile Contents contents;

    /** What the file held, and the text it was read from. */
    private record Contents(List<String> lines, List<Token> tokens) {}

    private TokensFile(Path file, Contents contents) {
        this.file = file;
        this.contents = contents;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigurationException when it cannot be read, or a line is wrong, naming the line
     */
    public static TokensFile of(Path file) {
        return new TokensFile(file, read(file));
    }

    private static Contents read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            String why = e instanceof NoSuchFileException ? "it does not exist" : String.valueOf(e.getMessage());
            throw new ConfigurationException("cannot read the tokens of " + file + ": " + why, e);
        }
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    tokens.add(Token.parse(line));
                } catch (IllegalArgumentException e) {
                    throw new ConfigurationException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        return new Contents(List.copyOf(lines), List.copyOf(tokens));
    }

    /** Reads the file again. Where that fails, what was read before stays, and the log says so. */
    public void refresh() {
        try {
            Contents read = read(file);
            if (!read.lines().equals(contents.lines())) {
                contents = read;
                LOG.log(
                        Level.INFO,
                        "{0} was changed: {1} tokens",
                        file,
                        read.tokens().size());
            }
        } catch (ConfigurationException e) {
            LOG.log(Level.WARNING, "the tokens stay as they were: " + e.getMessage());
        }
    }

    @Override
    public Principal authenticate(Optional<String> authorization) {
        String header = authorization.orElseThrow(
                () -> new UnauthenticatedException("This server asks for a token: send Authorization: Bearer TOKEN"));
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new UnauthenticatedException("Authorization is not of the form Bearer TOKEN");
        }
        byte[] digest = Token.digest(header.substring(SCHEME.length()).strip());
        Principal known = null;
        for (Token token : contents.tokens()) {
            // Every token is looked at, so that the time says nothing of which one matched.
            if (token.matches(digest)) {
                known = token.principal();
            }
        }
        if (known == null) {
            throw new UnauthenticatedException("This token is unknown: was it revoked?");
        }
        return known;
    }
}
