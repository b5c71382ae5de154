package io.spatio.store.mvstore;

import io.spatio.spi.StoredDocument;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * Brings changes into the file: what arrives goes, in groups, to the end of the map {@code tail}, so that a commit rewrites
 * a few pages whatever objects it is about; only an erase and a change of a document change other maps at once. The committer's thread only.
 */
final class Applier {
    private static final int STEP = 4_096;

    private final MvFile file;
    private final List<Event> group = new ArrayList<>();
    private int groupBytes;

    Applier(MvFile file) {
        this.file = file;
    }

    /** Applies changes whole; all of them are in the map afterwards. */
    void apply(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.Append append) {
                append.events().forEach(this::append);
            } else if (change instanceof Change.Erase erase) {
                erase(erase.name(), erase.lastSequence());
            } else if (change instanceof Change.Document document) {
                document(document);
            }
        }
        putGroup();
    }

    private void append(Event event) {
        ObjectName name = event.name();
        if (!name.stored) {
            file.name.put(name.number, NameFormat.encode(name));
            file.counts = file.counts.withNumber(name.number);
            name.stored = true;
        }
        group(event);
        file.tail.add(event);
        file.counts = file.counts.plusRecords(1);
        name.append(event);
    }

    private void group(Event event) {
        if (group.size() == TailFormat.MAX_EVENTS || groupBytes + event.sizeBytes() > TailFormat.MAX_BYTES) {
            putGroup();
        }
        group.add(event);
        groupBytes += event.sizeBytes();
    }

    private void putGroup() {
        if (!group.isEmpty()) {
            file.tailMap.put(group.get(0).sequence(), TailFormat.encode(group));
            group.clear();
            groupBytes = 0;
        }
    }

    /** The end of an incarnation takes its place in the tail, as those of its events there stay until they are moved. */
    private void erase(ObjectName name, long sequence) {
        group(Event.erase(name, sequence));
        List<Event> inTail = file.tail.of(name.number);
        long gone = inTail.size() + removeBlocks(file.block, name.number);
        file.tail.removeAll(name.number, inTail);
        file.last.remove(name.number);
        file.name.remove(name.number);
        file.counts = file.counts.plusRecords(-gone).withErase(sequence);
    }

    /** The change takes its place in the tail; what it leaves is in the maps of documents at once. */
    private void document(Change.Document change) {
        group(Event.document(change.lastSequence()));
        if (change.replaced() > 0) {
            file.document.remove(change.replaced());
            file.content.remove(change.replaced());
        }
        StoredDocument put = change.document();
        if (put != null) {
            file.document.put(put.sequence(), DocumentFormat.encodeKey(put.sequence(), put.key()));
            file.content.put(put.sequence(), DocumentFormat.encode(put.sequence(), put.content()));
        }
    }

    /** Returns how many events they held. */
    private static long removeBlocks(MVMap<RowKey, byte[]> blocks, int number) {
        long gone = 0;
        List<RowKey> keys;
        do {
            keys = new ArrayList<>();
            Cursor<RowKey, byte[]> found = blocks.cursor(RowKey.first(number), RowKey.last(number), false);
            Iterator<RowKey> walk = found;
            while (keys.size() < STEP && walk.hasNext()) {
                RowKey key = walk.next();
                keys.add(key);
                gone += Block.of(key, found.getValue()).count();
            }
            keys.forEach(blocks::remove);
        } while (keys.size() == STEP);
        return gone;
    }
}
