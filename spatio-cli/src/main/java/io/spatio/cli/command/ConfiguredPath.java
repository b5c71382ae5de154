package io.spatio.cli.command;

import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.core.config.Settings;
import io.spatio.core.wiring.Plugins;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database's directory where only the configuration names it. */
final class ConfiguredPath {
    private ConfiguredPath() {}

    static Optional<Path> of(@Nullable Path config, Map<String, String> settings) {
        SpatioBuilder builder = Spatio.builder();
        if (config != null) {
            builder.config(config);
        }
        settings.forEach(builder::set);
        return Optional.ofNullable(Settings.load(builder.request(), Plugins.gather(List.of(), List.of()))
                .path());
    }
}
