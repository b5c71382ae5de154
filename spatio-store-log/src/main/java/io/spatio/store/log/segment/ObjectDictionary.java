package io.spatio.store.log.segment;

import io.spatio.Identifiers;
import io.spatio.store.log.codec.ByteSource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * The names of a segment's objects, numbered from 0 in ascending order, front-coded in groups of 16 and read where they
 * lie. Immutable; any thread.
 */
final class ObjectDictionary {
    private static final int GROUP = SegmentFormat.DICTIONARY_GROUP;

    private final byte[] bytes;
    private final int limit;
    private final byte[][] namespaces;
    private final int[] firstObjects;
    private final int groupsAt;
    private final int idsAt;
    private final int objects;

    /** Takes the bytes of the section up to a limit, with slack after them. */
    ObjectDictionary(byte[] bytes, int limit, int objects) {
        this.bytes = bytes;
        this.limit = limit;
        this.objects = objects;
        ByteSource source = new ByteSource(bytes, 0, limit);
        int count = source.readCount(0, Math.min(objects, source.remaining()));
        namespaces = new byte[count][];
        firstObjects = new int[count + 1];
        for (int i = 0; i < count; i++) {
            int length = source.readCount(1, Identifiers.MAX_BYTES);
            int at = source.skip(length);
            namespaces[i] = Arrays.copyOfRange(bytes, at, at + length);
            firstObjects[i + 1] = firstObjects[i] + source.readCount(1, objects - firstObjects[i]);
        }
        if (firstObjects[count] != objects) {
            throw ByteSource.damaged("the dictionary does not agree with the footer");
        }
        groupsAt = source.skip(4L * ((objects + GROUP - 1L) / GROUP));
        idsAt = source.position();
    }

    int objects() {
        return objects;
    }

    /** The number of an object whose incarnation is kept, −1 when it is not in the segment; O(log objects). */
    int find(String namespace, String objectId, LongPredicate keeps) {
        int at = namespaceOf(namespace);
        if (at < 0) {
            return -1;
        }
        byte[] id = objectId.getBytes(StandardCharsets.UTF_8);
        int first = firstObjects[at];
        int end = firstObjects[at + 1];
        Names names = from(groupOf(id, first, end));
        while (names.next() && names.object() < end) {
            if (names.object() >= first) {
                int order = names.compareId(id);
                if (order >= 0) {
                    return order == 0 && keeps.test(names.incarnation()) ? names.object() : -1;
                }
            }
        }
        return -1;
    }

    /** The first object of a namespace, or of where it would stand. */
    int firstOf(String namespace) {
        int at = namespaceOf(namespace);
        return at < 0 ? firstObjects[-at - 1] : firstObjects[at];
    }

    /** One more than the last object of a namespace; {@link #firstOf} when it has none. */
    int endOf(String namespace) {
        int at = namespaceOf(namespace);
        return at < 0 ? firstObjects[-at - 1] : firstObjects[at + 1];
    }

    /** The names from an object on. */
    Names namesFrom(int object) {
        Names names = from(object / GROUP);
        while (names.object() + 1 < object && names.next()) {
            // Names of a group are known only by those before.
        }
        return names;
    }

    private Names from(int group) {
        return new Names(group);
    }

    /** The last group whose first name is at most the id, but none before that of the first object. */
    private int groupOf(byte[] id, int first, int end) {
        int low = first / GROUP;
        int high = (end - 1) / GROUP;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            Names names = from(middle);
            names.next();
            if (names.compareId(id) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int namespaceOf(String namespace) {
        return Arrays.binarySearch(namespaces, namespace.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
    }

    /** A walk over names. One thread at a time. */
    final class Names {
        private final ByteSource source;
        private byte[] id = new byte[32];
        private int length;
        private int object;
        private long incarnation;
        private int namespace;
        private String namespaceName = "";
        private int named = -1;

        private Names(int group) {
            object = group * GROUP - 1;
            int offset = 0;
            if (object + 1 < objects) {
                offset = new ByteSource(bytes, groupsAt + 4 * group, limit).readInt32();
            }
            if (offset < 0 || offset > limit - idsAt) {
                throw ByteSource.damaged("a group of the dictionary lies outside");
            }
            source = new ByteSource(bytes, idsAt + offset, limit);
            int at = Arrays.binarySearch(firstObjects, object + 1);
            namespace = at >= 0 ? at : -at - 2;
        }

        boolean next() {
            if (object + 1 >= objects) {
                return false;
            }
            object++;
            while (firstObjects[namespace + 1] <= object) {
                namespace++;
            }
            int header = source.readByte();
            int shared = header >>> 4;
            shared += shared < 15 ? 0 : source.readCount(0, Identifiers.MAX_BYTES);
            int rest = header & 15;
            rest += rest < 15 ? 0 : source.readCount(0, Identifiers.MAX_BYTES);
            if (shared > length || shared + rest > Identifiers.MAX_BYTES) {
                throw ByteSource.damaged("a name of the dictionary is too long");
            }
            if (id.length < shared + rest) {
                id = Arrays.copyOf(id, Math.max(2 * id.length, shared + rest));
            }
            System.arraycopy(bytes, source.skip(rest), id, shared, rest);
            length = shared + rest;
            incarnation = source.readSigned() + (object % GROUP == 0 ? 0 : incarnation);
            if (incarnation < 1) {
                throw ByteSource.damaged("an object of the dictionary is incarnation " + incarnation);
            }
            return true;
        }

        int object() {
            return object;
        }

        String namespace() {
            if (named != namespace) {
                namespaceName = new String(namespaces[namespace], StandardCharsets.UTF_8);
                named = namespace;
            }
            return namespaceName;
        }

        /** Which of all objects that ever had the names it is. */
        long incarnation() {
            return incarnation;
        }

        String objectId() {
            return new String(id, 0, length, StandardCharsets.UTF_8);
        }

        int compareId(byte[] other) {
            return Arrays.compareUnsigned(id, 0, length, other, 0, other.length);
        }
    }
}
