package io.spatio.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.CancelToken;
import io.spatio.Deadline;
import io.spatio.Health;
import io.spatio.Identifiers;
import io.spatio.TrackOrder;
import io.spatio.error.CancelledException;
import io.spatio.error.DeadlineExceededException;
import io.spatio.spi.Cancellation;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.RandomSequences;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.index.BoxRegion;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.ModelledStore.Key;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What every store keeps and how it answers. */
public abstract class StoreContract {
    private static final Key TRUCK = new Key("fleet", "truck-1");
    private static final byte[] NO_METADATA = {};
    private static final int MAX_ACTIONS = 60;
    /** Reached after two or three waits of a random sequence. */
    private static final Duration RETENTION = Duration.ofDays(20);

    private final StoreSource source;

    /** Tests the stores of a source. */
    protected StoreContract(StoreSource source) {
        this.source = source;
    }

    @Test
    @Spec("agrees with brute force after any sequence of append, batch, delete, erase, compact, snapshot and reopen")
    void agreesWithBruteForce() {
        List<Map<String, String>> settings = source.settings();
        Budget budget = source.budget().dividedBy(settings.size());
        for (Map<String, String> setting : settings) {
            RandomSequences.check(
                    source.name(),
                    StoreGenerators.actions(),
                    MAX_ACTIONS,
                    budget,
                    actions -> source.one(setting, store -> run(store, actions)));
        }
    }

    @Test
    @Spec("leaves rows older than its retention out of every answer but recovery's, whatever else is done to it")
    void keepsToItsRetention() {
        Assumptions.assumeTrue(!source.retention(RETENTION).isEmpty(), "the store has no retention of rows");
        RandomSequences.check(
                source.name() + " with retention",
                StoreGenerators.actions(),
                MAX_ACTIONS,
                source.budget(),
                actions -> source.retaining(RETENTION, store -> run(store, actions)));
    }

    private static void run(ModelledStore store, List<StoreAction> actions) {
        for (StoreAction action : actions) {
            action.runOn(store);
        }
        store.checkAll();
        store.reopen();
        store.checkAll();
    }

    @Test
    @Spec(
            value = "keeps records with equal timestamps, all of them, in append order",
            unlike = {"D10", "D11"})
    void equalTimestamps() {
        source.each(store -> {
            for (int i = 0; i < 50; i++) {
                store.append(TRUCK, 1000, i, i, Double.NaN, NO_METADATA);
                store.append(TRUCK, 1000 + i % 2, 1, 1, i, NO_METADATA);
            }
            store.checkAll();
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec("keeps of exact repeats only the one appended last, also when other records and restarts lie between")
    void exactRepeats() {
        source.each(store -> {
            byte[] metadata = utf8("{\"n\":1}");
            store.append(TRUCK, 5, 1, 2, 3, metadata);
            store.append(TRUCK, 5, 1, 2, 3, metadata);
            store.append(TRUCK, 5, 9, 9, 9, metadata);
            store.append(TRUCK, 5, 1, 2, 3, metadata);
            store.append(TRUCK, 5, 1, 2, Double.NaN, metadata);
            store.append(TRUCK, 5, 1, 2, 3, NO_METADATA);
            store.append(TRUCK, 6, 0.0, 2, 3, metadata);
            store.append(TRUCK, 6, -0.0, 2, 3, metadata);
            store.checkAll();
            store.reopen();
            store.checkAll();
            store.append(TRUCK, 5, 9, 9, 9, metadata);
            store.checkAll();
            store.compact();
            store.checkAll();
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec(value = "takes any timestamp: late, before 1970, at the ends of the range of a long", unlike = "D28")
    void anyTimestamp() {
        source.each(store -> {
            long[] times = {
                0,
                -1,
                1,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                9_000_000_000_000_000_000L,
                -9_000_000_000_000_000_000L,
                0,
                1_700_000_000_000_000L,
                -62_135_596_800_000_000L,
                Long.MIN_VALUE + 1,
                Long.MAX_VALUE - 1
            };
            for (int round = 0; round < 2; round++) {
                for (long time : times) {
                    store.append(TRUCK, time, round, (double) (time % 80), Double.NaN, NO_METADATA);
                }
                store.checkAll();
                for (long time : times) {
                    store.checkRead(TRUCK, time, time);
                    store.checkRead(TRUCK, 0, time);
                    store.checkRead(TRUCK, time, 0);
                }
                store.reopen();
            }
            store.checkAll();
        });
    }

    @Test
    @Spec(value = "keeps every bit of a double, and the absence of an altitude", unlike = "D28")
    void everyBit() {
        source.each(store -> {
            double[] values = {
                0.0,
                -0.0,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                1e-300,
                Math.PI,
                0.1,
                1.0 / 3,
                89.99999999999999,
                Math.nextDown(90.0),
                12.345678,
                12.3456789,
                -77.03653,
                1e-7
            };
            long time = 0;
            for (double lon : values) {
                for (double lat : values) {
                    store.append(TRUCK, time++, lon * 2, lat, time % 3 == 0 ? Double.NaN : lon * lat, NO_METADATA);
                }
            }
            store.append(TRUCK, time++, 180, 90, -0.0, NO_METADATA);
            store.append(TRUCK, time, -180, -90, 100_000, NO_METADATA);
            store.checkAll();
            store.reopen();
            store.compact();
            store.checkAll();
        });
    }

    @Test
    @Spec("keeps metadata byte for byte, from none to 1 MiB")
    void metadata() {
        source.each(store -> {
            List<String> texts = List.of(
                    "",
                    "null",
                    "{}",
                    " { \"a\" : 1.50 } ",
                    "\"\\u00fc\"",
                    "\"ü\uD83D\uDE9A\"",
                    "[1,2,[3]]",
                    "\"" + "y".repeat((64 << 10) - 2) + "\"",
                    "\"" + "z".repeat((1 << 20) - 2) + "\"",
                    "0");
            long time = 0;
            for (String text : texts) {
                store.append(TRUCK, time++, 1, 1, Double.NaN, utf8(text));
                store.append(new Key("fleet", "other"), 7, 1, 1, Double.NaN, utf8(text));
            }
            store.checkAll();
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec(value = "keeps names apart that are long, odd or look alike", unlike = "D4")
    void names() {
        String longest = "k".repeat(Identifiers.MAX_BYTES);
        List<Key> keys = List.of(
                new Key("a:", "b"),
                new Key("a", ":b"),
                new Key("a::b", "c"),
                new Key("a", "b::c"),
                new Key("ab", "c"),
                new Key("a", "bc"),
                new Key(longest, longest),
                new Key(longest, "k"),
                new Key("n\0", "x"),
                new Key("n", "\0x"),
                new Key("line\nbreak", "tab\t|"),
                new Key("\uD83D\uDE9A", "\uD83D\uDE9A\uFFFF"),
                new Key("e\u0301", "é"),
                new Key("é", "e\u0301"),
                new Key(" ", " "),
                new Key("A", "a"),
                new Key("a", "A"),
                new Key("..", "/"),
                new Key("con", "nul"));
        source.each(store -> {
            for (int i = 0; i < keys.size(); i++) {
                store.append(keys.get(i), 1, i, i, Double.NaN, utf8("" + i));
            }
            store.checkAll();
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec(
            "includes both ends of a time range, reads both ways, and finds nothing in a range that ends before it starts")
    void ranges() {
        source.each(store -> {
            for (int i = 0; i < 2000; i++) {
                store.append(TRUCK, (i * 7919L) % 2000, i % 90, 1, Double.NaN, NO_METADATA);
            }
            store.delete(TRUCK, 1000);
            for (long[] range :
                    new long[][] {{0, 0}, {1999, 1999}, {5, 4}, {500, 1500}, {-5, 3}, {1998, 5000}, {1000, 1000}}) {
                store.checkRead(TRUCK, range[0], range[1]);
                store.checkScan("fleet", Region.EVERYWHERE, range[0], range[1]);
            }
            store.checkRead(new Key("fleet", "unknown"), Long.MIN_VALUE, Long.MAX_VALUE);
        });
    }

    @Test
    @Spec("scans a region object by object, and contiguous() never hides what was left out")
    void scans() {
        source.each(store -> {
            for (int i = 0; i < 3000; i++) {
                Key key = new Key("fleet", "truck-" + i % 7);
                double lon = i % 100 < 50 ? 10 + i * 1e-4 : -170 + i * 1e-4;
                store.append(key, i / 7, i % 500 == 0 ? 180 : lon, i % 300 == 0 ? 90 : 5, Double.NaN, NO_METADATA);
            }
            store.delete(new Key("fleet", "truck-3"), 100);
            store.checkScan("fleet", Region.EVERYWHERE, 0, 1000);
            store.checkScan("fleet", BoxRegion.of(10, 0, 10.1, 10), 0, 1000);
            store.checkScan("fleet", BoxRegion.of(170, -10, -169.9, 10), 50, 300);
            store.checkScan("fleet", BoxRegion.of(180, 5, 180, 5), 0, 1000);
            store.checkScan("fleet", BoxRegion.of(33, 90, 34, 90), 0, 1000);
            store.checkScan("nobody", Region.EVERYWHERE, 0, 1000);
            store.compact();
            store.reopen();
            store.checkScan("fleet", BoxRegion.of(10, 0, 10.1, 10), 100, 400);
        });
    }

    @Test
    @Spec(
            "ends a read and a scan when the caller cancels or the deadline passes, also while it passes over what is left out")
    void cancellation() {
        source.each(store -> {
            for (int i = 0; i < 5_000; i++) {
                store.append(new Key("fleet", "truck-" + i % 3), i, i % 90, 1, Double.NaN, NO_METADATA);
            }
            store.settle();
            ReadRequest read = ReadRequest.of("fleet", "truck-1");
            ScanRequest scan = ScanRequest.of("fleet", Region.EVERYWHERE);
            ScanRequest nowhere = ScanRequest.of("fleet", BoxRegion.of(-10, -10, -9, -9));
            Cancellation late = Cancellation.of(Deadline.after(Duration.ZERO), CancelToken.NONE);
            for (Executable call : List.<Executable>of(
                    () -> drain(store.store().read(read.withCancellation(late))),
                    () -> drain(store.store().scan(scan.withCancellation(late))),
                    () -> drain(store.store().scan(nowhere.withCancellation(late))))) {
                assertThrows(DeadlineExceededException.class, call);
            }
            CancelToken token = CancelToken.create();
            Cancellation told = Cancellation.of(Deadline.NONE, token);
            try (EventCursor open = store.store().scan(scan.withCancellation(told))) {
                assertTrue(open.next());
                token.cancel();
                assertThrows(CancelledException.class, () -> drain(open), "an open scan that is cancelled");
            }
            assertThrows(
                    CancelledException.class, () -> drain(store.store().read(read.withCancellation(told))), "a read");
            store.checkAll();
        });
    }

    private static void drain(EventCursor events) {
        try (EventCursor cursor = events) {
            while (cursor.next()) {
                assertFalse(cursor.isDelete());
            }
        }
    }

    @Test
    @Spec("appends a batch whole, with consecutive sequences, also with repeats, many objects and 10,000 elements")
    void batches() {
        source.each(store -> {
            List<Key> keys = new ArrayList<>();
            List<ModelEvent> positions = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                keys.add(new Key("fleet", "truck-" + i % 30));
                positions.add(ModelEvent.position(0, i / 60, i % 2, 1, Double.NaN, utf8("{\"i\":" + i % 3 + "}")));
            }
            store.appendAll(keys, positions);
            store.appendAll(Collections.nCopies(3, TRUCK), positions.subList(0, 3));
            store.appendAll(
                    List.of(TRUCK, keys.get(5), TRUCK, keys.get(5), new Key("fleet", "new"), new Key("fleet", "new")),
                    List.of(
                            positions.get(9_999),
                            ModelEvent.delete(0, 1_000),
                            ModelEvent.delete(0, 2_000),
                            positions.get(7),
                            positions.get(8),
                            ModelEvent.delete(0, 2_000)));
            store.checkAll();
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec("erases an object and a namespace at once; what comes later is new")
    void erases() {
        source.each(store -> {
            Key other = new Key("fleet", "truck-2");
            Key elsewhere = new Key("depot", "truck-1");
            for (int round = 0; round < 3; round++) {
                for (Key key : List.of(TRUCK, other, elsewhere)) {
                    store.append(key, 10 - round, round, 1, Double.NaN, utf8("{\"round\":" + round + "}"));
                }
                store.erase(TRUCK);
                store.checkAll();
                store.checkRead(TRUCK, Long.MIN_VALUE, Long.MAX_VALUE);
                store.append(TRUCK, 1, 5, 5, 5, NO_METADATA);
                store.reopen();
                store.checkAll();
            }
            Key nobody = new Key("nobody", "truck-1");
            store.checkRead(nobody, Long.MIN_VALUE, Long.MAX_VALUE);
            store.erase(nobody);
            store.eraseNamespace("fleet");
            store.eraseNamespace("nobody");
            store.checkAll();
            store.checkScan("fleet", Region.EVERYWHERE, Long.MIN_VALUE, Long.MAX_VALUE);
            store.append(other, 3, 1, 1, Double.NaN, NO_METADATA);
            store.checkAll();
            store.reopen();
            store.compact();
            store.checkAll();
        });
    }

    @Test
    @Spec("is OPEN in health(), names its provider in stats(), and lets sync() and awaitDurable() return")
    void health() {
        source.each(store -> {
            long sequence = store.append(TRUCK, 1, 1, 1, Double.NaN, NO_METADATA);
            store.store().awaitDurable(sequence);
            store.store().sync();
            assertEquals(Health.OPEN, store.store().health());
            assertEquals(source.provider().name(), store.store().stats().type());
            assertEquals(0, store.store().stats().historyDropped());
            assertNotEquals(0, store.read(TRUCK, 1, 1, TrackOrder.NEWEST_FIRST).size());
            assertTrue(store.store().stats().recovery().isEmpty(), "a fresh store has nothing to tell of recovery");
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
