package io.spatio.testkit.store;

import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.Capability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Where the tests get their stores from.
 *
 * @param provider the implementer's
 * @param variants how its stores are configured
 * @param capabilities what they can do
 * @param budget for each random loop
 * @param parent where the stores' directories are made, asked when a test runs
 */
public record StoreSource(
        TrajectoryStoreProvider provider,
        Variants variants,
        Set<Capability> capabilities,
        Budget budget,
        Supplier<Path> parent) {
    private static final String SYNC = "sync";

    /**
     * Texts of options by name.
     *
     * @param options over the defaults
     * @param retention over these, options that make rows older than an age leave every answer but recovery's; empty where
     *     the store cannot
     * @param historyBound over these, options that keep history to about a number of bytes; empty where the store cannot
     */
    public record Variants(
            Map<String, String> options,
            Function<Duration, Map<String, String>> retention,
            LongFunction<Map<String, String>> historyBound) {}

    private Map<String, String> options() {
        return variants.options();
    }

    /** Options that make rows leave answers at an age; empty where the store cannot. */
    Map<String, String> retention(Duration age) {
        return variants.retention().apply(age);
    }

    /** The options of every sync policy, or the given ones alone for a store without policies. */
    List<Map<String, String>> settings() {
        List<Map<String, String>> settings = new ArrayList<>();
        for (Option option : provider.options()) {
            if (option.name().equals(SYNC)) {
                for (String policy : option.choices()) {
                    Map<String, String> changed = new LinkedHashMap<>(options());
                    changed.put(SYNC, policy);
                    settings.add(changed);
                }
            }
        }
        return settings.isEmpty() || options().containsKey(SYNC) ? List.of(options()) : settings;
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
        setting.putAll(retention(age));
        one(setting, age, test);
    }

    /** Runs a test on a fresh store that keeps a given amount of history, if the store can be told; else on one as it is. */
    void bounded(long bytes, Consumer<ModelledStore> test) {
        Map<String, String> setting = new LinkedHashMap<>(quickest());
        setting.putAll(variants.historyBound().apply(bytes));
        one(setting, null, test);
    }

    /** The setting under which a store waits for disks least, for what is large. */
    Map<String, String> quickest() {
        List<Map<String, String>> settings = settings();
        return settings.stream()
                .filter(setting -> "never".equals(setting.get(SYNC)))
                .findAny()
                .orElse(settings.get(0));
    }

    /** Runs a test on a fresh store that keeps files, where it does not matter when they are forced. */
    void quickPersistent(Consumer<ModelledStore> test) {
        requirePersistent();
        one(quickest(), test);
    }

    private void requirePersistent() {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                provider.persistent(), "the store keeps nothing: provider.persistent() is false");
    }

    private void one(Map<String, String> setting, @Nullable Duration age, Consumer<ModelledStore> test) {
        Options read = Options.of(provider.options(), setting);
        try (ModelledStore store =
                new ModelledStore(new ModelledStore.Setup(provider, read, age, directory(), keepsDocuments()))) {
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
        requirePersistent();
        each(test);
    }

    Path directory() {
        return parent.get();
    }

    boolean keepsDocuments() {
        return capabilities.contains(Capability.DOCUMENTS);
    }

    String name() {
        return "store " + provider.name();
    }
}
