package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves from the tail into blocks, without a store around them: what a failure leaves can be committed. */
class MoverTest {
    private static final int EVENTS = 600;
    private static final int OBJECTS = 3;
    private static final int METADATA_BYTES = 8_000;

    @TempDir
    Path directory;

    private final MvFile.Naming disk = FaultyDisk.install();

    @Test
    void aMoveThatCannotReadAtAnyPlaceLeavesWhatCanBeCommitted() throws Exception {
        Budget budget = Budget.share("MoverTest", 0);
        Path original = directory.resolve("original");
        write(original, budget.random());
        int failed = 0;
        boolean whole = false;
        for (int n = 0; !whole; n += 1 + budget.random().nextInt(60)) {
            Path copy = Files.copy(original, directory.resolve("copy" + n));
            whole = move(copy, n);
            failed += whole ? 0 : 1;
            FaultyDisk.heal();
            try (MvFile file = MvFile.open(copy, disk, false)) {
                Loading.load(file, file.readMeta());
                Mover mover = new Mover(file, 1);
                mover.begin(EVENTS, 0);
                finish(mover);
                FileCheck check = FileCheck.all(file);
                assertThat(check.problems()).as("read=%s %s", n, budget.seed()).isEmpty();
                assertThat(check.records()).as("read=%s %s", n, budget.seed()).isEqualTo(EVENTS);
                assertThat(file.tailMap.isEmpty()).isTrue();
            }
            Files.delete(copy);
        }
        assertThat(failed).as("reads of a move").isGreaterThan(2);
    }

    @Test
    void aStepMovesABoundedPartOfAHotObject() {
        int hot = 40_000;
        Path path = directory.resolve("hot");
        try (MvFile file = MvFile.create(path, disk)) {
            List<Change> changes = new ArrayList<>();
            ObjectName hotName = new ObjectName(1, "n", "hot");
            ObjectName coldName = new ObjectName(2, "n", "cold");
            for (int i = 1; i <= hot; i++) { // the hot object's events arrive in no order of time
                changes.add(position(i % 100 == 0 ? coldName : hotName, i * 7_919L % hot, i, new byte[0]));
            }
            new Applier(file).apply(changes);
            Mover mover = new Mover(file, 1);
            boolean all = false;
            while (!all) {
                all = mover.begin(hot, 0);
                boolean more = true;
                while (more) {
                    int before = file.tail.size();
                    more = mover.step(4_096);
                    assertThat(before - file.tail.size()).as("events of a step").isBetween(0, 8_192 + 4_096);
                }
            }
            assertThat(file.tail.size()).isZero();
            assertThat(file.tailMap.isEmpty()).isTrue();
            FileCheck check = FileCheck.all(file);
            assertThat(check.problems()).isEmpty();
            assertThat(check.records()).isEqualTo(hot);
        }
    }

    private static Change position(ObjectName name, long micros, long sequence, byte[] metadata) {
        Event event =
                new Event(name, micros, sequence, Event.Kind.POSITION, 1, 1, Double.NaN, metadata, Event.Origin.PLAIN);
        return new Change.Append(List.of(event), event.sizeBytes());
    }

    /** Writes a file whose tail is larger than the smallest cache. */
    private void write(Path path, Random random) {
        List<ObjectName> names = new ArrayList<>();
        for (int i = 1; i <= OBJECTS; i++) {
            names.add(new ObjectName(i, "n", "o" + i));
        }
        try (MvFile file = MvFile.create(path, disk)) {
            List<Change> changes = new ArrayList<>();
            for (int i = 1; i <= EVENTS; i++) {
                byte[] metadata = new byte[METADATA_BYTES];
                random.nextBytes(metadata);
                for (int j = 0; j < metadata.length; j++) {
                    metadata[j] = (byte) (' ' + (metadata[j] & 63)); // text that hardly packs
                }
                changes.add(position(names.get(i % OBJECTS), i, i, metadata));
            }
            new Applier(file).apply(changes);
            file.commit(EVENTS, false);
            file.sync();
        }
    }

    /** Moves while the reads from the n-th on fail, and commits where a store would; whether no read failed. */
    private boolean move(Path path, int n) {
        try (MvFile file = MvFile.open(path, disk, false)) {
            Loading.load(file, file.readMeta());
            file.store.setCacheSize(1);
            Mover mover = new Mover(file, 1);
            mover.begin(EVENTS, 0);
            FaultyDisk.failReadsFrom(n);
            try {
                finish(mover);
                return true;
            } catch (Mover.HalfDoneException e) {
                return false; // the store fails and does not commit
            } catch (MVStoreException e) {
                assertThat(e).hasStackTraceContaining("injected failure of READ");
                FaultyDisk.heal();
                file.commit(EVENTS, false);
                file.sync();
                return false;
            }
        }
    }

    private static void finish(Mover mover) {
        boolean more = mover.isRunning();
        while (more) {
            more = mover.step(EVENTS);
        }
    }
}
