package io.spatio.store.mvstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of documents in the maps {@code document} (keys) and {@code content}, both by the sequence number of the put: see
 * docs/format/mvstore.md. A content that is damaged is still known by its key.
 */
final class DocumentFormat {
    private DocumentFormat() {}

    static byte[] encodeKey(long sequence, String key) {
        return encode(sequence, key.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] encode(long sequence, byte[] content) {
        ByteBuffer sealed = Sealed.begin(content.length).put(content);
        return Sealed.seal(KeyType.SEQUENCE.bytes(sequence), sealed);
    }

    /** The key of a document. */
    static String decodeKey(long sequence, byte[] value) {
        return new String(decode(sequence, value), StandardCharsets.UTF_8);
    }

    /** The content of a document. */
    static byte[] decode(long sequence, byte[] value) {
        ByteBuffer content = Sealed.open(KeyType.SEQUENCE.bytes(sequence), value);
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }
}
