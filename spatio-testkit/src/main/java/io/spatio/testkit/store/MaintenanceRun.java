package io.spatio.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.spi.Compactable;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.Snapshotable;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.Verifiable;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.Threads;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.model.ModelHistory;
import io.spatio.testkit.store.ModelledStore.Key;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One store under writers, with every kind of maintenance beside them and objects that nobody touches. */
final class MaintenanceRun {
    private static final int WRITERS = 2;
    private static final int STILL = 12;
    private static final int EVENTS_OF_STILL = 5;
    /** How many calls the writers are let ahead, so that what is to be checked stays small. */
    private static final int AHEAD = 20_000;

    private final ModelledStore modelled;
    private final TrajectoryStore store;
    private final Budget.Running running;
    private final Semaphore ahead = new Semaphore(AHEAD);
    private final List<StoreWriter> writers = new ArrayList<>();
    private final Map<Key, Journal> still = new LinkedHashMap<>();
    private volatile boolean over;

    MaintenanceRun(ModelledStore modelled, Budget budget, long seed) {
        this.modelled = modelled;
        store = modelled.store();
        for (int i = 0; i < STILL; i++) {
            standStill(new Key("shared", "still-" + i));
        }
        modelled.settle();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new StoreWriter(store, i, modelled.clock().instant(), seed + i, modelled.keepsDocuments()));
        }
        running = budget.start();
    }

    private void standStill(Key key) {
        Journal journal = new Journal(modelled.clock().instant());
        for (int i = 0; i < EVENTS_OF_STILL; i++) {
            long micros = ModelledStore.START.getEpochSecond() * 1_000_000 + i;
            long sequence = modelled.append(key, micros, i, i, i, new byte[0]);
            journal.append(ModelEvent.position(sequence, micros, i, i, i, new byte[0]), i == 0);
        }
        still.put(key, journal);
    }

    void run() {
        List<Threads.Task> tasks = new ArrayList<>();
        writers.forEach(writer -> tasks.add(() -> repeat(() -> {
            ahead.acquire();
            writer.write();
        })));
        tasks.add(() -> repeat(this::read));
        if (store instanceof Snapshotable snapshotable && modelled.persistent()) {
            tasks.add(() -> repeat(() -> copy(snapshotable)));
        }
        tasks.add(() -> repeat(this::keep));
        Threads.runAll(tasks);
        modelled.assume(tips(), acknowledged());
        modelled.checkAll();
        modelled.verify();
        modelled.reopen();
        modelled.checkAll();
        modelled.compact();
        modelled.checkAll();
    }

    private void repeat(Threads.Task task) throws Exception {
        try {
            do {
                task.run();
            } while (running.remains() && !over);
        } finally {
            over = true;
            ahead.release(AHEAD);
        }
    }

    private void letWritersGoOn() {
        ahead.drainPermits();
        ahead.release(AHEAD);
    }

    private long acknowledged() {
        return writers.stream().mapToLong(StoreWriter::acknowledged).max().orElse(0);
    }

    private Map<Key, Journal> journals() {
        Map<Key, Journal> journals = new LinkedHashMap<>(still);
        writers.forEach(writer -> journals.putAll(writer.journals()));
        return journals;
    }

    private Map<String, DocumentJournal> documents() {
        Map<String, DocumentJournal> documents = new LinkedHashMap<>();
        writers.forEach(writer -> documents.putAll(writer.documents()));
        return documents;
    }

    private ModelledStore.Held tips() {
        Map<Key, ModelHistory> tips = new LinkedHashMap<>();
        journals().forEach((key, journal) -> tips.put(key, journal.tip()));
        ModelDocuments documents = new ModelDocuments();
        documents().values().forEach(journal -> journal.tip().ifPresent(documents::put));
        return new ModelledStore.Held(tips, documents);
    }

    private void copy(Snapshotable snapshotable) {
        Path copy = modelled.newDirectory();
        letWritersGoOn();
        long least = acknowledged();
        store.awaitDurable(least);
        snapshotable.snapshot(copy);
        CopyCheck.Moment moment = whileNobodyWrites(least, copy);
        try (ModelledStore copied = modelled.copyIn(copy, moment.held(), moment.sequence())) {
            copied.checkAll();
            copied.writeOn();
        }
    }

    private CopyCheck.Moment whileNobodyWrites(long least, Path copy) {
        writers.forEach(writer -> writer.lock().lock());
        try {
            CopyCheck.Moment moment = new CopyCheck(modelled, journals(), documents()).moment(copy, least);
            journals().values().forEach(journal -> journal.forgetBefore(acknowledged()));
            documents().values().forEach(journal -> journal.forgetBefore(acknowledged()));
            return moment;
        } finally {
            writers.forEach(writer -> writer.lock().unlock());
        }
    }

    private void keep() {
        if (store instanceof Compactable compactable) {
            compactable.compact();
        }
        if (store instanceof Verifiable verifiable) {
            assertEquals(List.of(), verifiable.verify().problems(), "what verify() found beside writers");
        }
        store.sync();
    }

    private void read() {
        Map<Key, List<ModelEvent>> scanned = new HashMap<>();
        Set<List<Object>> left = new HashSet<>();
        List<Object> current = List.of();
        try (ScanCursor cursor = store.scan(ScanRequest.of("shared", Region.EVERYWHERE))) {
            while (cursor.next()) {
                Key key = new Key(cursor.namespace(), cursor.objectId());
                List<Object> object = List.of(key, cursor.object());
                if (!object.equals(current)) {
                    assertTrue(left.add(object), () -> "a scan beside writers came back to " + key);
                    current = object;
                }
                scanned.computeIfAbsent(key, k -> new ArrayList<>())
                        .add(ModelEvent.of(cursor).unnumbered());
            }
        }
        Map<Key, ModelEvent> recovered = new HashMap<>();
        try (EventCursor cursor = store.recover()) {
            while (cursor.next()) {
                Key key = new Key(cursor.namespace(), cursor.objectId());
                @Nullable ModelEvent before = recovered.put(key, ModelEvent.of(cursor));
                assertTrue(before == null || !still.containsKey(key), () -> "recover() gave " + key + " twice");
            }
        }
        still.forEach((key, journal) -> {
            List<ModelEvent> events =
                    journal.tip().events().stream().map(ModelEvent::unnumbered).toList();
            assertEquals(events, scanned.get(key), () -> "what a scan beside writers gave of " + key);
            assertEquals(journal.tip().state().orElse(null), recovered.get(key), () -> "what recover() gave of " + key);
        });
        if (!(store instanceof Snapshotable) || !modelled.persistent()) {
            letWritersGoOn();
        }
    }
}
