package io.spatio.core.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The real disk, until its n-th call, which fails or at which the power goes. Names that were not forced then are as they were
 * from some moment on; contents are forced as they are written, but for that of the call itself.
 */
final class FaultyDisk implements Disk {
    private final Disk disk = new LocalDisk();
    private final Map<Path, List<Undo>> unforced = new HashMap<>();
    private final Fault fault;
    private final int at;
    private final Random random;
    private int calls;
    private boolean off;

    enum Fault {
        /** The call alone fails. */
        ERROR,
        /** Neither it nor any later one is carried out, and of those before only what was forced is sure. */
        POWER_CUT
    }

    /** Ends the process, as far as the test goes. */
    static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    private interface Undo {
        void run() throws IOException;
    }

    private interface Call {
        void run() throws IOException;
    }

    FaultyDisk(Fault fault, int at, Random random) {
        this.fault = fault;
        this.at = at;
        this.random = random;
    }

    /** Whether the call with the fault has come. */
    boolean hasStruck() {
        return calls >= at;
    }

    /** Writes are done, undone or half done when the power goes in their midst. */
    private void call(Call whole, Call half) throws IOException {
        if (off) {
            throw new PowerCut();
        }
        calls++;
        if (calls != at) {
            whole.run();
            return;
        }
        if (fault == Fault.ERROR) {
            throw new IOException("injected");
        }
        off = true;
        switch (random.nextInt(3)) {
            case 0 -> whole.run();
            case 1 -> half.run();
            default -> {}
        }
        for (List<Undo> undo : unforced.values()) {
            int kept = random.nextInt(undo.size() + 1);
            for (int i = undo.size() - 1; i >= kept; i--) {
                undo.get(i).run();
            }
        }
        throw new PowerCut();
    }

    private void call(Call whole) throws IOException {
        call(whole, () -> {});
    }

    private void undoable(Path file, Undo undo) {
        unforced.computeIfAbsent(file.getParent(), absent -> new ArrayList<>()).add(undo);
    }

    private Undo restored(Path file) throws IOException {
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : null;
        return () -> {
            Files.deleteIfExists(file);
            if (before != null) {
                Files.write(file, before);
            }
        };
    }

    @Override
    public byte[] read(Path file) throws IOException {
        byte[][] content = new byte[1][];
        call(() -> content[0] = disk.read(file));
        return content[0];
    }

    @Override
    public Set<String> list(Path directory) throws IOException {
        List<Set<String>> names = new ArrayList<>();
        call(() -> names.add(disk.list(directory)));
        return names.get(0);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        call(() -> disk.createDirectories(directory));
    }

    @Override
    public void create(Path file, byte[] content) throws IOException {
        call(
                () -> {
                    undoable(file, restored(file));
                    disk.create(file, content);
                },
                () -> Files.write(file, Arrays.copyOf(content, random.nextInt(content.length))));
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        call(() -> {
            Undo undo = restored(name);
            disk.link(existing, name);
            undoable(name, undo);
        });
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        call(() -> {
            Undo source = restored(from);
            Undo target = restored(to);
            disk.rename(from, to);
            undoable(to, () -> {
                target.run();
                source.run();
            });
        });
    }

    @Override
    public void delete(Path file) throws IOException {
        call(() -> {
            undoable(file, restored(file));
            disk.delete(file);
        });
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        call(() -> {
            disk.forceDirectory(directory);
            unforced.remove(directory);
        });
    }
}
