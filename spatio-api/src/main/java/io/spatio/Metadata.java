package io.spatio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.spatio.internal.JsonFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about an object beside its position: one JSON value, kept as the UTF-8 bytes given, or
 * {@link #NONE}.
 *
 * <p>The JSON is checked once, when the value is made, and decoded only when a field is asked for. Immutable; any
 * thread.
 */
public final class Metadata {
    /** The largest metadata of all, in bytes; a database's own limit is 64 KiB unless configured. */
    public static final int MAX_BYTES = 1 << 20;
    /** The deepest nesting of arrays and objects. */
    public static final int MAX_NESTING = 64;
    /** No metadata at all; its JSON text is {@code null} and it has no bytes. */
    public static final Metadata NONE = new Metadata(new byte[0]);

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxNumberLength(MAX_BYTES)
                    .maxNameLength(MAX_BYTES)
                    .build())
            .build();

    private final byte[] utf8;

    private Metadata(byte[] utf8) {
        this.utf8 = utf8;
    }

    /**
     * A JSON text.
     *
     * @throws IllegalArgumentException when it is not one well-formed JSON value, too deep or too large
     */
    public static Metadata json(String json) {
        return checked(Checks.utf8(json, "metadata"));
    }

    /**
     * A JSON text as UTF-8; the bytes are copied.
     *
     * @throws IllegalArgumentException when they are not one well-formed JSON value, too deep or too large
     */
    public static Metadata ofUtf8(byte[] json) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("metadata is not well-formed UTF-8", e);
        }
        return checked(json.clone());
    }

    /** See {@link MetadataBytes#of(byte[])}. */
    static Metadata trusted(byte[] json) {
        return json.length == 0 ? NONE : new Metadata(json);
    }

    /**
     * A JSON object of the given fields.
     *
     * @param name the first field's name
     * @param value the first field's value: a String, Number, Boolean or null
     * @param more further names and values in turn
     * @throws IllegalArgumentException for another kind of value or a name without a value
     */
    public static Metadata of(String name, @Nullable Object value, @Nullable Object... more) {
        if (more.length % 2 != 0) {
            throw new IllegalArgumentException("metadata field " + more[more.length - 1] + " has no value");
        }
        StringBuilder json = new StringBuilder(32 * (1 + more.length));
        appendField(json.append('{'), name, value);
        for (int i = 0; i < more.length; i += 2) {
            appendField(json.append(','), String.valueOf(more[i]), more[i + 1]);
        }
        return sized(json.append('}').toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void appendField(StringBuilder json, String name, @Nullable Object value) {
        appendText(json, wellFormed(name, "metadata field name"));
        json.append(':');
        if (value == null || value instanceof Boolean) {
            json.append(value);
        } else if (value instanceof String text) {
            appendText(json, wellFormed(text, "metadata field " + name));
        } else if (value instanceof Number number) {
            json.append(requireJsonNumber(name, number));
        } else {
            throw new IllegalArgumentException("metadata field " + name + " is a "
                    + value.getClass().getName() + ": give a String, Number, Boolean or null, or use Metadata.json");
        }
    }

    private static void appendText(StringBuilder json, String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }

    private static String requireJsonNumber(String name, Number number) {
        String text = number.toString();
        boolean legal = number instanceof Integer
                || number instanceof Long
                || (number instanceof Double value && Double.isFinite(value))
                || isJsonNumber(text);
        if (!legal) {
            throw new IllegalArgumentException("metadata field " + name + "=" + text + " is not a JSON number");
        }
        return text;
    }

    private static boolean isJsonNumber(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken only = parser.nextToken();
            return only != null && only.isNumeric() && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static String wellFormed(String text, String name) {
        if (Checks.utf8Length(text) < 0) { // the generator lets some unpaired surrogates pass
            throw new IllegalArgumentException(name + " is not well-formed Unicode: it holds an unpaired surrogate");
        }
        return text;
    }

    private static Metadata sized(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            throw new IllegalArgumentException("metadata has " + utf8.length + " bytes: the most is " + MAX_BYTES);
        }
        return new Metadata(utf8);
    }

    private static Metadata checked(byte[] utf8) {
        Metadata metadata = sized(utf8);
        refuseOtherEncodings(utf8);
        try (JsonParser parser = JSON.createParser(utf8)) {
            requireOneValue(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // closing a parser of bytes
        }
        return metadata;
    }

    private static void requireOneValue(JsonParser parser) {
        try {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("metadata is empty: give one JSON value, or none at all");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("metadata holds more than one JSON value: the second begins"
                        + JsonFaults.at(parser.currentTokenLocation()));
            }
        } catch (IOException e) {
            throw JsonFaults.refused("metadata", parser, e);
        }
    }

    /** The parser would take UTF-16 and UTF-32, told by their zero bytes, and skip a byte order mark. */
    private static void refuseOtherEncodings(byte[] utf8) {
        if (utf8.length >= 3 && utf8[0] == (byte) 0xEF && utf8[1] == (byte) 0xBB && utf8[2] == (byte) 0xBF) {
            throw new IllegalArgumentException("metadata begins with a byte order mark, which JSON has not");
        }
        for (byte unit : utf8) {
            if (unit == 0) {
                throw new IllegalArgumentException("metadata holds a zero byte: is it UTF-16? give UTF-8");
            }
        }
    }

    /** Whether there is a value at all. */
    public boolean isPresent() {
        return utf8.length > 0;
    }

    /** The JSON text as it was given; {@code null} for {@link #NONE}. */
    public String json() {
        return isPresent() ? new String(utf8, StandardCharsets.UTF_8) : "null";
    }

    /** The bytes of the JSON text as they were given, copied; none for {@link #NONE}. */
    public byte[] toUtf8() {
        return utf8.clone();
    }

    /** See {@link MetadataBytes#of(Metadata)}. */
    byte[] trustedUtf8() {
        return utf8;
    }

    /** The size in bytes. */
    public int sizeBytes() {
        return utf8.length;
    }

    /**
     * The text of a scalar field of the outermost JSON object; empty where there is none, or it is null, an array or an
     * object. O(size).
     */
    public Optional<String> text(String field) {
        try (JsonParser parser = JSON.createParser(utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(field);
                JsonToken value = parser.nextToken();
                if (found) {
                    boolean scalar = value.isScalarValue() && value != JsonToken.VALUE_NULL;
                    return scalar ? Optional.of(parser.getText()) : Optional.empty();
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Equal when all bytes are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Metadata that && Arrays.equals(utf8, that.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    /** The JSON text. */
    @Override
    public String toString() {
        return json();
    }
}
