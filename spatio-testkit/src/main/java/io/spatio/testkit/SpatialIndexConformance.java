package io.spatio.testkit;

import io.spatio.spi.SpatialIndexProvider;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.ConformanceNames;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.index.IndexConcurrency;
import io.spatio.testkit.index.IndexContract;
import io.spatio.testkit.index.IndexFootprint;
import io.spatio.testkit.index.IndexHardPlaces;
import io.spatio.testkit.index.IndexSource;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link io.spatio.spi.SpatialIndex} must do. Extend it in the test tree of the index:
 *
 * <pre>{@code
 * final class QuadtreeIndexConformanceTest extends SpatialIndexConformance {
 *     @Override
 *     protected SpatialIndexProvider provider() {
 *         return new QuadtreeIndexProvider();
 *     }
 * }
 * }</pre>
 *
 * <p>Random sequences run against brute force for {@code spatio.test.budget} seconds each; a failure tells the shortest
 * sequence found and a seed, and {@code -Dspatio.test.seed=<seed>} runs it again. Indexes that are
 * {@link io.spatio.spi.ConcurrentSpatialIndex} are tested beside movers, too.
 */
@DisplayNameGeneration(ConformanceNames.class)
public abstract class SpatialIndexConformance {
    /** The provider under test. */
    protected abstract SpatialIndexProvider provider();

    /** Texts of options by name, over the provider's defaults; none unless overridden. */
    protected Map<String, String> options() {
        return Map.of();
    }

    /** How long each random loop may take; the system property {@code spatio.test.budget} unless overridden. */
    protected Budget budget() {
        return Budget.ofSystemProperty();
    }

    private IndexSource source() {
        return new IndexSource(provider(), options(), budget());
    }

    /** Sequences of calls. */
    @Nested
    @Spec("the contract of an index")
    class Contract extends IndexContract {
        Contract() {
            super(source());
        }
    }

    /** Places by name. */
    @Nested
    @Spec("hard places")
    class HardPlaces extends IndexHardPlaces {
        HardPlaces() {
            super(source());
        }
    }

    /** Threads. */
    @Nested
    @Spec("threads")
    class Concurrency extends IndexConcurrency {
        Concurrency() {
            super(source());
        }
    }

    /** Memory. */
    @Nested
    @Spec("memory")
    class Footprint extends IndexFootprint {
        Footprint() {
            super(source());
        }
    }
}
