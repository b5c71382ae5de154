package io.spatio.store.mvstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A disk below H2 whose calls fail from the n-th on, once or for ever. One test at a time. */
public final class FaultyDisk extends FilePathWrapper {
    static final String SCHEME = "faultydisk";
    private static final int READS_PER_COLLECTION = 50;

    /** What may fail. */
    enum Call {
        WRITE,
        FORCE
    }

    /** The state is static because H2 makes the paths itself. */
    private static final AtomicInteger LEFT = new AtomicInteger(Integer.MAX_VALUE);

    private static volatile Call failing = Call.WRITE;
    private static volatile boolean once;
    private static volatile Supplier<Throwable> failure = () -> null;
    private static final AtomicInteger READS_LEFT = new AtomicInteger(Integer.MAX_VALUE);

    private static volatile Observer observer = (call, path) -> {};
    private static volatile Runnable readObserver = () -> {};

    /** Is told of a call and of the file's path. */
    interface Observer {
        void observe(Call call, Path path);
    }

    /** Made by H2 too. */
    public FaultyDisk() {}

    static MvFile.Naming install() {
        FilePath.register(new FaultyDisk());
        heal();
        observer = (call, path) -> {};
        readObserver = () -> {};
        return (Path path) -> SCHEME + ":" + path;
    }

    static void failFrom(Call call, int n, boolean onlyOnce) {
        failing = call;
        once = onlyOnce;
        LEFT.set(n);
    }

    /** Told of each call before it is done, on the thread that does it. */
    static void observe(Consumer<Call> newObserver) {
        observer = (call, path) -> newObserver.accept(call);
    }

    /** The same with the path of the file. */
    static void observePaths(Observer newObserver) {
        observer = newObserver;
    }

    /** Told of each read before it is done, on the thread that does it. */
    static void observeReads(Runnable newObserver) {
        readObserver = newObserver;
    }

    /** Lets every read fail until the disk heals. */
    static void failReads() {
        failReadsFrom(0);
    }

    /** Lets every read from the n-th on, counted from 0, fail until the disk heals. */
    static void failReadsFrom(int n) {
        READS_LEFT.set(n);
    }

    /** Lets calls fail with another throwable than an IOException until the disk heals. */
    static void failWith(Supplier<Throwable> throwable) {
        failure = throwable;
    }

    static void heal() {
        LEFT.set(Integer.MAX_VALUE);
        READS_LEFT.set(Integer.MAX_VALUE);
        failure = () -> null;
    }

    /** Whether the failure has come. */
    static boolean hasFailed() {
        return LEFT.get() < 0;
    }

    private static void call(Call call, Path path) throws IOException {
        observer.observe(call, path);
        if (call == failing && LEFT.get() != Integer.MAX_VALUE) {
            int left = LEFT.getAndDecrement();
            if (left == 0 || (left < 0 && !once)) {
                Throwable other = failure.get();
                if (other instanceof Error e) {
                    throw e;
                }
                if (other instanceof RuntimeException e) {
                    throw e;
                }
                throw new IOException("injected failure of " + call);
            }
        }
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Faulty(getBase().open(mode), Path.of(getBase().toString()));
    }

    private static final class Faulty extends FileBaseDefault {
        private final FileChannel base;
        private final Path path;

        Faulty(FileChannel base, Path path) {
            this.base = base;
            this.path = path;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            readObserver.run();
            if (READS_LEFT.get() != Integer.MAX_VALUE) {
                int left = READS_LEFT.getAndDecrement();
                if (left <= 0) {
                    throw new IOException("injected failure of READ");
                }
                if (left % READS_PER_COLLECTION == 0) {
                    System.gc(); // H2 finds pages outside its cache again as long as they are not collected
                }
            }
            return base.read(into, position);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            call(Call.WRITE, path);
            return base.write(from, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            call(Call.FORCE, path);
            base.force(metaData);
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            base.truncate(size);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return base.tryLock(position, size, shared);
        }
    }
}
