package io.spatio.core.config;

import io.spatio.error.ConfigurationException;
import io.spatio.error.ProviderNotFoundException;
import io.spatio.spi.SpatialIndexProvider;
import io.spatio.spi.TrajectoryStoreProvider;
import java.security.CodeSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The index and store providers on hand, by name.
 *
 * @param indexes by name, in name order
 * @param stores by name, in name order
 */
public record Providers(Map<String, SpatialIndexProvider> indexes, Map<String, TrajectoryStoreProvider> stores) {
    /** What is taken where several are on hand and none is configured. */
    private static final String PREFERRED_INDEX = "rstar";

    private static final String PREFERRED_STORE = "log";

    /**
     * Gathers providers.
     *
     * @throws ConfigurationException when two have one name, naming where both come from, or a name is malformed
     */
    public static Providers of(
            Collection<? extends SpatialIndexProvider> indexes, Collection<? extends TrajectoryStoreProvider> stores) {
        return new Providers(
                byName("index", indexes, SpatialIndexProvider::name),
                byName("store", stores, TrajectoryStoreProvider::name));
    }

    private static <P> Map<String, P> byName(String kind, Collection<? extends P> providers, Function<P, String> name) {
        Map<String, P> byName = new TreeMap<>();
        for (P provider : providers) {
            String key = name.apply(provider);
            if (!key.matches("[a-z][a-z0-9-]*")) {
                throw new ConfigurationException(kind + " provider "
                        + provider.getClass().getName() + " has the name \"" + key + "\": legal is [a-z][a-z0-9-]*");
            }
            P other = byName.put(key, provider);
            if (other != null) {
                throw new ConfigurationException("two " + kind + " providers have the name \"" + key + "\": "
                        + describe(other) + " and " + describe(provider) + ": remove one of them");
            }
        }
        return byName;
    }

    /** A provider's class and the jar or folder it comes from. */
    public static String describe(Object provider) {
        CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
        return provider.getClass().getName() + (source == null ? "" : " in " + source.getLocation());
    }

    /** The index provider of a name. */
    public SpatialIndexProvider index(String name) {
        SpatialIndexProvider found = indexes.get(name);
        if (found == null) {
            throw notFound("index", name, indexes.keySet());
        }
        return found;
    }

    /** The store provider of a name. */
    public TrajectoryStoreProvider store(String name) {
        TrajectoryStoreProvider found = stores.get(name);
        if (found == null) {
            throw notFound("store", name, stores.keySet());
        }
        return found;
    }

    private static ProviderNotFoundException notFound(String kind, String name, Collection<String> known) {
        return new ProviderNotFoundException("no " + kind + " \"" + name + "\" is on the class path; there are " + known
                + ": add the artifact spatio-" + kind + "-" + name + " or change spatio." + kind + ".type");
    }

    /** The index taken where none is configured: the only one, else {@code rstar}. */
    public String defaultIndex() {
        return onlyOr(PREFERRED_INDEX, "index", indexes.keySet());
    }

    /** The store taken where none is configured and there is a path: the only persistent one, else {@code log}. */
    public String defaultPersistentStore() {
        Collection<String> persistent = stores.values().stream()
                .filter(TrajectoryStoreProvider::persistent)
                .map(TrajectoryStoreProvider::name)
                .toList();
        return onlyOr(PREFERRED_STORE, "store", persistent);
    }

    private static String onlyOr(String preferred, String kind, Collection<String> known) {
        if (known.size() == 1) {
            return known.iterator().next();
        }
        if (known.contains(preferred)) {
            return preferred;
        }
        if (known.isEmpty()) {
            throw new ProviderNotFoundException("no " + kind
                    + " is on the class path: add the artifact io.spatio:spatio-" + kind + "-" + preferred);
        }
        throw new ConfigurationException("several " + kind + " providers are on the class path, " + known
                + ": set spatio." + kind + ".type to one of them");
    }
}
