package io.spatio.store.mvstore;

import java.util.function.BiConsumer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.Page;
import org.jspecify.annotations.Nullable;

/**
 * A walk over a map page by page, in the order of the keys, that goes around damaged pages and names the keys they
 * covered. It remembers the last key between steps, not the pages, so the map may change meanwhile.
 */
final class PageWalk<K extends Comparable<K>> {
    private final BiConsumer<K, byte[]> visitor;
    private final BiConsumer<String, Throwable> damage;

    private @Nullable K from;
    private boolean fromIsDone;
    private int left;
    private boolean resuming;
    private long count;

    PageWalk(BiConsumer<K, byte[]> visitor, BiConsumer<String, Throwable> damage) {
        this.visitor = visitor;
        this.damage = damage;
    }

    long count() {
        return count;
    }

    /** Visits at most the given number of further entries; false at the end. */
    boolean step(MVMap<K, byte[]> map, int limit) {
        left = limit;
        resuming = true;
        return !walk(map.getRootPage(), map.getName());
    }

    /** Returns whether it came to the end of the page before the end of the step. */
    private boolean walk(Page<K, byte[]> page, String mapName) {
        if (page.isLeaf()) {
            return walkLeaf(page, mapName);
        }
        int keys = page.getKeyCount();
        for (int i = 0; i <= keys; i++) {
            K start = from;
            if (i < keys && start != null && page.getKey(i).compareTo(start) <= 0) {
                continue; // a child holds keys below its separator only
            }
            Page<K, byte[]> child;
            try {
                child = page.getChildPage(i);
            } catch (RuntimeException | AssertionError e) {
                damage.accept(
                        "map=" + mapName + " from=" + (i == 0 ? "the beginning" : page.getKey(i - 1)) + " to="
                                + (i == keys ? "the end" : page.getKey(i)),
                        e);
                if (i < keys) {
                    from = page.getKey(i);
                    fromIsDone = false;
                }
                continue;
            }
            if (!walk(child, mapName)) {
                return false;
            }
        }
        return true;
    }

    private boolean walkLeaf(Page<K, byte[]> page, String mapName) {
        for (int i = 0; i < page.getKeyCount(); i++) {
            K key = page.getKey(i);
            K start = from;
            int order = start == null ? 1 : key.compareTo(start);
            if (order < 0 || (order == 0 && fromIsDone)) {
                if (!resuming) {
                    damage.accept(
                            "map=" + mapName + " key=" + key + " stands out of order", new DamagedException("order"));
                }
                continue;
            }
            if (left == 0) {
                return false;
            }
            left--;
            count++;
            from = key;
            fromIsDone = true;
            visitor.accept(key, page.getValue(i));
        }
        resuming = false;
        return true;
    }
}
