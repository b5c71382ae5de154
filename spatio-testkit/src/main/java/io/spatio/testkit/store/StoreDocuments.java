package io.spatio.testkit.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreException;
import io.spatio.error.StoreFullException;
import io.spatio.error.StoreReadOnlyException;
import io.spatio.spi.Compactable;
import io.spatio.spi.Documents;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.Capability;
import io.spatio.testkit.harness.DirectoryContents;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.harness.Threads;
import io.spatio.testkit.store.ModelledStore.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a store keeps beside events: documents. Random sequences and copies beside writers have them, too, where others test those. */
public abstract class StoreDocuments {
    private static final Key TRUCK = new Key("fleet", "truck-1");
    private static final byte[] NO_METADATA = {};

    private final StoreSource source;

    /** Tests the stores of a source. */
    protected StoreDocuments(StoreSource source) {
        this.source = source;
    }

    private void each(Consumer<ModelledStore> test) {
        requireDocuments();
        source.each(test);
    }

    private void quick(Consumer<ModelledStore> test) {
        requireDocuments();
        source.one(source.quickest(), test);
    }

    private void requireDocuments() {
        Assumptions.assumeTrue(source.keepsDocuments(), "the store keeps no documents");
    }

    @Test
    @Spec("puts, replaces and removes in the append order of events and erases, each with a number of its own")
    void oneOrder() {
        each(store -> {
            for (int round = 0; round < 3; round++) {
                store.putDocument("fences", utf8("round " + round));
                store.append(TRUCK, round, 1, 1, Double.NaN, NO_METADATA);
                store.putDocument("watch", new byte[0]);
                store.putDocument("watch", utf8("round " + round));
                store.erase(TRUCK);
                store.removeDocument("watch");
                store.putDocument("fences", utf8("round " + round)); // the same content again is another put
                store.append(TRUCK, round, 2, 2, Double.NaN, NO_METADATA);
                store.checkAll();
                store.reopen();
                store.checkAll();
            }
            store.removeDocument("fences");
            store.reopen();
            store.checkAll();
            store.append(TRUCK, 100, 1, 1, Double.NaN, NO_METADATA);
        });
    }

    @Test
    @Spec("gives no number twice, also when the last change was of a document that is gone, compacted away")
    void sequencesGrow() {
        each(store -> {
            for (int round = 0; round < 3; round++) {
                store.putDocument("short-lived", utf8("x"));
                store.removeDocument("short-lived");
                store.compact();
                store.reopen();
                store.compact();
                store.reopen();
            }
            store.append(TRUCK, 1, 1, 1, Double.NaN, NO_METADATA);
            store.putDocument("fences", utf8("x"));
            store.checkAll();
        });
    }

    @Test
    @Spec("keeps keys apart that are long, odd or look alike, and visits them in the order of code points")
    void keys() {
        String longest = "k".repeat(Documents.KEY_MAX_BYTES);
        List<String> keys = List.of(
                "a",
                "A",
                "a/",
                "a/b",
                "a/b/c",
                "ab",
                "\0",
                "a\0",
                " ",
                "..",
                "/",
                "\uFFFF",
                "\uD83D\uDE9A",
                "\uD83D\uDE9A\uFFFF",
                "e\u0301",
                "\u00e9",
                longest,
                longest.substring(1),
                "\u00fc".repeat(Documents.KEY_MAX_BYTES / 2));
        each(store -> {
            for (int i = 0; i < keys.size(); i++) {
                store.putDocument(keys.get(i), utf8("" + i));
            }
            store.checkAll();
            store.reopen();
            store.checkAll();
            store.compact();
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec(
            "refuses keys that are empty, not well-formed or longer than 1 KiB, and contents larger than 16 MiB, and changes nothing")
    void illegal() {
        quick(store -> {
            store.putDocument("fences", utf8("x"));
            Documents documents = store.store().documents();
            String tooLong = "\u00fc".repeat(Documents.KEY_MAX_BYTES / 2) + "k";
            for (String key : List.of("", "\uD83D", "a\uDE9A", tooLong)) {
                assertThrows(IllegalArgumentException.class, () -> documents.put(key, utf8("x")), () -> "put " + key);
                assertThrows(IllegalArgumentException.class, () -> documents.remove(key), () -> "remove " + key);
                assertThrows(IllegalArgumentException.class, () -> documents.get(key), () -> "get " + key);
            }
            byte[] tooLarge = new byte[Documents.CONTENT_MAX_BYTES + 1];
            assertThrows(IllegalArgumentException.class, () -> documents.put("fences", tooLarge), "a put too large");
            store.checkAll();
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec(
            "keeps 16 MiB in a document and 64 MiB in all, refuses what is beyond, changes nothing then, and goes on when there is room")
    void bounds() {
        quick(store -> {
            byte[] largest = pattern(Documents.CONTENT_MAX_BYTES, 1);
            for (int i = 0; i < 3; i++) {
                store.putDocument("large-" + i, largest);
            }
            int each = Documents.OVERHEAD_BYTES + 3;
            int left = Documents.TOTAL_MAX_BYTES
                    - 3 * (Documents.CONTENT_MAX_BYTES + Documents.OVERHEAD_BYTES + 7)
                    - 2 * each;
            store.putDocument("\u00fca", pattern(left - 10, 2));
            store.putDocument("two", new byte[9]);
            Documents documents = store.store().documents();
            assertThrows(StoreFullException.class, () -> documents.put("two", new byte[11]), "one byte too many");
            assertThrows(StoreFullException.class, () -> documents.put("new", NO_METADATA), "one document too many");
            store.putDocument("two", new byte[10]);
            store.append(TRUCK, 1, 1, 1, Double.NaN, NO_METADATA);
            store.checkAll();
            store.reopen();
            store.checkAll();
            store.compact();
            store.checkAll();
            store.verify();
            assertThrows(
                    StoreFullException.class,
                    () -> store.store().documents().put("new", NO_METADATA),
                    "after all that");
            store.putDocument("large-1", pattern(Documents.CONTENT_MAX_BYTES, 3)); // in the place of as much
            store.removeDocument("large-0");
            store.putDocument("new", largest);
            store.reopen();
            store.checkAll();
        });
    }

    private static byte[] pattern(int bytes, int step) {
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = (byte) (i * step + (i >>> 8));
        }
        return content;
    }

    @Test
    @Spec("takes a content as it is when it is put: what the caller does to its array afterwards changes nothing")
    void copied() {
        each(store -> {
            byte[] content = utf8("as it was put");
            store.putDocument("fences", content);
            content[0] = 'A';
            store.checkAll();
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec("keeps documents, whatever objects and namespaces are erased")
    void outliveErases() {
        each(store -> {
            for (String name : List.of("fleet", "truck-1", "fleet/truck-1")) {
                store.putDocument(name, utf8(name));
            }
            store.append(TRUCK, 1, 1, 1, Double.NaN, NO_METADATA);
            store.erase(TRUCK);
            store.append(TRUCK, 1, 1, 1, Double.NaN, NO_METADATA);
            store.eraseNamespace("fleet");
            store.checkAll();
            store.compact();
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec("has replaced and removed contents, and the keys of removed documents, in no file after a compaction")
    void leavesFiles() {
        requireDocuments();
        source.quickPersistent(store -> {
            Assumptions.assumeTrue(store.store() instanceof Compactable, "the store is not Compactable");
            store.putDocument("fences", utf8("needle-replaced-4711"));
            store.putDocument("needle-of-a-key-0815", utf8("needle-removed-4712"));
            store.append(TRUCK, 1, 1, 1, Double.NaN, NO_METADATA);
            store.compact();
            store.putDocument("fences", utf8("needle-replaced-4713"));
            store.putDocument("fences", utf8("what stays"));
            store.removeDocument("needle-of-a-key-0815");
            store.compact();
            store.checkAll();
            for (String needle : List.of("needle-replaced", "needle-removed", "needle-of-a-key")) {
                StoreLifecycle.requireAbsent(store.directory(), needle);
            }
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec("copies itself with its documents, also when it holds nothing else or they are all removed")
    void documentsAlone() {
        requireDocuments();
        source.quickPersistent(store -> {
            store.putDocument("fences", utf8("x"));
            store.checkSnapshot();
            store.reopen();
            store.checkAll();
            store.checkSnapshot();
            store.removeDocument("fences");
            store.checkSnapshot();
            store.reopen();
            store.checkSnapshot();
            store.checkAll();
        });
    }

    @Test
    @Spec("is not harmed by an interrupted thread that puts, and refuses every call after close")
    void threadsAndClose() {
        each(store -> {
            for (int i = 0; i < 10; i++) {
                Thread.currentThread().interrupt();
                store.putDocument("document-" + i % 3, utf8("" + i));
                Thread.interrupted();
            }
            store.checkAll();
            Documents documents = store.store().documents();
            store.store().close();
            for (Executable call : List.<Executable>of(
                    () -> store.store().documents().get("document-1"),
                    () -> documents.put("document-1", NO_METADATA),
                    () -> documents.remove("document-1"),
                    () -> documents.get("document-1"),
                    () -> documents.forEach("", document -> {}))) {
                assertThrows(DatabaseClosedException.class, call);
            }
        });
    }

    @Test
    @Spec("opened for reading alone shows its documents, refuses to change them, and leaves every byte as it was")
    void readOnly() {
        requireDocuments();
        Assumptions.assumeTrue(
                source.capabilities().contains(Capability.READ_ONLY), "the store does not open for reading alone");
        source.quickPersistent(store -> {
            store.putDocument("fences", utf8("x"));
            store.compact();
            store.putDocument("watch", utf8("y"));
            store.store().close();
            DirectoryContents before = DirectoryContents.of(store.directory());
            store.reopen(true);
            store.checkAll();
            Documents documents = store.store().documents();
            assertThrows(StoreReadOnlyException.class, () -> documents.put("fences", utf8("z")), "a put");
            assertThrows(StoreReadOnlyException.class, () -> documents.remove("fences"), "a remove");
            store.checkAll();
            store.store().close();
            assertEquals(before, DirectoryContents.of(store.directory()), "the directory after it was read");
            store.reopen(false);
            store.checkAll();
        });
    }

    @Test
    @Spec("that keeps none says so and names itself")
    void refusesDocuments() {
        Assumptions.assumeFalse(source.keepsDocuments(), "the store keeps documents");
        quickest(store -> {
            StoreException refused =
                    assertThrows(StoreException.class, () -> store.store().documents());
            assertEquals(StoreException.class, refused.getClass(), "a power that is lacking is a plain StoreException");
            String message = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
            assertTrue(
                    message.contains(source.provider().name()) && message.contains("documents"),
                    () -> "the refusal does not name the store and \"documents\": " + refused.getMessage());
        });
    }

    private void quickest(Consumer<ModelledStore> test) {
        source.one(source.quickest(), test);
    }

    @Test
    @Spec(
            "beside appends and compactions a reader sees each document whole, never one older than the last put that returned")
    void besideOthers() {
        requireDocuments();
        Budget budget = source.budget().dividedBy(4 * source.settings().size());
        source.each(store -> {
            Budget.Running running = budget.start();
            List<DocumentWriter> writers = new ArrayList<>();
            List<Threads.Task> tasks = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                DocumentWriter writer = new DocumentWriter(store.store(), "document-" + i, running);
                writers.add(writer);
                tasks.add(writer::write);
                tasks.add(writer::read);
            }
            tasks.add(() -> {
                if (store.store() instanceof Compactable compactable) {
                    do {
                        compactable.compact();
                    } while (running.remains());
                }
            });
            tasks.add(() -> {
                long last = 0;
                do {
                    long sequence =
                            StoreAppends.position(store.store(), "fleet", "truck-1", last, 1, 1, 1, NO_METADATA);
                    assertTrue(sequence > last, "an appender's sequences grow beside puts");
                    last = sequence;
                } while (running.remains());
            });
            Threads.runAll(tasks);
            writers.forEach(writer -> writer.requireLast(store.store()));
            store.reopen();
            writers.forEach(writer -> writer.requireLast(store.store()));
        });
    }

    @Test
    @Spec("gives a put that awaitDurable() or sync() returned for back")
    void durable() {
        each(store -> {
            long sequence = store.putDocument("fences", utf8("x"));
            store.store().awaitDurable(sequence);
            long synced = store.store().sync();
            assertTrue(!store.persistent() || synced >= sequence, "sync() covers a put");
            assertArrayEquals(
                    utf8("x"),
                    store.store().documents().get("fences").orElseThrow().content(),
                    "a put that is durable is visible");
            assertFalse(store.store().documents().get("watch").isPresent(), "what was never put");
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
