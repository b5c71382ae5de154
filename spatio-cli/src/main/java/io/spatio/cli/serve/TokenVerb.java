package io.spatio.cli.serve;

import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Column;
import io.spatio.cli.output.Facts;
import io.spatio.cli.output.Shape;
import io.spatio.cli.output.Texts;
import io.spatio.core.config.Settings;
import io.spatio.core.wiring.Plugins;
import io.spatio.server.ServerOptions;
import io.spatio.server.ServerTokens;
import io.spatio.spi.OpenRequest;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spatio token}: makes, lists and revokes the tokens of a server. */
@Command(
        name = "token",
        description = "Make, list and revoke the tokens that a server asks for",
        footer = {
            "%n@|bold Examples|@",
            "  spatio token new tracker --roles write --namespaces 'fleet-*' --file tokens",
            "  spatio token list --file tokens",
            "  spatio token revoke tracker --file tokens"
        })
public final class TokenVerb implements Verb {
    private static final Shape<ServerTokens.Entry> SHAPE = new Shape<>(
            List.of(
                    Column.text("name", row -> Texts.printable(row.name())),
                    Column.text("roles", row -> String.join(",", row.roles())),
                    Column.text("namespaces", row -> Texts.printable(String.join(",", row.namespaces())))),
            (json, row) -> {
                json.writeStringField("name", row.name());
                json.writeFieldName("roles");
                json.writeArray(
                        row.roles().toArray(String[]::new), 0, row.roles().size());
                json.writeFieldName("namespaces");
                json.writeArray(
                        row.namespaces().toArray(String[]::new),
                        0,
                        row.namespaces().size());
            });

    @Mixin
    Flags flags = new Flags();

    @Parameters(index = "0", paramLabel = "ACTION", description = "new, list or revoke")
    String action = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Whose token; for people")
    String name = "";

    @Option(names = "--roles", split = ",", paramLabel = "ROLE", description = "read, write, admin (default: read)")
    List<String> roles = List.of("read");

    @Option(
            names = "--namespaces",
            split = ",",
            paramLabel = "PATTERN",
            description = "Names, or beginnings and *, with commas between (default: *)")
    List<String> namespaces = List.of("*");

    @Option(names = "--file", paramLabel = "FILE", description = "The file of tokens (default: server.tokens-file)")
    String file = "";

    /** Without arguments yet. */
    public TokenVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        ServerTokens tokens = new ServerTokens(file(invocation));
        boolean named = !name.isEmpty();
        if (named == action.equals("list")) {
            throw Failure.usage(named ? "list takes no NAME" : action + " wants a NAME");
        }
        switch (action) {
            case "new" -> {
                String secret = tokens.add(new ServerTokens.Entry(name, roles, namespaces));
                invocation.output().facts(new Facts().with("token", secret));
                invocation.note("the token is told this once: the file has only its SHA-256");
            }
            case "list" -> invocation.output().list(SHAPE, tokens.list().iterator());
            case "revoke" -> {
                if (!tokens.revoke(name)) {
                    throw Failure.notFound("there is no token \"" + Texts.printable(name) + "\"");
                }
                invocation.output().facts(new Facts().with("revoked", name));
            }
            default ->
                throw Failure.usage(
                        "ACTION \"" + Texts.printable(action) + "\" is unknown: legal are new, list and revoke");
        }
        return ExitCode.OK;
    }

    private Path file(Invocation invocation) {
        if (!file.isEmpty()) {
            return Path.of(file);
        }
        OpenRequest request = invocation.location().builder().request();
        return Settings.load(request, Plugins.gather(request.indexes(), request.stores()))
                .options(new ServerOptions())
                .find("tokens-file")
                .filter(configured -> !configured.isBlank())
                .map(Path::of)
                .orElseThrow(() -> Failure.usage("which file? give --file FILE or set server.tokens-file"));
    }
}
