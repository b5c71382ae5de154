package io.spatio.store.log.segment;

import io.spatio.store.log.codec.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts the object dictionary together from names in ascending order. One thread at a time. */
final class DictionaryBuilder {
    private static final byte[] NONE = new byte[0];

    private final long mostBytes;
    private final ByteSink namespaces = new ByteSink(64);
    private final ByteSink groups = new ByteSink(1024);
    private final ByteSink ids = new ByteSink(8192);
    private byte[] namespace = NONE;
    private byte[] id = NONE;
    private int namespaceCount;
    private int objectsOfNamespace;
    private int objects;
    private long incarnation;
    private long maxIncarnation;

    DictionaryBuilder() {
        this(SegmentFormat.NAMES_MOST_BYTES);
    }

    DictionaryBuilder(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Adds an object; refused unless it is greater than the one before. */
    void add(String namespaceName, String objectId, long nextIncarnation) {
        byte[] nextNamespace = namespaceName.getBytes(StandardCharsets.UTF_8);
        byte[] nextId = objectId.getBytes(StandardCharsets.UTF_8);
        int order = objects == 0 ? 1 : Arrays.compareUnsigned(nextNamespace, namespace);
        if (order < 0 || (order == 0 && Arrays.compareUnsigned(nextId, id) <= 0)) {
            throw new IllegalArgumentException("objects are not ascending: namespace=" + namespaceName + " objectId="
                    + objectId + " after objectId=" + new String(id, StandardCharsets.UTF_8));
        }
        if (order > 0) {
            closeNamespace();
            namespace = nextNamespace;
            id = NONE;
            namespaceCount++;
            namespaces.writeVarint(namespace.length);
            namespaces.write(namespace, 0, namespace.length);
        }
        boolean first = objects % SegmentFormat.DICTIONARY_GROUP == 0;
        if (first) {
            groups.writeInt32(ids.size());
            incarnation = 0;
        }
        writeId(nextId, first ? 0 : Math.max(0, Arrays.mismatch(id, nextId)));
        ids.writeSigned(nextIncarnation - incarnation);
        incarnation = nextIncarnation;
        maxIncarnation = Math.max(maxIncarnation, nextIncarnation);
        requireRoom();
        id = nextId;
        objects++;
        objectsOfNamespace++;
    }

    int objects() {
        return objects;
    }

    /** The greatest incarnation of all. */
    long maxIncarnation() {
        return maxIncarnation;
    }

    /** A reader holds the section in one array. */
    private void requireRoom() {
        if ((long) namespaces.size() + groups.size() + ids.size() > mostBytes) {
            throw new IllegalStateException("the names of a segment take more than " + mostBytes + " bytes");
        }
    }

    ByteSink finish() {
        closeNamespace();
        ByteSink section = new ByteSink(namespaces.size() + groups.size() + ids.size() + 16);
        section.writeVarint(namespaceCount);
        section.write(namespaces.array(), 0, namespaces.size());
        section.write(groups.array(), 0, groups.size());
        section.write(ids.array(), 0, ids.size());
        return section;
    }

    private void closeNamespace() {
        if (objectsOfNamespace > 0) {
            namespaces.writeVarint(objectsOfNamespace);
            objectsOfNamespace = 0;
        }
    }

    /** Two lengths in one byte where both are short; 15 stands for 15 and what follows. */
    private void writeId(byte[] next, int shared) {
        int rest = next.length - shared;
        ids.writeByte(Math.min(shared, 15) << 4 | Math.min(rest, 15));
        if (shared >= 15) {
            ids.writeVarint(shared - 15);
        }
        if (rest >= 15) {
            ids.writeVarint(rest - 15);
        }
        ids.write(next, shared, rest);
    }
}
