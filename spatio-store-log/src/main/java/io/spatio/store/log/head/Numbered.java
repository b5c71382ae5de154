package io.spatio.store.log.head;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values by slot, in pages that exist where something was set: setting one of ten million takes a page, not ten million
 * places. One thread at a time sets; any number get without a lock, and see what was set before.
 *
 * @param <T> the values
 */
final class Numbered<T> {
    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Object[].class);

    private volatile @Nullable Object[] @Nullable [] pages = new Object[1][];

    @Nullable
    @SuppressWarnings("unchecked") // only set puts elements there
    T get(int slot) {
        @Nullable Object[] @Nullable [] present = pages;
        int number = slot >>> PAGE_BITS;
        @Nullable Object[] page = number < present.length ? present[number] : null;
        return page == null ? null : (T) ELEMENT.getAcquire(page, slot & (PAGE - 1));
    }

    void set(int slot, @Nullable T value) {
        @Nullable Object[] page = page(slot >>> PAGE_BITS, value != null);
        if (page != null) {
            ELEMENT.setRelease(page, slot & (PAGE - 1), value);
        }
    }

    private @Nullable Object @Nullable [] page(int number, boolean create) {
        @Nullable Object[] @Nullable [] present = pages;
        @Nullable Object[] page = number < present.length ? present[number] : null;
        if (page == null && create) {
            @Nullable
            Object[] @Nullable [] larger = number < present.length
                    ? present
                    : Arrays.copyOf(present, Math.max(number + 1, 2 * present.length));
            page = new Object[PAGE];
            larger[number] = page;
            pages = larger; // readers of the old array miss the page only if they read before this
        }
        return page;
    }
}
