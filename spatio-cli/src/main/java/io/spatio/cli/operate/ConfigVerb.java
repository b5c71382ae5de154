package io.spatio.cli.operate;

import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Origins;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Column;
import io.spatio.cli.output.Shape;
import io.spatio.cli.output.Texts;
import io.spatio.core.config.Setting;
import io.spatio.core.config.Settings;
import io.spatio.core.wiring.Plugins;
import io.spatio.spi.OpenRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spatio config}: every setting in effect and where it comes from; needs no database. */
@Command(
        name = "config",
        description = "Every setting, its value in effect and where that comes from",
        footer = {"%n@|bold Example|@", "  spatio config -D store.type=mvstore"})
public final class ConfigVerb implements Verb {
    private static final Shape<Setting> SHAPE = new Shape<>(
            List.of(
                    Column.text("key", row -> "spatio." + Texts.printable(row.key())),
                    Column.text("value", row -> Texts.printable(row.value())),
                    Column.text("origin", row -> Texts.printable(origin(row))),
                    Column.text("meaning", Setting::doc)),
            (json, row) -> {
                json.writeStringField("key", "spatio." + row.key());
                json.writeStringField("value", row.value());
                json.writeStringField("origin", origin(row));
                json.writeStringField("doc", row.doc());
            });

    @Mixin
    Flags flags = new Flags();

    /** Without arguments yet. */
    public ConfigVerb() {}

    private static String origin(Setting setting) {
        return Origins.named(setting.origin());
    }

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        OpenRequest request = invocation.location().builder().request();
        Settings settings = Settings.load(request, Plugins.gather(request.indexes(), request.stores()));
        settings.engine(); // refuses what only an opening would otherwise
        invocation.output().list(SHAPE, settings.effective());
        return ExitCode.OK;
    }
}
