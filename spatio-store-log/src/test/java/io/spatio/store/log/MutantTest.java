package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.error.StoreException;
import io.spatio.spi.TrajectoryStore;
import io.spatio.store.log.head.PendingErases;
import io.spatio.store.log.io.Io;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The crash loops catch a store that breaks a rule of its dealings with the disk, one rule at a time. */
final class MutantTest {
    private static final Path COPY = Path.of("/simulated/copy");

    /** A rule broken. */
    private enum Mutant {
        NO_DIRECTORY_FORCE,
        NO_FORCE_OF_LOGS,
        NO_FORCE_OF_SEGMENTS,
        NO_FORCE_OF_TABLES,
        NO_FORCE_OF_ERASES,
        ERASES_WRITTEN_WITHOUT_ONE,
        NO_FORCE_OF_THE_MANIFEST,
        NO_FORCE_OF_REWRITTEN_LOGS,
        RENAME_IN_TWO_STEPS,
        FAILED_FORCE_TAKEN_AS_DONE,
        FAILED_WRITE_RETRIED,
        FAILED_WRITE_TAKEN_AS_DONE,
        FORCE_BEFORE_THE_LAST_WRITE,
        DIRECTORY_FORCED_BEFORE_THE_RENAME,
        MANIFEST_RENAMED_LATE,
        WRITES_CUT_SHORT,
        WRITES_REPEATED,
        CHECKPOINT_AHEAD_OF_THE_LOG
    }

    /** The disk as a store with the mutation uses it. */
    private static final class Faulty extends IoDecorator {
        private final Mutant mutant;
        private final List<Path[]> late = new ArrayList<>();

        Faulty(SimulatedIo disk, Mutant mutant) {
            super(disk);
            this.mutant = mutant;
            disk.allowUseAfterErrors();
        }

        private boolean unforced(String name) {
            return switch (mutant) {
                case NO_FORCE_OF_LOGS -> name.endsWith(".log");
                case NO_FORCE_OF_SEGMENTS -> name.startsWith("seg-");
                case NO_FORCE_OF_TABLES -> name.startsWith("last-");
                case NO_FORCE_OF_ERASES -> name.startsWith("erased-");
                case NO_FORCE_OF_THE_MANIFEST -> name.startsWith("MANIFEST");
                case NO_FORCE_OF_REWRITTEN_LOGS -> name.startsWith("wal-") && name.endsWith(".tmp");
                default -> false;
            };
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            if (mutant == Mutant.MANIFEST_RENAMED_LATE) {
                renameLate();
            }
            String name = String.valueOf(file.getFileName());
            return mutant == Mutant.ERASES_WRITTEN_WITHOUT_ONE && name.startsWith("erased-")
                    ? new Forgery.OtherErases(super.create(file), erases -> PendingErases.NONE)
                    : new FaultyFile(super.create(file), name);
        }

        private synchronized void renameLate() throws IOException {
            for (Path[] names : late) {
                if (disk.exists(names[0])) {
                    disk.rename(names[0], names[1]);
                }
            }
            late.clear();
        }

        @Override
        public synchronized void rename(Path from, Path to) throws IOException {
            boolean later = mutant == Mutant.DIRECTORY_FORCED_BEFORE_THE_RENAME
                    || (mutant == Mutant.MANIFEST_RENAMED_LATE && to.endsWith("MANIFEST"));
            if (later) {
                late.add(new Path[] {from, to});
                return;
            }
            if (mutant == Mutant.RENAME_IN_TWO_STEPS && disk.exists(to)) {
                disk.delete(to);
            }
            disk.rename(from, to);
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            if (mutant != Mutant.NO_DIRECTORY_FORCE) {
                disk.forceDirectory(directory);
            }
            if (mutant == Mutant.DIRECTORY_FORCED_BEFORE_THE_RENAME) {
                renameLate();
            }
        }

        /** A file as the mutation writes it. */
        private final class FaultyFile extends File {
            private final String name;
            private byte @Nullable [] held;

            FaultyFile(WritableFile file, String name) {
                super(file);
                this.name = name;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                switch (mutant) {
                    case FORCE_BEFORE_THE_LAST_WRITE -> {
                        writeHeld();
                        held = Arrays.copyOfRange(bytes, offset, offset + length);
                    }
                    case WRITES_CUT_SHORT -> file.write(bytes, offset, length - (length > 64 ? 1 : 0));
                    case WRITES_REPEATED -> {
                        file.write(bytes, offset, length);
                        file.write(bytes, offset, length);
                    }
                    case CHECKPOINT_AHEAD_OF_THE_LOG -> {
                        byte[] written = Arrays.copyOfRange(bytes, offset, offset + length);
                        if (name.startsWith("MANIFEST")) {
                            Forgery.flushedSequenceAhead(written);
                        }
                        file.write(written, 0, length);
                    }
                    default -> writeOnce(bytes, offset, length);
                }
            }

            private void writeOnce(byte[] bytes, int offset, int length) throws IOException {
                try {
                    file.write(bytes, offset, length);
                } catch (IOException e) {
                    if (mutant == Mutant.FAILED_WRITE_RETRIED) {
                        file.write(bytes, offset, length);
                    } else if (mutant != Mutant.FAILED_WRITE_TAKEN_AS_DONE) {
                        throw e;
                    }
                }
            }

            private void writeHeld() throws IOException {
                byte[] before = held;
                held = null;
                if (before != null) {
                    file.write(before, 0, before.length);
                }
            }

            @Override
            public void force() throws IOException {
                try {
                    if (!unforced(name)) {
                        file.force();
                    }
                } catch (IOException e) {
                    if (mutant != Mutant.FAILED_FORCE_TAKEN_AS_DONE) {
                        throw e;
                    }
                }
                writeHeld();
            }

            @Override
            public void close() throws IOException {
                writeHeld();
                file.close();
            }
        }
    }

    /** Runs the loops, at each call or every few, until one of them fails. */
    private static @Nullable String caught(CrashTest.Fault fault, int step) {
        SimulatedIo undisturbed = new SimulatedIo();
        try {
            CrashTest.Run whole = CrashTest.work(undisturbed, fault, Durability.ALWAYS);
            CrashTest.verify(undisturbed.copy(), Durability.ALWAYS, whole, "undisturbed");
            long calls = undisturbed.calls();
            for (long call = 1; call <= calls; call += step) {
                fail(call, fault);
                cut(call, fault);
            }
            return null;
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void cut(long call, CrashTest.Fault fault) {
        SimulatedIo io = new SimulatedIo();
        io.powerCutAt(call, false);
        CrashTest.Run run = CrashTest.work(io, fault, Durability.ALWAYS);
        for (SimulatedIo.Survival survival : SimulatedIo.Survival.values()) {
            SimulatedIo after = io.after(survival, new Random(call));
            CrashTest.verify(after, Durability.ALWAYS, run, "call " + call + " " + survival);
        }
        // The opening after it is the store's own work, too, and the power goes again when it is done.
        SimulatedIo opened = io.after(SimulatedIo.Survival.EVERYTHING, new Random(call));
        try (LogTrajectoryStore store = Stores.open(fault.around(opened), Durability.ALWAYS)) {
            SimulatedIo again = opened.after(SimulatedIo.Survival.NOTHING, new Random(call));
            CrashTest.verify(again, Durability.ALWAYS, run, "call " + call + ", opened, then power cut");
            assertThat(store.health()).isNotNull();
        } catch (StoreException e) {
            throw new AssertionError("call " + call + ": " + e, e);
        }
    }

    private static void fail(long call, CrashTest.Fault fault) {
        SimulatedIo io = new SimulatedIo();
        io.failAt(call, false);
        CrashTest.Run run = CrashTest.work(io, fault, Durability.ALWAYS);
        io.heal();
        CrashTest.verify(io.copy(), Durability.ALWAYS, run, "failed call " + call);
        SimulatedIo dropped = io.after(SimulatedIo.Survival.NOTHING, new Random(call));
        CrashTest.verify(dropped, Durability.ALWAYS, run, "failed call " + call + ", then power cut");
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenRuleIsCaught(Mutant mutant) {
        assertThat(caught(disk -> new Faulty(disk, mutant), 1))
                .as("caught %s", mutant)
                .isNotNull();
    }

    @Test
    void theStoreItselfIsNot() {
        assertThat(caught(disk -> disk, 9)).isNull();
        assertThat(flipsCaught(disk -> disk)).isNull();
        assertThat(repeatsCaught(store -> store)).isNull();
    }

    /** Without the witness, damage in what was forced passes for a torn tail, and costs all behind it. */
    @Test
    void aDroppedWitnessIsCaughtByFlips() {
        assertThat(flipsCaught(Forgery.WithoutWitness::new)).isNotNull();
    }

    @Test
    void theFirstOfRepeatsKeptIsCaughtByTheModel() {
        assertThat(repeatsCaught(FirstOfRepeats::new)).isNotNull();
    }

    /** A disk on which a copy's erases are those of a later moment than the rest of it. */
    private static final class LaterErases extends IoDecorator {
        LaterErases(Io disk) {
            super(disk);
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            boolean copied =
                    file.startsWith(COPY) && file.getFileName().toString().startsWith("erased-");
            return copied ? new Forgery.OtherErases(super.create(file), LaterErases::later) : super.create(file);
        }

        private static PendingErases later(PendingErases erases) {
            return new PendingErases(new long[] {1, 2, 3, 4, 5, 6, 7, 8}, erases.drops());
        }
    }

    /** A disk on which log files stay. */
    private static final class KeptLog extends IoDecorator {
        KeptLog(Io disk) {
            super(disk);
        }

        @Override
        public void delete(Path file) throws IOException {
            if (!file.getFileName().toString().endsWith(".log")) {
                super.delete(file);
            }
        }
    }

    @Test
    void aCopyThatCarriesLaterErasesIsCaught() {
        assertThat(copiesCaught(LaterErases::new)).isNotNull();
        assertThat(copiesCaught(disk -> disk)).isNull();
    }

    /** Work, a copy, more work that erases what the copy has, and the copy compared. */
    private static @Nullable String copiesCaught(CrashTest.Fault fault) {
        SimulatedIo disk = new SimulatedIo();
        Model model = new Model();
        double[] place = {1, 2, 3};
        try (LogTrajectoryStore store = Stores.open(fault.around(disk), Durability.NEVER)) {
            for (int i = 0; i < 5; i++) {
                model.position(store, "n", "o" + i, i, place, new byte[0]);
            }
            model.erase(store, "n", "o0");
            store.snapshot(COPY);
            Model copied = model.prefix(Model.lastSequence(store));
            model.erase(store, "n", "o1");
            try (LogTrajectoryStore copy = Stores.open(disk, Durability.NEVER, COPY)) {
                copied.check(copy, Long.MIN_VALUE, Long.MAX_VALUE);
            }
            return null;
        } catch (StoreException | AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aLogThatIsKeptAfterACompactionIsCaught() {
        assertThat(logAfterCompaction(KeptLog::new)).isGreaterThan(64 << 10);
        assertThat(logAfterCompaction(disk -> disk)).isLessThan(1 << 10);
    }

    private static long logAfterCompaction(CrashTest.Fault fault) {
        SimulatedIo disk = new SimulatedIo();
        try (LogTrajectoryStore store = Stores.open(fault.around(disk), Durability.NEVER)) {
            for (int i = 0; i < 2_500; i++) {
                StoreAppends.position(store, "n", "o", i, 1, 2, 3, new byte[0]);
            }
            store.compact();
            return disk.files().stream()
                    .filter(file -> file.toString().endsWith(".log"))
                    .mapToLong(file -> disk.bytes(file).length)
                    .sum();
        }
    }

    /** Flips a bit of every few bytes of a killed store's log. */
    private static @Nullable String flipsCaught(CrashTest.Fault fault) {
        SimulatedIo io = new SimulatedIo();
        LogTrajectoryStore store = Stores.open(fault.around(io), Durability.ALWAYS);
        Model model = new Model();
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            model.position(store, "n", "o" + i % 3, i, Stores.place(random), Stores.metadata(random));
            store.awaitDurable(i + 1);
        }
        SimulatedIo killed = io.copy();
        store.close();
        Path log = Stores.DIRECTORY.resolve("wal-1.log");
        byte[] whole = killed.bytes(log);
        for (int at = 64; at < whole.length; at += 7) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            SimulatedIo damaged = killed.copy();
            damaged.bytes(log, flipped);
            try (LogTrajectoryStore opened = Stores.open(damaged, Durability.ALWAYS)) {
                if (Model.lastSequence(opened) < 19) {
                    return "byte " + at + ": taken for a torn tail";
                }
            } catch (StoreException e) {
                assertThat(e.getMessage()).contains("wal-1.log");
            }
        }
        return null;
    }

    /** Random work full of repeats, over a few openings. */
    private static @Nullable String repeatsCaught(UnaryOperator<TrajectoryStore> mutation) {
        SimulatedIo io = new SimulatedIo();
        Model model = new Model();
        Random random = new Random(5);
        try {
            for (int opening = 0; opening < 4; opening++) {
                try (TrajectoryStore store = mutation.apply(Stores.open(io, Durability.NEVER))) {
                    for (int i = 0; i < 20; i++) {
                        double[] place = {random.nextInt(2), 1, 2};
                        model.position(store, "n", "o", random.nextInt(3), place, new byte[0]);
                    }
                    model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
                }
            }
            return null;
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }
}
