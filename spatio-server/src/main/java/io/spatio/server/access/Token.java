package io.spatio.server.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spatio.internal.JsonFaults;
import io.spatio.protocol.v1.Role;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One line of a file of tokens: whom a token is of, and what its SHA-256 is. The token itself is nowhere. Immutable; any thread.
 *
 * @param sha256 in hexadecimal digits
 * @param principal whom it is of
 */
public record Token(String sha256, Principal principal) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BYTES_OF_SECRET = 32;
    private static final int DIGITS = 64;

    /** Refuses what is no SHA-256. */
    public Token {
        if (!sha256.matches("[0-9a-f]{" + DIGITS + "}")) {
            throw new IllegalArgumentException("sha256 is not " + DIGITS + " hexadecimal digits in lower case");
        }
    }

    /** A secret that nobody can guess. */
    public static String newSecret() {
        byte[] secret = new byte[BYTES_OF_SECRET];
        new SecureRandom().nextBytes(secret);
        return "spatio_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** The line for a secret. */
    public static Token of(String secret, Principal principal) {
        return new Token(HexFormat.of().formatHex(digest(secret)), principal);
    }

    static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether this is the token of a digest; takes the same time whether it is or not. */
    boolean matches(byte[] digest) {
        return MessageDigest.isEqual(HexFormat.of().parseHex(sha256), digest);
    }

    /** The line. */
    public String line() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("name", principal.name());
            json.writeStringField("sha256", sha256);
            write(
                    json,
                    "roles",
                    principal.roles().stream().sorted().map(Token::name).toList());
            write(
                    json,
                    "namespaces",
                    principal.namespaces().stream().map(NamespacePattern::text).toList());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role of a name in lower case.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Role role(String name) {
        for (Role role : List.of(Role.READ, Role.WRITE, Role.ADMIN)) {
            if (name(role).equals(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException("role \"" + name + "\" is unknown: legal are read, write and admin");
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Token parse(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            return parse(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // closing a parser of a text
        }
    }

    private static Token parse(JsonParser parser) {
        String name = "";
        String sha256 = "";
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<NamespacePattern> namespaces = new ArrayList<>();
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("this is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                switch (field) {
                    case "name" -> name = text(parser, field);
                    case "sha256" -> sha256 = text(parser, field);
                    case "roles" -> texts(parser, field).forEach(text -> roles.add(role(text)));
                    case "namespaces" ->
                        texts(parser, field).forEach(text -> namespaces.add(new NamespacePattern(text)));
                    default ->
                        throw new IllegalArgumentException(
                                "field \"" + field + "\" is unknown: legal are name, sha256, roles and namespaces");
                }
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("there is more than one JSON value");
            }
        } catch (IOException e) {
            throw JsonFaults.refused("it", parser, e);
        }
        if (name.isEmpty() || roles.isEmpty() || namespaces.isEmpty()) {
            throw new IllegalArgumentException("name, roles or namespaces is absent");
        }
        return new Token(sha256, new Principal(name, roles, namespaces));
    }

    private static String text(JsonParser parser, String field) throws IOException {
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(field + " is not a text");
        }
        return parser.getText();
    }

    private static List<String> texts(JsonParser parser, String field) throws IOException {
        List<String> texts = new ArrayList<>();
        boolean legal = parser.nextToken() == JsonToken.START_ARRAY;
        while (legal && parser.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(parser.getText());
        }
        if (!legal || parser.currentToken() != JsonToken.END_ARRAY) {
            throw new IllegalArgumentException(field + " is not an array of texts");
        }
        return texts;
    }
}
