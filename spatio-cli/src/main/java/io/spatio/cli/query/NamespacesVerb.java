package io.spatio.cli.query;

import io.spatio.Results;
import io.spatio.cli.command.Access;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Column;
import io.spatio.cli.output.Shape;
import io.spatio.cli.output.Texts;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spatio namespaces}: the namespaces that hold a current position. */
@Command(
        name = "namespaces",
        description = "The namespaces and how many objects each has",
        footer = {"%n@|bold Example|@", "  spatio namespaces"})
public final class NamespacesVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    private static final Shape<Entry> SHAPE = new Shape<>(
            List.of(Column.id("namespace", Entry::name), Column.number("objects", row -> Texts.count(row.objects()))),
            (json, row) -> {
                json.writeStringField("namespace", row.name());
                json.writeNumberField("objects", row.objects());
            });

    private record Entry(String name, long objects) {}

    @Mixin
    RowLimit limit = new RowLimit();

    /** Without arguments yet. */
    public NamespacesVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        return invocation.withDatabase(Access.EXISTING, spatio -> {
            List<Entry> all = spatio.namespaces().stream()
                    .map(name -> new Entry(name, spatio.namespace(name).count()))
                    .toList();
            Results<Entry> rows = Results.of(all.subList(0, Math.min(limit.rows, all.size())), limit.rows < all.size());
            invocation.output().list(SHAPE, rows);
            Extent.note(invocation, rows);
            return ExitCode.OK;
        });
    }
}
