package io.spatio.core.config;

import io.spatio.spi.Option;
import io.spatio.spi.SpatialIndexProvider;
import io.spatio.spi.TrajectoryStoreProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/** Every key that may be set below {@code spatio}, outside {@code namespaces}, with its option. */
final class KnownKeys {
    static final String PATH = "path";
    static final String INDEX_TYPE = "index.type";
    static final String STORE_TYPE = "store.type";
    static final String MAX_METADATA_BYTES = "max-metadata-bytes";
    static final String MAX_FUTURE_SKEW = "max-future-skew";
    static final String TOMBSTONE_HORIZON = "tombstone-horizon";
    static final String FEED_WINDOW = "feed-window";
    static final String READ_ONLY = "read-only";
    static final String SALVAGE = "salvage";
    static final String ACCEPT_UNERASED = "accept-unerased";

    private final Map<String, Option> options = new LinkedHashMap<>();

    KnownKeys(Providers providers) {
        engineOptions().forEach(options::put);
        for (SpatialIndexProvider provider : providers.indexes().values()) {
            add("index." + provider.name() + ".", provider.options());
        }
        for (TrajectoryStoreProvider provider : providers.stores().values()) {
            add("store." + provider.name() + ".", provider.options());
        }
        for (OptionGroup group : ServiceLoader.load(OptionGroup.class, OptionGroup.class.getClassLoader())) {
            add(group.name() + ".", group.options());
        }
    }

    private static Map<String, Option> engineOptions() {
        Map<String, Option> engine = new LinkedHashMap<>();
        engine.put(
                PATH,
                Option.withoutDefault(PATH, Option.Type.TEXT, "The database's directory; absent or empty: in memory."));
        engine.put(
                INDEX_TYPE,
                Option.withoutDefault("type", Option.Type.TEXT, "The spatial index; the only one found, else rstar."));
        engine.put(
                STORE_TYPE,
                Option.withoutDefault(
                        "type",
                        Option.Type.TEXT,
                        "The trajectory store; the only one found, else log; memory without a path."));
        engine.put(
                MAX_METADATA_BYTES,
                Option.of(
                        MAX_METADATA_BYTES,
                        Option.Type.BYTES,
                        "64KiB",
                        "The largest metadata accepted, at most 1 MiB."));
        engine.put(
                MAX_FUTURE_SKEW,
                Option.withoutDefault(
                        MAX_FUTURE_SKEW,
                        Option.Type.DURATION,
                        "Refuse timestamps farther than this beyond the clock; absent: any."));
        engine.put(
                TOMBSTONE_HORIZON,
                Option.of(
                        TOMBSTONE_HORIZON,
                        Option.Type.DURATION,
                        "30d",
                        "How long after it was made a delete outweighs older positions."));
        engine.put(
                FEED_WINDOW,
                Option.of(
                        FEED_WINDOW,
                        Option.Type.BYTES,
                        "0",
                        "How much memory keeps the latest changes for subscribers that continue after a place."));
        engine.put(
                READ_ONLY,
                Option.of(
                        READ_ONLY,
                        Option.Type.BOOLEAN,
                        "false",
                        "Open for reading alone: nothing is written, not even to recover."));
        engine.put(
                SALVAGE,
                Option.of(
                        SALVAGE,
                        Option.Type.BOOLEAN,
                        "false",
                        "Open a damaged database with what is readable instead of refusing."));
        engine.put(
                ACCEPT_UNERASED,
                Option.of(
                        ACCEPT_UNERASED,
                        Option.Type.BOOLEAN,
                        "false",
                        "Let a salvage go on although erased objects may come back."));
        return engine;
    }

    private void add(String prefix, List<Option> declared) {
        for (Option option : declared) {
            options.put(prefix + option.name(), option);
        }
    }

    boolean contains(String key) {
        return options.containsKey(key);
    }

    Map<String, Option> all() {
        return options;
    }

    /** The known key nearest to an unknown one, where one is near. */
    Optional<String> nearest(String key) {
        return nearest(key, UnaryOperator.identity());
    }

    /** The same for an environment variable's rest after {@code SPATIO_}. */
    Optional<String> nearestToEnvironment(String rest) {
        return nearest(rest, KnownKeys::inEnvironment);
    }

    private Optional<String> nearest(String given, UnaryOperator<String> form) {
        String best = null;
        int bestDistance = Math.max(2, given.length() / 3) + 1;
        for (String known : options.keySet()) {
            int distance = editDistance(given, form.apply(known));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = known;
            }
        }
        return Optional.ofNullable(best);
    }

    /** A key as an environment variable has it after {@code SPATIO_}. */
    static String inEnvironment(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The keys that an environment variable's rest after {@code SPATIO_} may mean. */
    List<String> fromEnvironment(String rest) {
        return options.keySet().stream()
                .filter(known -> inEnvironment(known).equals(rest))
                .toList();
    }

    /** Levenshtein's distance (1966) by two rows. */
    static int editDistance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
