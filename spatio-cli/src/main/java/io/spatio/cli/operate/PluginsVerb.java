package io.spatio.cli.operate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Column;
import io.spatio.cli.output.Shape;
import io.spatio.core.config.Providers;
import io.spatio.core.wiring.Plugins;
import io.spatio.spi.Option;
import java.io.IOException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spatio plugins}: the indexes and stores on the class path; needs no database. */
@Command(
        name = "plugins",
        description = "The spatial indexes and trajectory stores there are, and their options",
        footer = {"%n@|bold Example|@", "  spatio plugins"})
public final class PluginsVerb implements Verb {
    private static final Shape<Plugin> SHAPE = new Shape<>(
            List.of(
                    Column.text("kind", Plugin::kind),
                    Column.text("name", Plugin::name),
                    Column.text("options", Plugin::optionNames),
                    Column.text("from", Plugin::from)),
            PluginsVerb::write);

    @Mixin
    Flags flags = new Flags();

    /** Without arguments yet. */
    public PluginsVerb() {}

    private record Plugin(String kind, String name, List<Option> options, String from) {
        String optionNames() {
            return options.stream()
                    .map(option -> option.name() + (option.defaultOrNull() == null ? "" : "=" + option.defaultOrNull()))
                    .collect(Collectors.joining(" "));
        }
    }

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        Providers providers = Plugins.gather(List.of(), List.of());
        List<Plugin> plugins = new ArrayList<>();
        providers
                .indexes()
                .forEach((name, provider) ->
                        plugins.add(new Plugin("index", name, provider.options(), origin(provider.getClass()))));
        providers
                .stores()
                .forEach((name, provider) ->
                        plugins.add(new Plugin("store", name, provider.options(), origin(provider.getClass()))));
        invocation.output().list(SHAPE, plugins);
        return ExitCode.OK;
    }

    private static String origin(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? "" : source.getLocation().getPath();
    }

    private static void write(JsonGenerator json, Plugin plugin) throws IOException {
        json.writeStringField("kind", plugin.kind());
        json.writeStringField("name", plugin.name());
        json.writeArrayFieldStart("options");
        for (Option option : plugin.options()) {
            json.writeStartObject();
            json.writeStringField("name", option.name());
            json.writeStringField("type", option.type().name().toLowerCase(Locale.ROOT));
            String defaultText = option.defaultOrNull();
            if (defaultText != null) {
                json.writeStringField("default", defaultText);
            }
            json.writeStringField("doc", option.doc());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("from", plugin.from());
    }
}
