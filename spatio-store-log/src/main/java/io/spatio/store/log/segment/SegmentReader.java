package io.spatio.store.log.segment;

import io.spatio.Maintenance;
import io.spatio.error.StoreCorruptException;
import io.spatio.error.UnsupportedFormatException;
import io.spatio.spi.ReadRequest;
import io.spatio.store.log.codec.ByteSource;
import io.spatio.store.log.io.Io;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads one sealed segment. Opening reads header, trailer and footer; page index and dictionary are read when first
 * needed, and checked, as every page is when it is decoded: damage is a {@link StoreCorruptException} that names file,
 * page, objects and times, never a wrong answer. Any thread; each cursor one thread at a time.
 *
 * <p><b>Sequence numbers</b> of rows are stored only where an object has several of one timestamp, see {@link TiedRows}. Of
 * another row the range of its segment is known, of which {@link Track#sequence} gives the least oldest first, and the
 * greatest newest first. So it orders an object's events of one timestamp as they were appended, also against other segments,
 * because of two segments that hold one object's timestamp one lies wholly before the other; and while merging widens the
 * range, no row moves behind one that was told of before it: who reads on from a (timestamp, sequence) misses none and gets
 * none twice.
 *
 * <p>Closing while a cursor is in use makes the cursor fail; the owner counts references.
 */
public final class SegmentReader implements Closeable {
    private final SegmentFile file;
    private final SegmentFooter footer;
    private volatile @Nullable PageIndex index;
    private volatile @Nullable ObjectDictionary dictionary;

    private SegmentReader(SegmentFile file, SegmentFooter footer) {
        this.file = file;
        this.footer = footer;
    }

    /**
     * Opens a segment.
     *
     * @throws StoreCorruptException when it is not whole
     * @throws UnsupportedFormatException when a newer version wrote it
     */
    public static SegmentReader open(Io io, Path path) {
        SegmentFile file = SegmentFile.open(io, path);
        try {
            return new SegmentReader(file, readFooter(file));
        } catch (StoreCorruptException e) {
            file.close();
            throw file.located(e, "bytes=" + file.size());
        } catch (UnsupportedFormatException e) {
            file.close();
            throw file.located(e);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static SegmentFooter readFooter(SegmentFile file) {
        SegmentHeader header = SegmentHeader.decode(file.read(0, SegmentFormat.HEADER_BYTES));
        long trailerAt = file.size() - SegmentFormat.TRAILER_BYTES;
        SegmentTrailer trailer = SegmentTrailer.decode(file.read(trailerAt, SegmentFormat.TRAILER_BYTES), file.size());
        byte[] bytes = new byte[trailer.footerLength() + ByteSource.SLACK];
        file.read(trailer.footerOffset(), trailer.footerLength(), bytes);
        SegmentFooter footer = SegmentFooter.decode(Arrays.copyOf(bytes, trailer.footerLength()), trailer, file.size());
        if (!footer.summary().header().equals(header)) {
            throw ByteSource.damaged("header and footer are not of one segment");
        }
        return footer;
    }

    /** The file. */
    public Path path() {
        return file.path();
    }

    /** What the segment is about. */
    public SegmentSummary summary() {
        return footer.summary();
    }

    /** Takes objects of a segment. */
    public interface Names {
        /** An object. */
        void object(String namespace, String objectId, long incarnation);
    }

    /** Tests objects of a segment. */
    public interface Incarnations {
        /** Whether an incarnation of an id of a namespace is one. */
        boolean test(String namespace, long incarnation);
    }

    /** The number of an object in this segment, −1 when it is not there; O(log objects). */
    public int find(String namespace, String objectId) {
        return find(namespace, objectId, incarnation -> true);
    }

    /** The same; −1 as well where it is of an incarnation that is not kept. */
    public int find(String namespace, String objectId, LongPredicate keeps) {
        return dictionary().find(namespace, objectId, keeps);
    }

    /** The incarnation of an id that this segment holds, 0 when it holds none; O(log objects). */
    public long incarnation(String namespace, String objectId) {
        long[] found = {0};
        dictionary().find(namespace, objectId, incarnation -> {
            found[0] = incarnation;
            return true;
        });
        return found[0];
    }

    /** Whether it holds an object that meets a condition; O(objects). */
    public boolean anyObject(Incarnations condition) {
        ObjectDictionary.Names names = dictionary().namesFrom(0);
        while (names.next()) {
            if (condition.test(names.namespace(), names.incarnation())) {
                return true;
            }
        }
        return false;
    }

    /** How many objects of a namespace it has. */
    public int objectsOf(String namespace) {
        return dictionary().endOf(namespace) - dictionary().firstOf(namespace);
    }

    /** How many bytes the names of its objects take in it. */
    public long nameBytes() {
        return footer.dictionary().length();
    }

    /** Names every object in it, in order; O(objects). */
    public void names(Names visitor) {
        ObjectDictionary.Names names = dictionary().namesFrom(0);
        while (names.next()) {
            visitor.object(names.namespace(), names.objectId(), names.incarnation());
        }
    }

    /**
     * The events of one object in a request's range and order, whatever names it tells; O(log pages + result).
     *
     * @param object a number that {@link #find} gave
     */
    public Track read(int object, ReadRequest request, Damage damage) {
        if (object < 0 || object >= summary().objects()) {
            throw new IllegalArgumentException(
                    "no such object: object=" + object + " objects=" + summary().objects());
        }
        return new SegmentTrack(
                loader(damage).until(request.cancellation()),
                summary().header(),
                object,
                request.fromMicros(),
                request.toMicros(),
                request.order());
    }

    /** All objects and all their events, in order, each page decoded once. */
    public TrackSource walk(Damage damage) {
        return new SegmentWalk(dictionary(), loader(damage), summary().header());
    }

    /** Reads and checks every byte; damage is told, not thrown. */
    public Maintenance.Verification verify() {
        return new SegmentVerifier(this, file).verify();
    }

    /** Frees the file. A second call does nothing. */
    @Override
    public void close() {
        file.close();
    }

    PageLoader loader(Damage damage) {
        return new PageLoader(file, new PageBody(summary().header()), index(damage), this::nameOf, damage);
    }

    private String nameOf(int object) {
        try {
            ObjectDictionary.Names names = dictionary().namesFrom(object);
            return names.next()
                    ? "namespace=" + names.namespace() + " object=" + names.objectId()
                    : "object number " + object;
        } catch (StoreCorruptException e) {
            return "object number " + object + ", whose name is damaged as well,";
        }
    }

    private PageIndex index(Damage damage) {
        try {
            return index();
        } catch (StoreCorruptException e) {
            damage.found(e);
            return new IndexSalvage(file, footer, damage).salvage();
        }
    }

    SegmentFooter footer() {
        return footer;
    }

    /** Read by the thread that comes first; two at once read it twice, which does no harm. */
    PageIndex index() {
        PageIndex present = index;
        if (present == null) {
            try {
                present = new PageIndex(
                        file.read(footer.index(), "page index"), summary().pages());
                present.check(summary(), footer.index().offset());
            } catch (StoreCorruptException e) {
                throw file.located(e, "section=page-index");
            }
            index = present;
        }
        return present;
    }

    ObjectDictionary dictionary() {
        ObjectDictionary present = dictionary;
        if (present == null) {
            SegmentFooter.Section section = footer.dictionary();
            try {
                byte[] bytes = file.read(section, "object dictionary");
                present = new ObjectDictionary(
                        bytes, (int) section.length(), summary().objects());
            } catch (StoreCorruptException e) {
                throw file.located(e, "section=dictionary");
            }
            dictionary = present;
        }
        return present;
    }
}
