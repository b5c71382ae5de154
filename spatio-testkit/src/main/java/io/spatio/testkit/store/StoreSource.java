package io.spatio.testkit.store;

import io.spatio.spi.Option;
import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.generators.Budget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Where the tests get their stores from.
 *
 * @param provider the implementer's
 * @param options texts of options by name, over the defaults
 * @param retention options, over these, that make rows older than an age leave every answer but recovery's; empty where
 *     the store cannot
 * @param budget for each random loop
 * @param parent where the stores' directories are made, asked when a test runs
 */
public record StoreSource(
        TrajectoryStoreProvider provider,
        Map<String, String> options,
        Function<Duration, Map<String, String>> retention,
        Budget budget,
        Supplier<Path> parent) {
    private static final String SYNC = "sync";

    /** The options of every sync policy, or the given ones alone for a store without policies. */
    List<Map<String, String>> settings() {
        List<Map<String, String>> settings = new ArrayList<>();
        for (Option option : provider.options()) {
            if (option.name().equals(SYNC)) {
                for (String policy : option.choices()) {
                    Map<String, String> changed = new LinkedHashMap<>(options);
                    changed.put(SYNC, policy);
                    settings.add(changed);
                }
            }
        }
        return settings.isEmpty() || options.containsKey(SYNC) ? List.of(options) : settings;
    }

    /** Runs a test on a fresh store of every setting. */
    void each(Consumer<ModelledStore> test) {
        for (Map<String, String> setting : settings()) {
            one(setting, test);
        }
    }

    /** Runs a test on a fresh store of one setting. */
    void one(Map<String, String> setting, Consumer<ModelledStore> test) {
        one(setting, null, test);
    }

    /** Runs a test on a fresh store that keeps rows for so long. */
    void retaining(Duration age, Consumer<ModelledStore> test) {
        Map<String, String> setting = new LinkedHashMap<>(settings().get(0));
        setting.putAll(retention.apply(age));
        one(setting, age, test);
    }

    private void one(Map<String, String> setting, @Nullable Duration age, Consumer<ModelledStore> test) {
        try (ModelledStore store = new ModelledStore(provider, setting, age, directory())) {
            test.accept(store);
        } catch (TestAbortedException e) {
            throw e;
        } catch (AssertionError e) {
            throw new AssertionError("store " + provider.name() + " " + setting + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new AssertionError("store " + provider.name() + " " + setting + " threw " + e, e);
        }
    }

    /** The same where the store keeps files; nothing where it does not. */
    void eachPersistent(Consumer<ModelledStore> test) {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                provider.persistent(), "the store keeps nothing: provider.persistent() is false");
        each(test);
    }

    Path directory() {
        return parent.get();
    }

    String name() {
        return "store " + provider.name();
    }
}
