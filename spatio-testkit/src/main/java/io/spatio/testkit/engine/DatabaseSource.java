package io.spatio.testkit.engine;

import io.spatio.Spatio;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.Capability;
import io.spatio.testkit.harness.TemporaryDirectories;
import io.spatio.testkit.harness.TestClock;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Where the tests get their databases from.
 *
 * @param name of the implementer's test
 * @param opener the implementer's
 * @param capabilities what the database can do
 * @param budget for each random loop
 * @param parent where directories are made, asked when a test runs
 */
public record DatabaseSource(
        String name, Opener opener, Set<Capability> capabilities, Budget budget, Supplier<Path> parent) {
    /** Opens databases. */
    @FunctionalInterface
    public interface Opener {
        /** Opens one in a directory or, without, in memory. */
        Spatio open(@Nullable Path directory, InstantSource clock, Map<String, String> settings);

        /** Opens what is in a directory for reading alone; only with {@link Capability#READ_ONLY}. */
        default Spatio openToRead(Path directory, InstantSource clock) {
            throw new IllegalStateException("the test's own fault: this kind is not opened for reading alone");
        }
    }

    /** Runs a test on a fresh database in memory. */
    void inMemory(Consumer<ModelledDatabase> test) {
        try (ModelledDatabase database = new ModelledDatabase(this, null)) {
            test.accept(database);
        }
    }

    /** Runs a test on a fresh database on disk, where it can be. */
    void onDisk(Consumer<ModelledDatabase> test) {
        requireDisk();
        Path directory = TemporaryDirectories.create(parent.get());
        try (ModelledDatabase database = new ModelledDatabase(this, directory)) {
            test.accept(database);
        }
        TemporaryDirectories.delete(directory);
    }

    /** Runs a test in memory and, where it can be, on disk. */
    void onBoth(Consumer<ModelledDatabase> test) {
        inMemory(test);
        if (capabilities.contains(Capability.DISK)) {
            onDisk(test);
        }
    }

    void requireDisk() {
        Assumptions.assumeTrue(capabilities.contains(Capability.DISK), "this database keeps nothing on disk");
    }

    Spatio openInMemory(TestClock clock, Map<String, String> settings) {
        return opener.open(null, clock, settings);
    }
}
