package io.spatio.testkit.store;

import io.spatio.Maintenance;
import io.spatio.spi.StoreContext;
import io.spatio.spi.StoredDocument;
import io.spatio.testkit.store.ListStore.Name;
import io.spatio.testkit.store.ListStoreFile.Content;
import io.spatio.testkit.store.ListStoreFile.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a list store does with its file, in one step under its lock or, where that is the fault, in several. */
final class ListMaintenance {
    private static final int MOST_YIELDS = 2_000;

    private final ListStore store;
    private final StoreFault fault;
    private final ListStoreFile file;

    ListMaintenance(ListStore store, StoreFault fault, ListStoreFile file) {
        this.store = store;
        this.fault = fault;
        this.file = file;
    }

    private void letOthersIn() {
        long before = store.lastSequence();
        for (int i = 0; i < MOST_YIELDS && store.lastSequence() < before + 30; i++) {
            Thread.yield();
        }
    }

    void compact() {
        if (fault == StoreFault.MERGE_RESURRECTS) {
            Map<Integer, ListHistory> taken = store.guarded(() -> Map.copyOf(store.histories()));
            letOthersIn();
            store.guarded(() -> {
                taken.forEach(store.histories()::putIfAbsent);
                return true;
            });
        }
        if (fault == StoreFault.ERASE_BY_RANGE) {
            List<Name> erased = store.guarded(store::takeErased);
            letOthersIn();
            store.guarded(() -> {
                erased.forEach(store::forget);
                return true;
            });
        }
        store.guarded(() -> {
            boolean stays =
                    fault == StoreFault.ERASED_STAYS_IN_FILE || fault == StoreFault.REPLACED_DOCUMENT_STAYS_IN_FILE;
            if (!stays || !file.written()) {
                file.write(store.content());
            }
            return true;
        });
    }

    void snapshot(Path directory) {
        Content content = store.guarded(store::content);
        long last = content.lastSequence();
        List<Entry> entries = new ArrayList<>(content.entries());
        List<ListStoreFile.Erase> erases = new ArrayList<>();
        if (fault == StoreFault.COPY_CARRIES_LATER_ERASES) {
            letOthersIn();
            erases.addAll(store.guarded(store::recentErases));
        }
        if (fault == StoreFault.COPY_OF_TWO_MOMENTS) {
            letOthersIn();
            Content later = store.guarded(store::content);
            entries.removeIf(entry -> inSecondHalf(entry));
            later.entries().stream().filter(ListMaintenance::inSecondHalf).forEach(entries::add);
            last = later.lastSequence();
        }
        List<StoredDocument> documents = content.documents();
        if (fault == StoreFault.COPY_OF_LATER_DOCUMENTS) {
            letOthersIn();
            documents = store.guarded(store::content).documents();
        }
        ListStoreFile.of(StoreContext.in(directory), fault)
                .write(new Content(
                        fault == StoreFault.COPY_FORGETS_SEQUENCE ? last / 2 : last, entries, erases, documents));
    }

    private static boolean inSecondHalf(Entry entry) {
        return entry.objectId().hashCode() % 2 == 0;
    }

    Maintenance.Verification verify() {
        return store.guarded(() -> {
            long records = store.content().entries().size();
            return new Maintenance.Verification(1, records, records, List.of());
        });
    }
}
