package io.spatio.store.log.head;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Values by number, growing. One thread at a time sets; any number get without a lock, and see what was set before.
 *
 * @param <T> the values
 */
final class Numbered<T> {
    private volatile AtomicReferenceArray<@Nullable T> values = new AtomicReferenceArray<>(64);

    @Nullable
    T get(int number) {
        AtomicReferenceArray<@Nullable T> present = values;
        return number >= 0 && number < present.length() ? present.get(number) : null;
    }

    void set(int number, @Nullable T value) {
        AtomicReferenceArray<@Nullable T> present = values;
        if (number >= present.length()) {
            AtomicReferenceArray<@Nullable T> larger =
                    new AtomicReferenceArray<>(Math.max(number + 1, 2 * present.length()));
            for (int i = 0; i < present.length(); i++) {
                larger.setPlain(i, present.get(i));
            }
            values = larger;
            present = larger;
        }
        present.set(number, value);
    }
}
