package io.spatio.store.log.segment;

import io.spatio.error.StoreCorruptException;
import io.spatio.spi.Cancellation;
import io.spatio.store.log.codec.ByteSource;
import java.util.function.IntFunction;

/** The one page that a cursor stands on, read and checked when it comes to another. One thread at a time. */
final class PageLoader {
    private static final int NOT_ANY = -1;

    private final SegmentFile file;
    private final PageBody body;
    private final PageIndex index;
    private final Damage damage;
    private final Page page = new Page();
    private final IntFunction<String> names;
    private final PageCodec codec;
    private byte[] bytes = new byte[0];
    private int loaded = NOT_ANY;
    private int unreadable = NOT_ANY;
    private Cancellation cancellation = Cancellation.NONE;

    /** The names of an object, for messages about damage, are asked for by its number. */
    PageLoader(SegmentFile file, PageBody body, PageIndex index, IntFunction<String> names, Damage damage) {
        this.file = file;
        this.body = body;
        this.codec = body.codec();
        this.names = names;
        this.index = index;
        this.damage = damage;
    }

    /** Has it look, before each page that it reads, whether to go on. */
    PageLoader until(Cancellation cancelled) {
        cancellation = cancelled;
        return this;
    }

    PageIndex index() {
        return index;
    }

    /** The page loaded last. */
    Page page() {
        return page;
    }

    /** Makes a page the loaded one; false when it is damaged and to be left out. */
    boolean load(int number) {
        if (number == loaded) {
            return true;
        }
        if (number == unreadable) {
            return false;
        }
        cancellation.check();
        loaded = NOT_ANY;
        try {
            readAndDecode(number);
            loaded = number;
            return true;
        } catch (StoreCorruptException e) {
            unreadable = number;
            damage.found(file.located(e, describe(number)));
            return false;
        }
    }

    /** A page with the objects that it holds rows of, by name. */
    String describe(int number) {
        String first = names.apply(index.firstObject(number));
        String last = names.apply(index.lastObject(number));
        return index.describe(number) + " from " + first + (first.equals(last) ? "" : " to " + last);
    }

    private void readAndDecode(int number) {
        int length = index.length(number);
        if (bytes.length < length + ByteSource.SLACK) {
            bytes = new byte[Math.max(length + ByteSource.SLACK, bytes.length * 2)];
        }
        file.read(index.offset(number), length, bytes);
        ByteSource source = body.check(bytes, length, index.crc(number));
        codec.decode(source, page);
        boolean agrees = page.firstObject == index.firstObject(number)
                && page.lastObject() == index.lastObject(number)
                && page.rows() == index.rows(number);
        if (!agrees) {
            throw ByteSource.damaged("the page is not the one the index tells of");
        }
    }
}
