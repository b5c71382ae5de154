package io.spatio.cli.query;

import io.spatio.Neighbor;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Shapes;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spatio knn}: the k nearest objects. */
@Command(
        name = "knn",
        description = "The nearest objects to a place or an object, nearest first",
        footer = {
            "%n@|bold Example|@",
            "  spatio knn trucks -73.99,40.73 -k 10",
            "  spatio knn trucks --of truck-1 -k 5"
        })
public final class KnnVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    @Mixin
    Center center = new Center();

    @Option(
            names = {"-k", "--limit"},
            paramLabel = "N",
            description = "How many (default: ${DEFAULT-VALUE})")
    int k = 10;

    @Mixin
    PageByDistance page = new PageByDistance();

    /** Without arguments yet. */
    public KnnVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        Optional<String> object = center.object();
        QueryOptions asked = page.options(k);
        return invocation.withNamespace(center.namespace, ns -> {
            QueryOptions options = page.timeout.begin(asked);
            Results<Neighbor> rows = object.isPresent()
                    ? ns.knnNearObject(object.get(), center.excludeSelf ? options.excludeSelf() : options)
                    : ns.knn(center.place(), options);
            invocation.output().list(Shapes.LOCATED, rows);
            if (rows.isEmpty()) {
                invocation.note("nothing found");
            }
            return ExitCode.OK;
        });
    }
}
