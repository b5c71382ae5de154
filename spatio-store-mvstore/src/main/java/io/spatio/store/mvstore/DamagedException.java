package io.spatio.store.mvstore;

/** A stored value is not what was written. Never leaves this package: it becomes a StoreCorruptException that says where. */
final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
        super(message);
    }
}
