package io.spatio.store.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.table.EraseFile;
import io.spatio.store.log.table.LastTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A disk of which some calls fail while it is ailing; not those of the log's writer, which may not. It notes where a file
 * is replaced or deleted that a manifest names which may be on the disk though its writing failed. Any thread.
 */
final class AilingDisk extends IoDecorator {
    private final Random random;
    volatile boolean ailing;
    long failed;

    @GuardedBy("this")
    private final Set<String> inDoubt = new HashSet<>();

    @GuardedBy("this")
    private final List<String> replaced = new ArrayList<>();

    /** Who has renamed a manifest and has yet to force the directory. */
    @GuardedBy("this")
    private @Nullable Thread publisher;

    AilingDisk(SimulatedIo disk, Random random) {
        super(disk);
        this.random = random;
    }

    /** Files that were replaced or deleted though a manifest in doubt names them. */
    synchronized List<String> replaced() {
        return List.copyOf(replaced);
    }

    private synchronized void call() throws IOException {
        if (ailing && !Thread.currentThread().getName().equals("spatio-log-writer") && random.nextInt(12) == 0) {
            failed++;
            if (Thread.currentThread().equals(publisher)) {
                publisher = null;
                doubt(new ManifestFile(disk, Stores.DIRECTORY).read());
            }
            throw new IOException("an injected failure that passes");
        }
    }

    @GuardedBy("this")
    private void doubt(Optional<Manifest> uncounted) {
        uncounted.ifPresent(manifest -> {
            manifest.segments().forEach(segment -> inDoubt.add(segment.file()));
            inDoubt.add(LastTable.name(manifest.state().tableSequence()));
            inDoubt.add(EraseFile.name(manifest.incarnations().erased().generation()));
        });
    }

    private synchronized void replaces(Path file) {
        String name = String.valueOf(file.getFileName());
        if (inDoubt.contains(name)) {
            replaced.add(name);
        }
    }

    @Override
    public WritableFile create(Path file) throws IOException {
        call();
        return new File(super.create(file)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                call();
                super.write(bytes, offset, length);
            }

            @Override
            public void force() throws IOException {
                call();
                super.force();
            }
        };
    }

    @Override
    public ReadableFile open(Path file) throws IOException {
        call();
        return super.open(file);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        call();
        super.forceDirectory(directory);
        synchronized (this) {
            if (Thread.currentThread().equals(publisher)) {
                publisher = null;
                inDoubt.clear();
            }
        }
    }

    /** Fails before or after it is done: who asked cannot know. */
    @Override
    public void rename(Path from, Path to) throws IOException {
        call();
        replaces(to);
        super.rename(from, to);
        if (to.endsWith(Manifest.FILE)) {
            synchronized (this) {
                publisher = Thread.currentThread();
            }
        }
        call();
    }

    @Override
    public void delete(Path file) throws IOException {
        call();
        replaces(file);
        super.delete(file);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        call();
        return super.list(directory);
    }
}
