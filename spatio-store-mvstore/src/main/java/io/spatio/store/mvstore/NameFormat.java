package io.spatio.store.mvstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of an object's name in the map {@code name}: see docs/format/mvstore.md. */
final class NameFormat {
    private NameFormat() {}

    static byte[] encode(ObjectName name) {
        byte[] namespace = name.namespace.getBytes(StandardCharsets.UTF_8);
        byte[] objectId = name.objectId.getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = Sealed.begin(Integer.BYTES + namespace.length + objectId.length);
        content.putInt(namespace.length).put(namespace).put(objectId);
        return Sealed.seal(KeyType.NUMBER.bytes(name.number), content);
    }

    static ObjectName decode(int number, byte[] value) {
        ByteBuffer content = Sealed.open(KeyType.NUMBER.bytes(number), value);
        byte[] namespace = new byte[content.getInt()];
        content.get(namespace);
        byte[] objectId = new byte[content.remaining()];
        content.get(objectId);
        return new ObjectName(
                number, new String(namespace, StandardCharsets.UTF_8), new String(objectId, StandardCharsets.UTF_8));
    }
}
