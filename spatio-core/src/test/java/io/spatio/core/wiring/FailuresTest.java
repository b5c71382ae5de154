package io.spatio.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.inject.Guice;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.error.SpatioException;
import io.spatio.error.StoreException;
import io.spatio.spi.EventCursor;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Options;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.ForwardingTrajectoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Whatever the wiring meets")
class FailuresTest {
    private static final int ONE_SENTENCE = 400;

    /** Everything that a plug-in may throw that is not meant for the caller. */
    private static final List<Supplier<Throwable>> THROWN = List.of(
            () -> new OutOfMemoryError("Java heap space"),
            StackOverflowError::new,
            () -> new NoClassDefFoundError("com/example/Missing"),
            () -> new NoSuchMethodError("void com.example.Old.gone()"),
            () -> new ExceptionInInitializerError(new IllegalStateException("in its class")),
            () -> new ServiceConfigurationError("com.example.Provider not a subtype"),
            () -> new AssertionError("never"),
            () -> new InternalError("of the machine"),
            () -> new NullPointerException(),
            () -> new IllegalStateException("one\ntwo\nthree"),
            () -> new IllegalStateException("long ".repeat(1_000)));

    @TempDir
    private Path directory;

    private static <T> T sneak(Throwable thrown) {
        if (thrown instanceof Error e) {
            throw e;
        }
        throw (RuntimeException) thrown;
    }

    private static void requireSentence(Throwable told, Throwable cause) {
        assertThat(told).isInstanceOf(SpatioException.class).hasCause(cause);
        assertThat(told.getMessage())
                .hasLineCount(1)
                .hasSizeLessThan(ONE_SENTENCE)
                .doesNotContain("com.google.inject")
                .doesNotContain("java.lang");
    }

    @Test
    @DisplayName("in a store becomes one sentence with the cause kept, and the store is opened afterwards")
    void inAStore() {
        for (Supplier<Throwable> thrown : THROWN) {
            Throwable cause = thrown.get();
            SpatioBuilder builder = Spatio.builder()
                    .path(directory)
                    .index("rstar")
                    .store(Wrapped.log(store -> {
                        store.close();
                        return sneak(cause);
                    }));
            Throwable told = catchThrowable(builder::build);
            requireSentence(told, cause);
            assertThat(told).hasMessageContaining("opening " + directory);
        }
        try (Spatio db = Spatio.builder()
                .path(directory)
                .index("rstar")
                .store(Wrapped.sound())
                .build()) {
            assertThat(db.namespaces()).isEmpty();
        }
    }

    private record ThrowingIndex(Throwable thrown) implements SpatialIndexProvider {
        @Override
        public String name() {
            return "throwing";
        }

        @Override
        public SpatialIndex create(Options options, IndexContext context) {
            return sneak(thrown);
        }
    }

    @Test
    @DisplayName("in an index becomes one sentence with the cause kept, in an application's injector too")
    void inAnIndex() {
        for (Supplier<Throwable> thrown : THROWN) {
            Throwable cause = thrown.get();
            SpatioBuilder builder = Spatio.builder().index(new ThrowingIndex(cause));
            requireSentence(catchThrowable(builder::build), cause);
            Throwable injected = catchThrowable(
                    () -> Guice.createInjector(new SpatioModule(builder)).getInstance(Spatio.class));
            requireSentence(injected.getCause(), cause);
        }
    }

    /** A store whose first recovery takes more heap than there is. */
    private static final class Large extends ForwardingTrajectoryStore {
        private final AtomicInteger recoveries;

        Large(TrajectoryStore store, AtomicInteger recoveries) {
            super(store);
            this.recoveries = recoveries;
        }

        @Override
        public EventCursor recover() {
            if (recoveries.incrementAndGet() == 1) {
                throw new OutOfMemoryError("Java heap space");
            }
            return super.recover();
        }
    }

    @Test
    @DisplayName("too little heap says how many objects there are and about how much they need")
    void tooLittleHeap() {
        try (Spatio db = Spatio.builder()
                .path(directory)
                .index("rstar")
                .store(Wrapped.sound())
                .build()) {
            for (int i = 0; i < 123; i++) {
                db.namespace("n").upsert("o" + i, Position.of(1, 2));
            }
        }
        AtomicInteger recoveries = new AtomicInteger();
        Throwable told = catchThrowable(() -> Spatio.builder()
                .path(directory)
                .index("rstar")
                .store(Wrapped.log(store -> new Large(store, recoveries)))
                .build());
        assertThat(told)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("it holds 123 objects, which need about")
                .hasMessageContaining("start Java with -Xmx")
                .hasMessageContaining("-Xmx is " + (Runtime.getRuntime().maxMemory() >> 20) + " MB")
                .hasMessageContaining("nothing is lost");
    }
}
