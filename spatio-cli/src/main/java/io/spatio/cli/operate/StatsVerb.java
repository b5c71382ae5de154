package io.spatio.cli.operate;

import io.spatio.Health;
import io.spatio.Stats;
import io.spatio.cli.command.Access;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.command.Words;
import io.spatio.cli.output.Facts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spatio stats}: what the database counts. */
@Command(
        name = "stats",
        description = "Counts and sizes, health, and what recovery found",
        footer = {"%n@|bold Example|@", "  spatio stats --format json"})
public final class StatsVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    /** Without arguments yet. */
    public StatsVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        return invocation.withDatabase(Access.EXISTING, spatio -> {
            Stats stats = spatio.stats();
            Health health = spatio.health();
            Facts facts = HealthFacts.add(new Facts().with("objects", stats.objects()), health);
            facts.with("operations", operations(stats));
            facts.with(
                    "namespaces",
                    stats.namespaces().stream().map(StatsVerb::namespace).toList());
            facts.with("store", store(stats.store()));
            invocation.output().facts(facts);
            return ExitCode.OK;
        });
    }

    private static Map<String, Object> operations(Stats stats) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Stats.Operation operation : Stats.Operation.values()) {
            counts.put(key(operation), stats.count(operation));
        }
        return counts;
    }

    /** CLOCK_ADJUSTED is clockAdjusted. */
    private static String key(Stats.Operation operation) {
        String[] words = operation.name().split("_", -1);
        StringBuilder key = new StringBuilder(words[0].toLowerCase(Locale.ROOT));
        for (int i = 1; i < words.length; i++) {
            key.append(words[i].charAt(0)).append(words[i].substring(1).toLowerCase(Locale.ROOT));
        }
        return key.toString();
    }

    private static Map<String, Object> namespace(Stats.OfNamespace namespace) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", namespace.name());
        facts.put("objects", namespace.objects());
        facts.put("indexType", namespace.indexType());
        facts.put("index", new TreeMap<>(namespace.index()));
        return facts;
    }

    private static Map<String, Object> store(Stats.OfStore store) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("type", store.type());
        facts.put("historyDropped", store.historyDropped());
        facts.put("recovery", store.recovery().stream().map(Words::finding).toList());
        facts.put("details", new TreeMap<>(store.details()));
        return facts;
    }
}
