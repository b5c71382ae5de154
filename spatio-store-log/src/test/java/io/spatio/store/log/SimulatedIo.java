package io.spatio.store.log;

import io.spatio.store.log.io.Io;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A disk in memory that knows what a power cut would leave: bytes not forced and names whose directory was not forced.
 * Every call counts; one may fail (once or from then on), or be the last before the power goes.
 */
final class SimulatedIo implements Io {
    private static final int SECTOR_BYTES = 512;

    /** What survives of what was not forced. */
    enum Survival {
        NOTHING,
        EVERYTHING,
        NAMES_ONLY,
        DATA_ONLY,
        RANDOM
    }

    /** A file's content, under whatever name. */
    private static final class Inode {
        byte[] data = new byte[0];
        byte[] forced = new byte[0];
    }

    /** A change of a directory that may be lost: the name, and what it then stands for (null: nothing). */
    private record NameChange(Path path, Inode inode) {}

    private final Map<Path, Inode> names = new TreeMap<>();
    private final Map<Path, Inode> forcedNames = new TreeMap<>();
    private final List<List<NameChange>> unforcedNames = new ArrayList<>();
    private final TreeSet<Path> directories = new TreeSet<>();
    private final Map<Path, String> locks = new HashMap<>();
    private long calls;
    private long failAt = Long.MAX_VALUE;
    private boolean failAlways;
    private long powerCutAt = Long.MAX_VALUE;
    private boolean failed;
    private boolean off;
    private boolean tearLast;
    private boolean suspended;
    private boolean usableAfterErrors;
    private long usable = Long.MAX_VALUE;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    synchronized void failAt(long call, boolean always) {
        failAt = call;
        failAlways = always;
    }

    synchronized void powerCutAt(long call, boolean tear) {
        powerCutAt = call;
        tearLast = tear;
    }

    synchronized long calls() {
        return calls;
    }

    synchronized boolean failed() {
        return failed;
    }

    synchronized boolean isOff() {
        return off;
    }

    synchronized void usableSpace(long bytes) {
        usable = bytes;
    }

    /** Lets files be written after an error, as disks do and this store never may. */
    synchronized void allowUseAfterErrors() {
        usableAfterErrors = true;
    }

    /** Lets all calls work, uncounted, until the next call with false: a disk that can be read only. */
    synchronized void suspend(boolean suspend) {
        suspended = suspend;
    }

    synchronized void heal() {
        failAt = Long.MAX_VALUE;
        powerCutAt = Long.MAX_VALUE;
    }

    /** The bytes of a file. */
    synchronized byte[] bytes(Path path) {
        return names.get(path).data.clone();
    }

    /** Replaces the bytes of a file, on stable storage. */
    synchronized void bytes(Path path, byte[] bytes) {
        Inode inode = names.computeIfAbsent(path, p -> new Inode());
        forcedNames.put(path, inode);
        inode.data = bytes.clone();
        inode.forced = bytes.clone();
    }

    /** All files with what they hold. */
    synchronized Map<Path, String> contents() {
        Map<Path, String> contents = new TreeMap<>();
        names.forEach((path, inode) -> contents.put(path, HexFormat.of().formatHex(inode.data)));
        return contents;
    }

    synchronized List<Path> files() {
        return List.copyOf(names.keySet());
    }

    /** A copy of the disk as it is now, all of it on stable storage. */
    synchronized SimulatedIo copy() {
        return after(Survival.EVERYTHING, new Random(0));
    }

    /** The disk after the power came back. */
    synchronized SimulatedIo after(Survival survival, Random random) {
        SimulatedIo next = new SimulatedIo();
        next.directories.addAll(directories);
        for (Path path = Stores.DIRECTORY; path != null; path = path.getParent()) {
            next.directories.add(path); // whom a store is given to, its directory exists
        }
        Map<Path, Inode> surviving = new TreeMap<>(forcedNames);
        for (List<NameChange> step : unforcedNames) {
            boolean kept = survival == Survival.EVERYTHING
                    || survival == Survival.NAMES_ONLY
                    || (survival == Survival.RANDOM && random.nextBoolean());
            for (NameChange change : kept ? step : List.<NameChange>of()) {
                if (change.inode == null) {
                    surviving.remove(change.path);
                } else {
                    surviving.put(change.path, change.inode);
                }
            }
        }
        surviving.forEach((path, inode) -> next.bytes(path, surviving(inode, survival, random)));
        return next;
    }

    private static byte[] surviving(Inode inode, Survival survival, Random random) {
        return switch (survival) {
            case EVERYTHING, DATA_ONLY -> inode.data;
            case NOTHING, NAMES_ONLY -> inode.forced;
            case RANDOM -> {
                int unforced = inode.data.length - inode.forced.length;
                byte[] mixed = Arrays.copyOf(
                        inode.forced, inode.forced.length + (unforced > 0 ? random.nextInt(unforced + 1) : 0));
                for (int at = 0; at < mixed.length; at += SECTOR_BYTES) {
                    if (random.nextBoolean()) {
                        int from = Math.max(at, inode.forced.length);
                        int to = Math.min(at + SECTOR_BYTES, mixed.length);
                        if (from < to) {
                            System.arraycopy(inode.data, from, mixed, from, to - from);
                        }
                    }
                }
                yield mixed;
            }
        };
    }

    /** Counts a call, and fails it where that is due. */
    private boolean call(String what) throws IOException {
        if (suspended) {
            return false;
        }
        if (off) {
            throw new IOException("the power is off");
        }
        calls++;
        counts.merge(what, 1L, Long::sum);
        if (calls >= powerCutAt) {
            off = true;
            if (!tearLast) {
                throw new IOException("the power went at call " + calls + ", " + what);
            }
            return true;
        }
        if (calls == failAt || (failAlways && calls > failAt)) {
            failed = true;
            throw new IOException("injected failure of call " + calls + ", " + what);
        }
        return false;
    }

    private void change(NameChange... changes) {
        for (NameChange change : changes) {
            if (change.inode == null) {
                names.remove(change.path);
            } else {
                names.put(change.path, change.inode);
            }
        }
        unforcedNames.add(List.of(changes));
    }

    private Inode inode(Path file) throws IOException {
        Inode inode = names.get(file);
        if (inode == null) {
            throw new FileNotFoundException(file.toString());
        }
        return inode;
    }

    @Override
    public synchronized WritableFile create(Path file) throws IOException {
        call("create");
        if (names.containsKey(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Inode inode = new Inode();
        change(new NameChange(file, inode));
        return new Writing(inode);
    }

    /** A file being written. */
    private final class Writing implements WritableFile {
        private final Inode inode;
        private boolean broken;
        private boolean closed;

        Writing(Inode inode) {
            this.inode = inode;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            synchronized (SimulatedIo.this) {
                requireUsable();
                int written = length;
                try {
                    if (call("write")) {
                        written = length / 2;
                    }
                } catch (IOException e) {
                    broken = true;
                    append(bytes, offset, off ? 0 : length / 3);
                    throw e;
                }
                append(bytes, offset, written);
                if (written < length) {
                    throw new IOException("the power went in mid-write");
                }
            }
        }

        private void requireUsable() {
            if (closed || (broken && !usableAfterErrors)) {
                throw new AssertionError("a file is used after an error or its close");
            }
        }

        private void append(byte[] bytes, int offset, int length) {
            int had = inode.data.length;
            inode.data = Arrays.copyOf(inode.data, had + length);
            System.arraycopy(bytes, offset, inode.data, had, length);
        }

        @Override
        public void force() throws IOException {
            synchronized (SimulatedIo.this) {
                requireUsable();
                try {
                    if (call("force")) {
                        throw new IOException("the power went in mid-force");
                    }
                } catch (IOException e) {
                    broken = true;
                    throw e;
                }
                inode.forced = inode.data.clone();
            }
        }

        @Override
        public void close() throws IOException {
            synchronized (SimulatedIo.this) {
                closed = true;
                if (!off && !broken) {
                    call("close");
                }
            }
        }
    }

    @Override
    public synchronized ReadableFile open(Path file) throws IOException {
        call("open");
        Inode inode = inode(file);
        return new ReadableFile() {
            @Override
            public long size() {
                synchronized (SimulatedIo.this) {
                    return inode.data.length;
                }
            }

            @Override
            public int read(long position, byte[] bytes, int offset, int length) throws IOException {
                synchronized (SimulatedIo.this) {
                    call("read");
                    int count = (int) Math.max(0, Math.min(length, inode.data.length - position));
                    System.arraycopy(inode.data, (int) Math.min(position, inode.data.length), bytes, offset, count);
                    return count;
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public synchronized void createDirectories(Path directory) throws IOException {
        call("createDirectories");
        for (Path path = directory; path != null; path = path.getParent()) {
            directories.add(path);
        }
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        if (call("forceDirectory")) {
            throw new IOException("the power went");
        }
        List<List<NameChange>> others = new ArrayList<>();
        for (List<NameChange> step : unforcedNames) {
            if (!step.get(0).path.getParent().equals(directory)) {
                others.add(step);
                continue;
            }
            for (NameChange change : step) {
                if (change.inode == null) {
                    forcedNames.remove(change.path);
                } else {
                    forcedNames.put(change.path, change.inode);
                }
            }
        }
        unforcedNames.clear();
        unforcedNames.addAll(others);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        call("rename");
        Inode inode = inode(from);
        change(new NameChange(from, null), new NameChange(to, inode));
    }

    @Override
    public synchronized void link(Path existing, Path name) throws IOException {
        call("link");
        change(new NameChange(name, inode(existing)));
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        call("delete");
        inode(file);
        change(new NameChange(file, null));
    }

    @Override
    public synchronized List<Path> list(Path directory) throws IOException {
        call("list");
        TreeSet<Path> entries = new TreeSet<>();
        for (Path path : names.keySet()) {
            if (directory.equals(path.getParent())) {
                entries.add(path);
            }
        }
        return List.copyOf(entries);
    }

    @Override
    public synchronized boolean exists(Path file) throws IOException {
        call("exists");
        return names.containsKey(file) || directories.contains(file);
    }

    @Override
    public synchronized long usableSpace(Path directory) throws IOException {
        call("usableSpace");
        return usable;
    }

    @Override
    public synchronized LockAttempt lock(Path file, String holder) throws IOException {
        call("lock");
        String present = locks.putIfAbsent(file, holder);
        if (present != null) {
            return new LockAttempt(null, present, false);
        }
        return new LockAttempt(() -> unlock(file), holder, false);
    }

    /** Keeps no readers apart from writers: tests of that are on a real disk. */
    @Override
    public synchronized LockAttempt lockShared(Path file) throws IOException {
        String present = locks.get(file);
        return present == null ? new LockAttempt(() -> {}, "", true) : new LockAttempt(null, present, false);
    }

    private synchronized void unlock(Path file) {
        locks.remove(file);
    }
}
