package io.spatio.core.config;

import io.spatio.Durability;
import io.spatio.Metadata;
import io.spatio.core.engine.EngineSettings;
import io.spatio.error.ConfigurationException;
import io.spatio.spi.OpenRequest;
import io.spatio.spi.Option;
import io.spatio.spi.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one database was told, checked, with the origin of each value. Immutable; any thread.
 *
 * <p>Precedence: builder calls, system properties {@code spatio.*}, environment {@code SPATIO_*}, the file, defaults.
 */
public final class Settings {
    private static final String SYNC = "sync";

    private final Providers providers;
    private final KnownKeys known;
    private final OpenRequest request;
    private final Map<String, SettingSources.Given> values = new LinkedHashMap<>();
    private final Map<String, Map<String, SettingSources.Given>> perNamespace = new LinkedHashMap<>();

    private Settings(Providers providers, OpenRequest request) {
        this.providers = providers;
        this.known = new KnownKeys(providers);
        this.request = request;
    }

    /**
     * Gathers and checks the settings of a database.
     *
     * @throws ConfigurationException for an unknown key, with the nearest known one, or a malformed value
     */
    public static Settings load(OpenRequest request, Providers providers) {
        return load(request, providers, System.getProperties(), System.getenv());
    }

    static Settings load(
            OpenRequest request, Providers providers, Properties properties, Map<String, String> environment) {
        Settings settings = new Settings(providers, request);
        Path file = request.configFile();
        if (file != null) {
            settings.take(SettingSources.file(file));
        }
        settings.take(new EnvironmentVariables(settings.known).settings(environment));
        settings.take(SettingSources.systemProperties(properties));
        settings.take(SettingSources.calls(request.settings()));
        settings.takeCalls();
        settings.check();
        return settings;
    }

    private void take(List<SettingSources.Given> given) {
        for (SettingSources.Given one : given) {
            if (one.namespace().isEmpty()) {
                requireKnown(one.path(), one.origin());
                values.put(one.path(), one);
            } else {
                if (!one.path().startsWith("index.")) {
                    throw new ConfigurationException("namespaces." + one.namespace() + "." + one.path() + " ("
                            + one.origin() + "): only index settings are set per namespace");
                }
                requireKnown(one.path(), one.origin());
                perNamespace
                        .computeIfAbsent(one.namespace(), absent -> new LinkedHashMap<>())
                        .put(one.path(), one);
            }
        }
    }

    private void takeCalls() {
        Path path = request.path();
        if (path != null) {
            put(KnownKeys.PATH, path.toString());
        }
        Durability durability = request.durability();
        if (durability != null) {
            // The directory may yet say which store it is: the policy is told to all that have one.
            for (String store : providers.stores().keySet()) {
                String key = "store." + store + "." + SYNC;
                if (known.contains(key)) {
                    put(key, durability.name().toLowerCase(Locale.ROOT).replace('_', '-'));
                }
            }
        }
        takeFlag(KnownKeys.READ_ONLY, request.readOnly());
        takeFlag(KnownKeys.SALVAGE, request.salvage());
        takeFlag(KnownKeys.ACCEPT_UNERASED, request.acceptUnerased());
    }

    private void takeFlag(String key, boolean set) {
        if (set) {
            put(key, "true");
        }
    }

    private void put(String key, String value) {
        values.put(key, new SettingSources.Given(key, "", value, "builder"));
    }

    private void requireKnown(String key, String origin) {
        if (!known.contains(key)) {
            String hint = known.nearest(key)
                    .map(near -> ": did you mean spatio." + near + "?")
                    .orElse(": `spatio config` lists the known keys");
            throw new ConfigurationException("unknown key spatio." + key + " (" + origin + ")" + hint);
        }
    }

    /** Reads every value once, so that a malformed one is refused now. */
    private void check() {
        engineOptions();
        providers.indexes().keySet().forEach(name -> indexOptions(name, Map.of()));
        providers.stores().keySet().forEach(this::storeOptions);
        indexType("");
        perNamespace.keySet().forEach(this::indexOptions);
        providers.store(storeType());
    }

    private Options engineOptions() {
        List<Option> declared = known.all().entrySet().stream()
                .filter(entry -> entry.getKey().equals(entry.getValue().name()))
                .map(Map.Entry::getValue)
                .toList();
        return options(declared, "", values);
    }

    private static Options options(List<Option> declared, String prefix, Map<String, SettingSources.Given> from) {
        Map<String, String> given = new LinkedHashMap<>();
        Map<String, String> origins = new LinkedHashMap<>();
        for (Option option : declared) {
            SettingSources.Given one = from.get(prefix + option.name());
            if (one != null) {
                given.put(option.name(), one.value());
                origins.put(option.name(), one.origin());
            }
        }
        return Options.of(declared, "spatio." + prefix, given, origins);
    }

    private @Nullable String value(String key) {
        SettingSources.Given given = values.get(key);
        return given == null ? null : given.value();
    }

    /** The directory, or null in memory. */
    public @Nullable Path path() {
        String path = value(KnownKeys.PATH);
        return path == null || path.isBlank() ? null : Path.of(path);
    }

    private boolean isPersistent() {
        return path() != null;
    }

    /** The store's name: as configured, else the default with a path and {@code memory} without. */
    public String storeType() {
        String configured = value(KnownKeys.STORE_TYPE);
        if (!isPersistent()) {
            // Without a path there is nowhere to keep anything: the type takes effect once there is one.
            return configured != null && !providers.store(configured).persistent() ? configured : "memory";
        }
        return configured == null ? providers.defaultPersistentStore() : configured;
    }

    /** Whether the store's name was configured; otherwise an existing directory says it. */
    public boolean isStoreConfigured() {
        return value(KnownKeys.STORE_TYPE) != null;
    }

    /** The options of a store. */
    public Options storeOptions(String name) {
        return options(providers.store(name).options(), "store." + name + ".", values);
    }

    /** The options of a part of its own. */
    public Options options(OptionGroup group) {
        return options(group.options(), group.name() + ".", values);
    }

    /** The index's name for a namespace. */
    public String indexType(String namespace) {
        SettingSources.Given own =
                perNamespace.getOrDefault(namespace, Map.of()).get(KnownKeys.INDEX_TYPE);
        String name = own == null ? value(KnownKeys.INDEX_TYPE) : own.value();
        return providers.index(name == null ? providers.defaultIndex() : name).name();
    }

    /** The options of a namespace's index: its own over those for all. */
    public Options indexOptions(String namespace) {
        return indexOptions(indexType(namespace), perNamespace.getOrDefault(namespace, Map.of()));
    }

    private Options indexOptions(String name, Map<String, SettingSources.Given> own) {
        Map<String, SettingSources.Given> merged = new LinkedHashMap<>(values);
        merged.putAll(own);
        return options(providers.index(name).options(), "index." + name + ".", merged);
    }

    /** Whether to open for reading alone. */
    public boolean readOnly() {
        return engineOptions().flag(KnownKeys.READ_ONLY);
    }

    /** Whether a salvage may go on although erased objects may come back. */
    public boolean acceptUnerased() {
        return engineOptions().flag(KnownKeys.ACCEPT_UNERASED);
    }

    /** Whether to open a damaged database with what is readable. */
    public boolean salvage() {
        return engineOptions().flag(KnownKeys.SALVAGE);
    }

    /** The engine's own settings. */
    public EngineSettings engine() {
        Options options = engineOptions();
        long maxMetadataBytes = options.bytes(KnownKeys.MAX_METADATA_BYTES);
        if (maxMetadataBytes > Metadata.MAX_BYTES) {
            throw options.error(KnownKeys.MAX_METADATA_BYTES, "is more than 1 MiB");
        }
        Duration skew = options.has(KnownKeys.MAX_FUTURE_SKEW) ? options.duration(KnownKeys.MAX_FUTURE_SKEW) : null;
        return EngineSettings.of(request.clock())
                .withMaxMetadataBytes((int) maxMetadataBytes)
                .withMaxFutureSkew(skew)
                .withTombstoneHorizon(options.duration(KnownKeys.TOMBSTONE_HORIZON))
                .withReadOnly(readOnly())
                .withFeedWindowBytes(options.bytes(KnownKeys.FEED_WINDOW))
                .withMeter(request.meter());
    }

    /** The namespaces that have settings of their own. */
    public Set<String> configuredNamespaces() {
        return Set.copyOf(perNamespace.keySet());
    }

    /** Every known key with its value in effect and where that came from. */
    public List<Setting> effective() {
        List<Setting> effective = new ArrayList<>();
        known.all().forEach((key, option) -> effective.add(setting(key, option, values.get(key))));
        perNamespace.forEach((namespace, own) -> own.forEach((key, given) -> effective.add(new Setting(
                "namespaces." + namespace + "." + key, given.value(), given.origin(), "For this namespace."))));
        return effective;
    }

    private Setting setting(String key, Option option, SettingSources.@Nullable Given given) {
        if (given != null) {
            return new Setting(key, given.value(), given.origin(), option.doc());
        }
        String chosen = option.defaultOrNull();
        if (chosen == null) {
            chosen = switch (key) {
                case KnownKeys.INDEX_TYPE -> indexType("");
                case KnownKeys.STORE_TYPE -> storeType();
                default -> "";
            };
        }
        return new Setting(key, chosen, "default", option.doc());
    }
}
