package io.spatio.testkit;

import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.ConformanceNames;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.store.StoreConcurrency;
import io.spatio.testkit.store.StoreContract;
import io.spatio.testkit.store.StoreLifecycle;
import io.spatio.testkit.store.StoreSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

    /** How long each random loop may take; the system property {@code spatio.test.budget} unless overridden. */
    protected Budget budget() {
        return Budget.ofSystemProperty();
    }

    private StoreSource source() {
        return new StoreSource(provider(), options(), this::retention, budget(), () -> temporaryDirectory);
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

    /** Threads. */
    @Nested
    @Spec("threads")
    class Concurrency extends StoreConcurrency {
        Concurrency() {
            super(source());
        }
    }
}
