package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.TrackOrder;
import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole directories with logs, segments, table and manifest, in which bytes of any file are damaged. */
final class DirectoryDamageTest {
    private static final int BLOCK_BYTES = 4096;

    /** What is done to the bytes of a file. */
    private enum Kind {
        FLIP,
        ZERO,
        SWAP,
        STALE,
        CUT
    }

    private Model model = new Model();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void damageIsNeverAnAnswer(boolean closed) {
        try (Loop loop = Loop.begin("DirectoryDamageTest " + (closed ? "closed" : "killed"), 0.5)) {
            while (loop.goesOn()) {
                SimulatedIo whole = directory(loop.random(), closed);
                for (int i = 0; i < 40; i++) {
                    damaged(whole, closed, loop);
                }
            }
        }
    }

    private SimulatedIo directory(Random random, boolean closed) {
        model = new Model();
        SimulatedIo io = new SimulatedIo();
        LogTrajectoryStore store = Stores.open(io, Durability.ALWAYS);
        for (int i = 10 + random.nextInt(200); i >= 0; i--) {
            String id = "object-" + random.nextInt(6);
            switch (random.nextInt(30)) {
                case 0 -> flush(store);
                case 1 -> model.delete(store, "n", id, Stores.time(random));
                case 2 -> model.erase(store, "n", id);
                case 3 -> store = random.nextInt(3) == 0 ? reopened(io, store) : store;
                default ->
                    model.position(store, "n", id, Stores.time(random), Stores.place(random), Stores.metadata(random));
            }
        }
        store.sync();
        SimulatedIo copy = io.copy();
        store.close();
        return closed ? io : copy;
    }

    private static LogTrajectoryStore reopened(SimulatedIo io, LogTrajectoryStore store) {
        store.close();
        return Stores.open(io, Durability.ALWAYS);
    }

    private static void flush(LogTrajectoryStore store) {
        try {
            store.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void damaged(SimulatedIo whole, boolean closed, Loop loop) {
        Random random = loop.random();
        List<Path> files = whole.files().stream()
                .filter(path -> !path.toString().endsWith(".tmp")) // not yet anything, and removed by the next opening
                .toList();
        Path file = files.get(random.nextInt(files.size()));
        Kind kind = random.nextBoolean() ? Kind.FLIP : Kind.values()[random.nextInt(Kind.values().length)];
        byte[] before = whole.bytes(file);
        byte[] after = damage(kind, before, whole.bytes(files.get(random.nextInt(files.size()))), random);
        if (Arrays.equals(before, after)) {
            return;
        }
        int first = Arrays.mismatch(before, after);
        String what = kind + " of " + file.getFileName() + " at " + first;
        try {
            SimulatedIo io = whole.copy();
            io.bytes(file, after);
            loop.count(kind == Kind.FLIP ? "flips" : "blocks-and-cuts", 1);
            boolean frames = kind == Kind.CUT && !closed && file.equals(lastLog(files));
            loop.count(detected(io, file, closed, frames), 1);
            salvaged(io, frames, loop);
        } catch (StoreException | AssertionError e) {
            throw new AssertionError(what + ": " + e, e);
        }
    }

    private static Path lastLog(List<Path> files) {
        Path last = Stores.DIRECTORY;
        int greatest = 0;
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.startsWith("wal-")) {
                int number = Integer.parseInt(name.substring(4, name.indexOf('.')));
                last = number > greatest ? file : last;
                greatest = Math.max(number, greatest);
            }
        }
        return last;
    }

    private static byte[] damage(Kind kind, byte[] before, byte[] other, Random random) {
        byte[] after = before.clone();
        int at = random.nextInt(before.length);
        int length = Math.min(1 + random.nextInt(BLOCK_BYTES), before.length - at);
        switch (kind) {
            case FLIP -> after[at] ^= (byte) (1 << random.nextInt(8));
            case ZERO -> Arrays.fill(after, at, at + length, (byte) 0);
            case SWAP -> System.arraycopy(before, random.nextInt(before.length - length + 1), after, at, length);
            case STALE -> System.arraycopy(other, 0, after, at, Math.min(length, other.length));
            default -> {
                return Arrays.copyOf(before, at);
            }
        }
        return after;
    }

    /**
     * How it was noticed. Where no byte says that the last frames were forced, they are cut and told; where a file ends
     * between two of those, there is nothing to tell.
     */
    private String detected(SimulatedIo disk, Path file, boolean closed, boolean lastFramesGone) {
        SimulatedIo io = disk.copy();
        try (LogTrajectoryStore store = Stores.open(io, Durability.ALWAYS)) {
            boolean verified = store.verify().problems().isEmpty();
            model.prefix(Model.lastSequence(store)).check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            if (!verified) {
                return "told-by-verify-alone"; // what is damaged was erased and is in no answer
            }
            if (!io.files().contains(file) && store.stats().recovery().isEmpty()) {
                return "merged-away"; // nor is it in any file: the merge that went on meanwhile passed over it
            }
            assertThat(closed).as("nothing noticed after a clean close").isFalse();
            boolean told = !store.stats().recovery().isEmpty();
            assertThat(told || lastFramesGone).as("something told").isTrue();
            return told ? "told-as-torn-tail" : "last-frames-gone";
        } catch (StoreException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return "refused";
        }
    }

    /** Nothing is invented, nothing is lost without a word, and what was salvaged opens strictly. */
    private void salvaged(SimulatedIo disk, boolean lastFramesGone, Loop loop) {
        SimulatedIo io = disk.copy();
        Set<Model.Event> appended = new HashSet<>();
        model.appended.forEach(event -> appended.add(event.unnumbered()));
        List<Model.Event> kept;
        boolean told;
        try (LogTrajectoryStore store = salvage(io, loop)) {
            told = !store.stats().recovery().isEmpty();
            CheckedWords.requireTrue(store.stats().recovery(), disk.files());
            kept = readable(store);
            assertThat(store.verify().problems()).isEmpty();
        }
        assertThat(appended).containsAll(kept);
        long expected =
                model.histories().values().stream().mapToLong(List::size).sum();
        assertThat(told || lastFramesGone || kept.size() == expected)
                .as("%s of %s kept without a word", kept.size(), expected)
                .isTrue();
        loop.count("salvaged", 1);
        loop.count("positions-kept", kept.size());
        loop.count("positions-lost", Math.max(0, expected - kept.size()));
        try (LogTrajectoryStore store = Stores.open(io, Durability.ALWAYS)) {
            assertThat(store.stats().recovery()).isEmpty();
            assertThat(store.verify().problems()).isEmpty();
            assertThat(readable(store)).isEqualTo(kept);
        }
    }

    /** It asks where erased objects may come back. */
    private static LogTrajectoryStore salvage(SimulatedIo io, Loop loop) {
        try {
            return Stores.salvage(io, Durability.ALWAYS, false);
        } catch (StoreCorruptException e) {
            assertThat(e).hasMessageContaining("may come back");
            loop.count("asked-about-erases", 1);
            return Stores.salvage(io, Durability.ALWAYS, true);
        }
    }

    private static List<Model.Event> readable(LogTrajectoryStore store) {
        List<Model.Event> events = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            events.addAll(
                    Model.read(store, "n", "object-" + i, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST));
        }
        return events;
    }
}
