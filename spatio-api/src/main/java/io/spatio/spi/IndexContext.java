package io.spatio.spi;

import static java.util.Objects.requireNonNull;

/**
 * What an index may know of the database around it. Immutable.
 *
 * <p>A class and not a record, so that it can grow without breaking a plug-in.
 */
public final class IndexContext {
    private final String namespace;

    private IndexContext(String namespace) {
        this.namespace = namespace;
    }

    /** The context of a namespace's index. */
    public static IndexContext of(String namespace) {
        return new IndexContext(requireNonNull(namespace, "namespace"));
    }

    /** The namespace it is for. */
    public String namespace() {
        return namespace;
    }
}
