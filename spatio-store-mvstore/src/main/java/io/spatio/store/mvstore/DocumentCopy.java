package io.spatio.store.mvstore;

import io.spatio.error.UnsupportedFormatException;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.h2.mvstore.MVMap;

/**
 * Writes the documents of a file into a new one. One that is damaged is told by its key, where that can be read, and is not
 * copied: what stood under its key before is in neither map. One thread; used once.
 */
final class DocumentCopy {
    private static final int STEP = 64;
    private static final int BYTES_PER_COMMIT = 8 << 20;

    /**
     * Where to read from.
     *
     * @param count how many documents there should be
     */
    record Maps(MVMap<Long, byte[]> document, MVMap<Long, byte[]> content, long count) {}

    private final Maps source;
    private final MvFile target;
    private final BiConsumer<String, Throwable> damage;
    /** By sequence number; what is copied is taken out. */
    private final NavigableMap<Long, String> keys = new TreeMap<>();

    private long found;
    private long uncommittedBytes;

    DocumentCopy(Maps source, MvFile target, BiConsumer<String, Throwable> damage) {
        this.source = source;
        this.target = target;
        this.damage = damage;
    }

    /** Copies all that is readable. */
    void run(long sequence) {
        walk(source.document, new PageWalk<>(this::key, damage));
        long named = keys.size();
        walk(source.content, new PageWalk<>((number, value) -> content(number, value, sequence), damage));
        keys.forEach((number, key) -> damage.accept(
                "document key=" + key + " sequence=" + number + " is lost", new DamagedException("no content")));
        if (found < source.count) {
            damage.accept(
                    "documents: " + found + " of " + source.count + " are left, and the keys of " + named
                            + " are known",
                    new DamagedException("missing documents"));
        }
    }

    private static void walk(MVMap<Long, byte[]> map, PageWalk<Long> walk) {
        boolean more = true;
        while (more) {
            more = walk.step(map, STEP);
        }
    }

    /** Damage is told; what a later version wrote is refused. */
    private void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (UnsupportedFormatException e) {
            throw e;
        } catch (RuntimeException e) {
            damage.accept(what, e);
        }
    }

    private void key(Long number, byte[] value) {
        attempt("map=document sequence=" + number, () -> keys.put(number, DocumentFormat.decodeKey(number, value)));
    }

    private void content(Long number, byte[] value, long sequence) {
        String key = keys.get(number);
        if (key == null) {
            damage.accept(
                    "a document is lost that was put at sequence=" + number, new DamagedException("its key is lost"));
            return;
        }
        attempt("document key=" + key + " sequence=" + number, () -> {
            byte[] content = DocumentFormat.decode(number, value);
            target.document.put(number, DocumentFormat.encodeKey(number, key));
            target.content.put(number, DocumentFormat.encode(number, content));
            uncommittedBytes += content.length;
            found++;
            keys.remove(number);
        });
        if (uncommittedBytes > BYTES_PER_COMMIT) {
            target.commit(sequence, false);
            uncommittedBytes = 0;
        }
    }
}
