package io.spatio.testkit;

import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.Capability;
import io.spatio.testkit.harness.ConformanceNames;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.store.StoreConcurrency;
import io.spatio.testkit.store.StoreContract;
import io.spatio.testkit.store.StoreDocuments;
import io.spatio.testkit.store.StoreLifecycle;
import io.spatio.testkit.store.StoreMaintenance;
import io.spatio.testkit.store.StoreOpeners;
import io.spatio.testkit.store.StoreSizes;
import io.spatio.testkit.store.StoreSlowReaders;
import io.spatio.testkit.store.StoreSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link io.spatio.spi.TrajectoryStore} must do. Extend it in the test tree of the store:
 *
 * <pre>{@code
 * final class PaperStoreConformanceTest extends TrajectoryStoreConformance {
 *     @Override
 *     protected TrajectoryStoreProvider provider() {
 *         return new PaperStoreProvider();
 *     }
 * }
 * }</pre>
 *
 * <p>Every test runs once for each choice of the provider's option {@code sync}, if it has one. A store that is not
 * {@linkplain TrajectoryStoreProvider#persistent persistent} skips what closes and opens again. Random sequences share
 * {@code spatio.test.budget} seconds; a failure tells the shortest sequence found and a seed for
 * {@code -Dspatio.test.seed}.
 */
@DisplayNameGeneration(ConformanceNames.class)
public abstract class TrajectoryStoreConformance {
    private static final String HISTORY_BYTES = "history-bytes";

    @TempDir
    Path temporaryDirectory = Path.of("");

    /** The provider under test. */
    protected abstract TrajectoryStoreProvider provider();

    /** Texts of options by name, over the provider's defaults; none unless overridden. */
    protected Map<String, String> options() {
        return Map.of();
    }

    /**
     * Texts of options, over {@link #options}, that make rows older than an age leave every answer but recovery's as soon
     * as they are; none unless overridden, and then it is not tested.
     */
    protected Map<String, String> retention(Duration age) {
        return Map.of();
    }

    /**
     * Texts of options, over {@link #options}, that keep history to about a number of bytes, the oldest dropped first; those of
     * an option {@code history-bytes} unless overridden, and none where there is no such option.
     */
    protected Map<String, String> historyBound(long bytes) {
        return provider().options().stream().anyMatch(option -> option.name().equals(HISTORY_BYTES))
                ? Map.of(HISTORY_BYTES, Long.toString(bytes))
                : Map.of();
    }

    /**
     * What it can do, of which {@link Capability#READ_ONLY} and {@link Capability#DOCUMENTS} concern a store; everything unless
     * overridden.
     */
    protected Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    /** How long each random loop may take; the system property {@code spatio.test.budget} unless overridden. */
    protected Budget budget() {
        return Budget.ofSystemProperty();
    }

    private StoreSource source() {
        return new StoreSource(
                provider(),
                new StoreSource.Variants(options(), this::retention, this::historyBound),
                capabilities(),
                budget(),
                () -> temporaryDirectory);
    }

    /** What it keeps. */
    @Nested
    @Spec("the contract of a store")
    class Contract extends StoreContract {
        Contract() {
            super(source());
        }
    }

    /** Its life. */
    @Nested
    @Spec("lifecycle")
    class Lifecycle extends StoreLifecycle {
        Lifecycle() {
            super(source());
        }
    }

    /** Who opens it. */
    @Nested
    @Spec("openers")
    class Openers extends StoreOpeners {
        Openers() {
            super(source());
        }
    }

    /** Its documents. */
    @Nested
    @Spec("documents")
    class Documents extends StoreDocuments {
        Documents() {
            super(source());
        }
    }

    /** Open cursors. */
    @Nested
    @Spec("slow readers")
    class SlowReaders extends StoreSlowReaders {
        SlowReaders() {
            super(source());
        }
    }

    /** What is large or many. */
    @Nested
    @Spec("sizes")
    class Sizes extends StoreSizes {
        Sizes() {
            super(source());
        }
    }

    /** Work on its files. */
    @Nested
    @Spec("maintenance beside writes")
    class MaintenanceBesideWrites extends StoreMaintenance {
        MaintenanceBesideWrites() {
            super(source());
        }
    }

    /** Threads. */
    @Nested
    @Spec("threads")
    class Concurrency extends StoreConcurrency {
        Concurrency() {
            super(source());
        }
    }
}
