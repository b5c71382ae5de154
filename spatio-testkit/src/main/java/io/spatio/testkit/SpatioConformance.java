package io.spatio.testkit;

import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.testkit.engine.CallHistorySpec;
import io.spatio.testkit.engine.ChangePlacesSpec;
import io.spatio.testkit.engine.ChangesSpec;
import io.spatio.testkit.engine.ClockSpec;
import io.spatio.testkit.engine.ConcurrencySpec;
import io.spatio.testkit.engine.CopySpec;
import io.spatio.testkit.engine.DatabaseContract;
import io.spatio.testkit.engine.DatabaseSource;
import io.spatio.testkit.engine.DeleteSpec;
import io.spatio.testkit.engine.HistorySpec;
import io.spatio.testkit.engine.InputSpec;
import io.spatio.testkit.engine.LifecycleSpec;
import io.spatio.testkit.engine.QuerySpec;
import io.spatio.testkit.engine.WriteSpec;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.Capability;
import io.spatio.testkit.harness.ConformanceNames;
import io.spatio.testkit.harness.Spec;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Spatio} must do, engine or client. Extend it:
 *
 * <pre>{@code
 * final class EngineConformanceTest extends SpatioConformance {
 *     @Override
 *     protected Spatio open(@Nullable Path directory, InstantSource clock) {
 *         SpatioBuilder builder = Spatio.builder().clock(clock);
 *         return directory == null ? builder.build() : builder.path(directory).build();
 *     }
 * }
 * }</pre>
 *
 * <p>The numbers in display names are the points of the contract; "unlike the original" names the defects of the project
 * that Spatio follows which the test would find. Random sequences take {@code spatio.test.budget} seconds each; a failure
 * tells the shortest sequence found and a seed for {@code -Dspatio.test.seed}.
 */
@DisplayNameGeneration(ConformanceNames.class)
public abstract class SpatioConformance {
    @TempDir
    Path temporaryDirectory = Path.of("");

    /**
     * Opens the database under test.
     *
     * @param directory where it keeps its data, or null for one in memory
     * @param clock stamps writes without a time
     */
    protected abstract Spatio open(@Nullable Path directory, InstantSource clock);

    /**
     * Opens one in memory with settings by key below {@code spatio}; by {@link Spatio#builder} unless overridden. Called
     * only with {@link Capability#SETTINGS}.
     */
    protected Spatio openWith(Map<String, String> settings, InstantSource clock) {
        SpatioBuilder builder = Spatio.builder().clock(clock);
        settings.forEach(builder::set);
        return builder.build();
    }

    /** What it can do; everything unless overridden. */
    protected Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    /** How long each random loop may take; the system property {@code spatio.test.budget} unless overridden. */
    protected Budget budget() {
        return Budget.ofSystemProperty();
    }

    /**
     * Opens one in a directory for reading alone; by {@link Spatio#builder} unless overridden. Called only with
     * {@link Capability#READ_ONLY}.
     */
    protected Spatio openReadOnly(Path directory, InstantSource clock) {
        return Spatio.builder().clock(clock).path(directory).readOnly().build();
    }

    private final class Opener implements DatabaseSource.Opener {
        @Override
        public Spatio open(@Nullable Path directory, InstantSource clock, Map<String, String> settings) {
            return settings.isEmpty() ? SpatioConformance.this.open(directory, clock) : openWith(settings, clock);
        }

        @Override
        public Spatio openToRead(Path directory, InstantSource clock) {
            return openReadOnly(directory, clock);
        }
    }

    private DatabaseSource source() {
        return new DatabaseSource(
                getClass().getSimpleName(), new Opener(), capabilities(), budget(), () -> temporaryDirectory);
    }

    /** Sequences of calls. */
    @Nested
    @Spec("the contract of a database")
    class Contract extends DatabaseContract {
        Contract() {
            super(source());
        }
    }

    /** Points 1 to 5. */
    @Nested
    @Spec("queries")
    class Queries extends QuerySpec {
        Queries() {
            super(source());
        }
    }

    /** Points 10, 11 and 15. */
    @Nested
    @Spec("history")
    class History extends HistorySpec {
        History() {
            super(source());
        }
    }

    /** Points 6 to 8 and 12. */
    @Nested
    @Spec("writes")
    class Writes extends WriteSpec {
        Writes() {
            super(source());
        }
    }

    /** Point 9. */
    @Nested
    @Spec("deletes")
    class Deletes extends DeleteSpec {
        Deletes() {
            super(source());
        }
    }

    /** Point 14. */
    @Nested
    @Spec("readers and writers")
    class Concurrency extends ConcurrencySpec {
        Concurrency() {
            super(source());
        }
    }

    /** Point 14, by the history of calls. */
    @Nested
    @Spec("histories of calls")
    class CallHistories extends CallHistorySpec {
        CallHistories() {
            super(source());
        }
    }

    /** Points 13, 15 and 17. */
    @Nested
    @Spec("lifecycle")
    class Lifecycle extends LifecycleSpec {
        Lifecycle() {
            super(source());
        }
    }

    /** Points 8, 9 and 12 where clocks step back and batches are refused. */
    @Nested
    @Spec("clocks, handles and refusals")
    class Clocks extends ClockSpec {
        Clocks() {
            super(source());
        }
    }

    /** Points 21 and 22. */
    @Nested
    @Spec("copies and reading alone")
    class Copies extends CopySpec {
        Copies() {
            super(source());
        }
    }

    /** Point 18. */
    @Nested
    @Spec("changes")
    class Changes extends ChangesSpec {
        Changes() {
            super(source());
        }
    }

    /** Point 18. */
    @Nested
    @Spec("places of changes")
    class ChangePlaces extends ChangePlacesSpec {
        ChangePlaces() {
            super(source());
        }
    }

    /** Point 25. */
    @Nested
    @Spec("bad input")
    class Input extends InputSpec {
        Input() {
            super(source());
        }
    }
}
