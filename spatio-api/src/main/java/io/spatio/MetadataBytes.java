package io.spatio;

/**
 * Metadata and its bytes without a copy or a check: for engines, stores and codecs, which know where the bytes come from. Any
 * thread.
 */
public final class MetadataBytes {
    private MetadataBytes() {}

    /**
     * Metadata of bytes that were checked before; empty bytes are {@link Metadata#NONE}.
     *
     * @param json one JSON value as UTF-8; not changed afterwards
     */
    public static Metadata of(byte[] json) {
        return Metadata.trusted(json);
    }

    /** The bytes themselves, empty for {@link Metadata#NONE}; they must not be changed. */
    public static byte[] of(Metadata metadata) {
        return metadata.trustedUtf8();
    }
}
