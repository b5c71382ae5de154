package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.carrotsearch.hppc.BufferAllocationException;
import io.spatio.Durability;
import io.spatio.error.StoreFailedException;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A heap that runs out while files are written: told in words, and where nothing is lost by it, no failure. */
final class TooLittleHeapTest {
    private static final double[] PLACE = {1, 2, 3};

    private final SimulatedIo disk = new SimulatedIo();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile String failing = "none";

    /** A disk whose writes of some files find no memory. */
    private final IoDecorator withoutMemory = new IoDecorator(disk) {
        @Override
        public WritableFile create(Path path) throws IOException {
            return new File(super.create(path)) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    if (path.getFileName().toString().startsWith(failing)) {
                        failures.incrementAndGet();
                        throw new OutOfMemoryError("Java heap space");
                    }
                    super.write(bytes, offset, length);
                }
            };
        }
    };

    @Test
    void aCloseThatCannotFlushHasLostNothing() throws IOException {
        Model model = new Model();
        LogTrajectoryStore store = Stores.open(withoutMemory, Durability.NEVER);
        for (int i = 0; i < 2_000; i++) { // more log than a close leaves unflushed
            model.position(store, "n", "o", i, PLACE, new byte[20]);
        }
        failing = "seg-";
        assertThatCode(store::close).doesNotThrowAnyException();
        failing = "none";
        assertThat(failures.get()).isPositive();
        try (LogTrajectoryStore reopened = Stores.open(disk, Durability.NEVER)) {
            model.prefix(Model.last(model)).check(reopened, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    @Test
    void aLogThatCannotBeWrittenSaysWhatToDo() {
        LogTrajectoryStore store = Stores.open(withoutMemory, Durability.ALWAYS);
        failing = "wal-";
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> {
                        long sequence = StoreAppends.position(store, "n", "o", 1, 1, 2, 3, new byte[0]);
                        store.awaitDurable(sequence);
                    })
                    .isInstanceOf(StoreFailedException.class)
                    .hasMessageContaining("start Java with a greater -Xmx")
                    .message()
                    .doesNotContain("Java heap space");
        }
        store.close();
    }

    @Test
    void anOpeningThatFindsNoMemoryForAMapEndsAsOneThatFindsNoneForAnArray() {
        Throwable cause = new OutOfMemoryError("Java heap space");
        IoDecorator withoutMaps = new IoDecorator(disk) {
            @Override
            public WritableFile create(Path path) {
                throw new BufferAllocationException("no room to rehash", cause);
            }
        };
        assertThatThrownBy(() -> Stores.open(withoutMaps, Durability.NEVER))
                .isInstanceOf(OutOfMemoryError.class)
                .hasRootCause(cause);
        Stores.open(disk, Durability.NEVER).close();
    }
}
