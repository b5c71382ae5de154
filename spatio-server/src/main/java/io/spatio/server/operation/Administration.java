package io.spatio.server.operation;

import io.spatio.Health;
import io.spatio.Identifiers;
import io.spatio.Maintenance;
import io.spatio.Spatio;
import io.spatio.Stats;
import io.spatio.protocol.v1.CompactReply;
import io.spatio.protocol.v1.CompactRequest;
import io.spatio.protocol.v1.HealthReply;
import io.spatio.protocol.v1.HealthRequest;
import io.spatio.protocol.v1.HealthState;
import io.spatio.protocol.v1.NamespaceStats;
import io.spatio.protocol.v1.NamespacesReply;
import io.spatio.protocol.v1.NamespacesRequest;
import io.spatio.protocol.v1.StatsReply;
import io.spatio.protocol.v1.StatsRequest;
import io.spatio.protocol.v1.SyncReply;
import io.spatio.protocol.v1.SyncRequest;
import io.spatio.protocol.v1.VerifyReply;
import io.spatio.protocol.v1.VerifyRequest;
import java.util.Locale;

/** What is about the database as a whole. */
final class Administration {
    private final Spatio database;
    private final Limits limits;

    Administration(Spatio database, Limits limits) {
        this.database = database;
        this.limits = limits;
    }

    void addTo(Registry registry) {
        registry.work("Namespaces", NamespacesRequest.class, NamespacesRequest.parser(), this::namespaces);
        registry.work("Sync", SyncRequest.class, SyncRequest.parser(), this::sync);
        registry.instant("Health", HealthRequest.class, HealthRequest.parser(), this::health);
        registry.work("Stats", StatsRequest.class, StatsRequest.parser(), this::stats);
        registry.work("Compact", CompactRequest.class, CompactRequest.parser(), this::compact);
        registry.work("Verify", VerifyRequest.class, VerifyRequest.parser(), this::verify);
    }

    private NamespacesReply namespaces(Call call, NamespacesRequest request) {
        int limit = limits.rows(request.hasLimit(), request.getLimit());
        NamespacesReply.Builder reply = NamespacesReply.newBuilder();
        for (String name : database.namespaces()) {
            if (Identifiers.compare(name, request.getAfter()) > 0
                    && call.principal().sees(name)) {
                if (reply.getNameCount() == limit) {
                    return reply.setTruncated(true).build();
                }
                reply.addName(name);
            }
        }
        return reply.build();
    }

    private SyncReply sync(Call call, SyncRequest request) {
        return SyncReply.newBuilder().setSequence(database.sync()).build();
    }

    private HealthReply health(Call call, HealthRequest request) {
        Health health = database.health();
        HealthReply.Builder reply = HealthReply.newBuilder()
                .setState(
                        switch (health.state()) {
                            case OPEN -> HealthState.OPEN;
                            case DEGRADED -> HealthState.DEGRADED;
                            case READ_ONLY -> HealthState.READ_ONLY;
                            case READ_ONLY_FULL -> HealthState.READ_ONLY_FULL;
                            case FAILED -> HealthState.FAILED;
                        });
        health.cause().ifPresent(cause -> reply.setCause(String.valueOf(cause.getMessage())));
        return reply.build();
    }

    private StatsReply stats(Call call, StatsRequest request) {
        Stats stats = database.stats();
        StatsReply.Builder reply = StatsReply.newBuilder()
                .setObjects(stats.objects())
                .setStoreType(stats.store().type())
                .setHistoryDropped(stats.store().historyDropped())
                .addAllRecovery(stats.store().recovery())
                .setStore(FactsJson.of(stats.store().details()));
        for (Stats.Operation operation : Stats.Operation.values()) {
            reply.putOperations(name(operation), stats.count(operation));
        }
        stats.namespaces()
                .forEach(namespace -> reply.addNamespaces(NamespaceStats.newBuilder()
                        .setName(namespace.name())
                        .setObjects(namespace.objects())
                        .setIndexType(namespace.indexType())
                        .setIndex(FactsJson.of(namespace.index()))));
        return reply.build();
    }

    /** CLOCK_ADJUSTED is clockAdjusted. */
    private static String name(Stats.Operation operation) {
        StringBuilder name = new StringBuilder();
        for (String word : operation.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }

    private CompactReply compact(Call call, CompactRequest request) {
        database.maintenance().compact();
        return CompactReply.getDefaultInstance();
    }

    private VerifyReply verify(Call call, VerifyRequest request) {
        Maintenance.Verification found = database.maintenance().verify();
        return VerifyReply.newBuilder()
                .setFiles(found.files())
                .setBytes(found.bytes())
                .setRecords(found.records())
                .addAllProblems(found.problems())
                .build();
    }
}
