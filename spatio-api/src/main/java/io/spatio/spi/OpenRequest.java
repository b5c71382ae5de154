package io.spatio.spi;

import static java.util.Objects.requireNonNull;

import io.spatio.Durability;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link io.spatio.SpatioBuilder} was told. Immutable; made by {@link io.spatio.SpatioBuilder#request}.
 *
 * <p>A class and not a record, so that it can grow without breaking an engine.
 */
public final class OpenRequest {
    private final @Nullable Path path;
    private final @Nullable Path configFile;
    private final @Nullable Durability durability;
    private final InstantSource clock;
    private final boolean readOnly;
    private final boolean salvage;
    private final boolean acceptUnerased;
    private final Meter meter;
    private final Map<String, String> settings;
    private final List<SpatialIndexProvider> indexes;
    private final List<TrajectoryStoreProvider> stores;

    private OpenRequest(Builder builder) {
        path = builder.path;
        configFile = builder.configFile;
        durability = builder.durability;
        clock = builder.clock;
        readOnly = builder.readOnly;
        salvage = builder.salvage;
        acceptUnerased = builder.acceptUnerased;
        meter = builder.meter;
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(builder.settings));
        indexes = List.copyOf(builder.indexes);
        stores = List.copyOf(builder.stores);
    }

    /** A request with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** The directory, or null where the configuration names it or the database is in memory. */
    public @Nullable Path path() {
        return path;
    }

    /** A HOCON file, or null. */
    public @Nullable Path configFile() {
        return configFile;
    }

    /** The policy, or null where the configuration names it. */
    public @Nullable Durability durability() {
        return durability;
    }

    /** Stamps writes without a time. */
    public InstantSource clock() {
        return clock;
    }

    /** Whether to open for reading alone, writing nothing. */
    public boolean readOnly() {
        return readOnly;
    }

    /** Whether to open a damaged database with what is readable. */
    public boolean salvage() {
        return salvage;
    }

    /** Whether a salvage may go on although erased objects may come back; see {@link StoreContext#acceptUnerased}. */
    public boolean acceptUnerased() {
        return acceptUnerased;
    }

    /** Tells what the database does. */
    public Meter meter() {
        return meter;
    }

    /** Values by key below {@code spatio}, in the order given. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Index providers given as instances. */
    public List<SpatialIndexProvider> indexes() {
        return indexes;
    }

    /** Store providers given as instances. */
    public List<TrajectoryStoreProvider> stores() {
        return stores;
    }

    /** Collects a request. One thread at a time; may be used for several requests. */
    public static final class Builder {
        private @Nullable Path path;
        private @Nullable Path configFile;
        private @Nullable Durability durability;
        private InstantSource clock = InstantSource.system();
        private boolean readOnly;
        private boolean salvage;
        private boolean acceptUnerased;
        private Meter meter = Meter.NONE;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<SpatialIndexProvider> indexes = new ArrayList<>();
        private final List<TrajectoryStoreProvider> stores = new ArrayList<>();

        private Builder() {}

        /** Sets {@link OpenRequest#path}. */
        public Builder path(Path directory) {
            path = requireNonNull(directory, "directory");
            return this;
        }

        /** Sets {@link OpenRequest#configFile}. */
        public Builder configFile(Path file) {
            configFile = requireNonNull(file, "file");
            return this;
        }

        /** Sets {@link OpenRequest#durability}. */
        public Builder durability(Durability policy) {
            durability = requireNonNull(policy, "policy");
            return this;
        }

        /** Sets {@link OpenRequest#clock}; the system's by default. */
        public Builder clock(InstantSource instants) {
            clock = requireNonNull(instants, "instants");
            return this;
        }

        /** Sets {@link OpenRequest#readOnly}; false by default. */
        public Builder readOnly(boolean noWrites) {
            readOnly = noWrites;
            return this;
        }

        /** Sets {@link OpenRequest#salvage}; false by default. */
        public Builder salvage(boolean readWhatIsReadable) {
            salvage = readWhatIsReadable;
            return this;
        }

        /** Sets {@link OpenRequest#acceptUnerased}; false by default. */
        public Builder acceptUnerased(boolean accept) {
            acceptUnerased = accept;
            return this;
        }

        /** Sets whom {@link OpenRequest#meter} tells; nobody by default. */
        public Builder metrics(MetricsListener listener) {
            meter = Meter.of(listener);
            return this;
        }

        /** Adds to {@link OpenRequest#settings}. */
        public Builder set(String key, String value) {
            settings.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
            return this;
        }

        /** Adds to {@link OpenRequest#indexes}. */
        public Builder index(SpatialIndexProvider provider) {
            indexes.add(requireNonNull(provider, "provider"));
            return this;
        }

        /** Adds to {@link OpenRequest#stores}. */
        public Builder store(TrajectoryStoreProvider provider) {
            stores.add(requireNonNull(provider, "provider"));
            return this;
        }

        /** The request as set so far. */
        public OpenRequest build() {
            return new OpenRequest(this);
        }
    }
}
