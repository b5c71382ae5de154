package io.spatio.cli.serve;

import io.spatio.Spatio;
import io.spatio.Stats;
import io.spatio.cli.command.Access;
import io.spatio.cli.command.DatabaseLocation;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Format;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Facts;
import io.spatio.cli.output.Texts;
import io.spatio.core.config.Setting;
import io.spatio.core.config.Settings;
import io.spatio.core.wiring.Plugins;
import io.spatio.server.ServerOptions;
import io.spatio.server.ServerSettings;
import io.spatio.server.SpatioServer;
import io.spatio.spi.OpenRequest;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spatio serve}: a database for other processes, until it is asked to stop. */
@Command(
        name = "serve",
        description = "Serve the database to other processes: gRPC and HTTP with JSON on one port",
        footer = {
            "%n@|bold Examples|@",
            "  spatio serve --db fleet",
            "  spatio serve --memory --port 0",
            "  curl http://127.0.0.1:3000/v1/namespaces"
        })
public final class ServeVerb implements Verb {
    private static final String SKEW = "max-future-skew";
    private static final String SKEW_OF_SERVER = "1d";

    @Mixin
    Flags flags = new Flags();

    @Option(names = "--memory", description = "A database in memory: nothing is kept when the server stops")
    boolean memory;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Where to listen (default: server.host, 127.0.0.1)")
    @Nullable
    String host;

    @Option(names = "--port", paramLabel = "PORT", description = "0: any that is free (default: server.port, 3000)")
    @Nullable
    Integer port;

    /** Without arguments yet. */
    public ServeVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        if (memory && (flags.namesDatabase() || flags.readOnly())) {
            throw Failure.usage("--memory is a database of its own: leave out --db and --read-only");
        }
        Map<String, String> settings = flags.settings();
        if (host != null) {
            settings.put("server.host", host);
        }
        if (port != null) {
            settings.put("server.port", String.valueOf(port));
        }
        ServerSettings server = configured(invocation);
        StopSignals signals =
                StopSignals.handle(exitCode -> Runtime.getRuntime().halt(exitCode));
        if (memory) {
            try (Spatio database = invocation.location().inMemory().build()) {
                return serve(invocation, database, server, signals);
            }
        }
        return invocation.withDatabase(Access.CREATE, database -> serve(invocation, database, server, signals));
    }

    /** The server's settings; and where nothing else is said, the bound of a server on times to come. */
    private ServerSettings configured(Invocation invocation) {
        DatabaseLocation location = invocation.location();
        OpenRequest request = (memory ? location.inMemory() : location.builder()).request();
        Settings all = Settings.load(request, Plugins.gather(request.indexes(), request.stores()));
        boolean bounded = all.effective().stream()
                .filter(setting -> setting.key().equals(SKEW))
                .map(Setting::value)
                .anyMatch(value -> !value.isEmpty());
        if (!bounded) {
            flags.settings().put(SKEW, SKEW_OF_SERVER);
        }
        return ServerSettings.of(all.options(new ServerOptions()));
    }

    private int serve(Invocation invocation, Spatio database, ServerSettings settings, StopSignals signals) {
        try (SpatioServer server = SpatioServer.start(database, settings)) {
            tell(invocation, server, database.stats());
            signals.await();
            invocation.note("stopping: what runs may take " + settings.grace().toSeconds()
                    + " s more; a second signal ends it at once");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }

    private void tell(Invocation invocation, SpatioServer server, Stats stats) {
        String url = "http://" + (server.host().contains(":") ? "[" + server.host() + "]" : server.host()) + ":"
                + server.port();
        String place = memory
                ? "memory"
                : invocation.location().directory().toAbsolutePath().normalize().toString();
        if (invocation.format() == Format.JSON) {
            invocation
                    .output()
                    .facts(new Facts()
                            .with("url", url)
                            .with("database", place)
                            .with("namespaces", (long) stats.namespaces().size())
                            .with("objects", stats.objects()));
        } else {
            PrintStream out = invocation.console().out();
            out.println("Spatio listens on " + url + " (gRPC, HTTP with JSON)");
            out.println("Database: " + Texts.printable(place) + ", "
                    + Texts.count(stats.objects()) + " objects in "
                    + Texts.count(stats.namespaces().size()) + " namespaces");
            out.println("Try: curl " + url + "/v1/namespaces    Stop: Ctrl-C");
        }
        invocation.console().out().flush();
    }
}
