package io.spatio.testkit;

import io.spatio.Spatio;
import io.spatio.testkit.engine.AgreementSpec;
import io.spatio.testkit.engine.DatabaseSource;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.Capability;
import io.spatio.testkit.harness.ConformanceNames;
import io.spatio.testkit.harness.Spec;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/**
 * That several kinds of {@link Spatio} on disk, such as one over each store, give the same answers after the same calls:
 * each runs the same random sequence, with its files tidied, copied, closed and opened at random points, and what they say
 * at the end is compared. Extend it where all of them are on the class path.
 *
 * <p>Random sequences take {@code spatio.test.budget} seconds; a failure tells the shortest sequence found and a seed for
 * {@code -Dspatio.test.seed}.
 */
@DisplayNameGeneration(ConformanceNames.class)
public abstract class SpatioAgreement {
    @TempDir
    Path temporaryDirectory = Path.of("");

    /** Opens a database in a directory. */
    @FunctionalInterface
    public interface Opener {
        /** Opens it; {@code clock} stamps writes without a time. */
        Spatio open(Path directory, InstantSource clock);
    }

    /** What opens each kind, by a name for messages; at least two. */
    protected abstract Map<String, Opener> databases();

    /** How long the random loop may take; the system property {@code spatio.test.budget} unless overridden. */
    protected Budget budget() {
        return Budget.ofSystemProperty();
    }

    private List<DatabaseSource> sources() {
        List<DatabaseSource> sources = new ArrayList<>();
        databases()
                .forEach((name, opener) -> sources.add(new DatabaseSource(
                        name,
                        (directory, clock, settings) ->
                                opener.open(directory == null ? temporaryDirectory : directory, clock),
                        EnumSet.of(Capability.DISK),
                        budget(),
                        () -> temporaryDirectory)));
        return sources;
    }

    /** Sequences of calls. */
    @Nested
    @Spec("agreement")
    class Agreement extends AgreementSpec {
        Agreement() {
            super(sources());
        }
    }
}
