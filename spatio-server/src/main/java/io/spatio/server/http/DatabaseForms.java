package io.spatio.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spatio.protocol.v1.BoundingBoxReply;
import io.spatio.protocol.v1.BoundingBoxRequest;
import io.spatio.protocol.v1.CompactReply;
import io.spatio.protocol.v1.CompactRequest;
import io.spatio.protocol.v1.ConvexHullReply;
import io.spatio.protocol.v1.ConvexHullRequest;
import io.spatio.protocol.v1.DistanceMetric;
import io.spatio.protocol.v1.DistanceReply;
import io.spatio.protocol.v1.DistanceRequest;
import io.spatio.protocol.v1.HealthReply;
import io.spatio.protocol.v1.HealthRequest;
import io.spatio.protocol.v1.NamespaceStats;
import io.spatio.protocol.v1.NamespacesReply;
import io.spatio.protocol.v1.NamespacesRequest;
import io.spatio.protocol.v1.Ring;
import io.spatio.protocol.v1.StatsReply;
import io.spatio.protocol.v1.StatsRequest;
import io.spatio.protocol.v1.SyncReply;
import io.spatio.protocol.v1.SyncRequest;
import io.spatio.protocol.v1.VerifyReply;
import io.spatio.protocol.v1.VerifyRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The forms of measures, and of what is about the database as a whole. */
final class DatabaseForms {
    private DatabaseForms() {}

    static void addTo(Forms forms) {
        forms.add(
                "GET /v1/namespaces/{namespace}/objects/{id}/distance",
                Form.of(DistanceReply.class, DatabaseForms::distance, DatabaseForms::distance));
        forms.add(
                "GET /v1/namespaces/{namespace}/hull",
                Form.of(
                        ConvexHullReply.class,
                        ask -> ConvexHullRequest.newBuilder()
                                .setNamespace(ask.namespace())
                                .build(),
                        (ask, reply) -> Answer.object(json -> writeHull(json, reply.getHull()))));
        forms.add(
                "GET /v1/namespaces/{namespace}/bounds",
                Form.of(
                        BoundingBoxReply.class,
                        ask -> BoundingBoxRequest.newBuilder()
                                .setNamespace(ask.namespace())
                                .build(),
                        DatabaseForms::bounds));
        forms.add(
                "GET /v1/namespaces",
                Form.of(NamespacesReply.class, DatabaseForms::namespaces, DatabaseForms::namespaces));
        forms.add(
                "POST /v1:sync",
                Form.of(
                        SyncReply.class,
                        ask -> SyncRequest.getDefaultInstance(),
                        (ask, reply) -> Answer.object(json -> json.writeNumberField("sequence", reply.getSequence()))));
        forms.add(
                "GET /v1/health",
                Form.of(HealthReply.class, ask -> HealthRequest.getDefaultInstance(), DatabaseForms::health));
        forms.add(
                "GET /v1/stats",
                Form.of(StatsReply.class, ask -> StatsRequest.getDefaultInstance(), DatabaseForms::stats));
        forms.add(
                "POST /v1:compact",
                Form.of(
                        CompactReply.class,
                        ask -> CompactRequest.getDefaultInstance(),
                        (ask, reply) -> Answer.object(json -> json.writeBooleanField("compacted", true))));
        forms.add(
                "POST /v1:verify",
                Form.of(VerifyReply.class, ask -> VerifyRequest.getDefaultInstance(), DatabaseForms::verification));
    }

    private static NamespacesRequest namespaces(Ask ask) {
        NamespacesRequest.Builder request = NamespacesRequest.newBuilder();
        ask.parameters().count("limit").ifPresent(request::setLimit);
        ask.parameters().text("after").ifPresent(request::setAfter);
        return request.build();
    }

    private static Answer namespaces(Ask ask, NamespacesReply reply) {
        int names = reply.getNameCount();
        return Answer.object(json -> {
            writeTexts(json, "results", reply.getNameList());
            RowJson.writeEnd(
                    json, reply.getTruncated(), reply.getTruncated() && names > 0 ? reply.getName(names - 1) : "");
        });
    }

    private static DistanceRequest distance(Ask ask) {
        DistanceRequest.Builder request =
                DistanceRequest.newBuilder().setNamespace(ask.namespace()).setId(ask.id());
        ask.parameters().text("other").ifPresent(request::setOther);
        ask.parameters().placeIfGiven("to").ifPresent(request::setPlace);
        ask.parameters().text("metric").ifPresent(name -> request.setMetric(metric(name)));
        return request.build();
    }

    private static DistanceMetric metric(String name) {
        return Arrays.stream(DistanceMetric.values())
                .filter(metric -> metric != DistanceMetric.UNRECOGNIZED)
                .filter(metric -> metric.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("parameter metric: \"" + name
                        + "\" is unknown: legal are haversine, geodesic, rhumb and euclidean"));
    }

    private static Answer distance(Ask ask, DistanceReply reply) {
        return Answer.object(json -> {
            if (reply.hasDistance()) {
                json.writeNumberField("distance", reply.getDistance());
            } else {
                json.writeNullField("distance");
            }
        });
    }

    /** A GeoJSON geometry, or null. */
    private static void writeHull(JsonGenerator json, Ring hull) throws IOException {
        if (hull.getLonCount() == 0) {
            json.writeNullField("hull");
            return;
        }
        json.writeObjectFieldStart("hull");
        boolean polygon = hull.getLonCount() > 2;
        json.writeStringField("type", polygon ? "Polygon" : hull.getLonCount() == 2 ? "LineString" : "Point");
        json.writeFieldName("coordinates");
        if (hull.getLonCount() == 1) {
            json.writeArray(new double[] {hull.getLon(0), hull.getLat(0)}, 0, 2);
        } else {
            if (polygon) {
                json.writeStartArray();
            }
            json.writeStartArray();
            for (int i = 0; i < hull.getLonCount(); i++) {
                json.writeArray(new double[] {hull.getLon(i), hull.getLat(i)}, 0, 2);
            }
            json.writeEndArray();
            if (polygon) {
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    private static Answer bounds(Ask ask, BoundingBoxReply reply) {
        return Answer.object(json -> {
            if (!reply.hasBox()) {
                json.writeNullField("bbox");
                return;
            }
            json.writeFieldName("bbox");
            json.writeArray(
                    new double[] {
                        reply.getBox().getWest(),
                        reply.getBox().getSouth(),
                        reply.getBox().getEast(),
                        reply.getBox().getNorth()
                    },
                    0,
                    4);
        });
    }

    private static Answer health(Ask ask, HealthReply reply) {
        return Answer.object(json -> {
            json.writeStringField("state", reply.getState().name());
            if (!reply.getCause().isEmpty()) {
                json.writeStringField("cause", reply.getCause());
            }
        });
    }

    private static Answer stats(Ask ask, StatsReply reply) {
        return Answer.object(json -> {
            json.writeNumberField("objects", reply.getObjects());
            json.writeObjectFieldStart("operations");
            for (Map.Entry<String, Long> count : new TreeMap<>(reply.getOperationsMap()).entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("namespaces");
            for (NamespaceStats namespace : reply.getNamespacesList()) {
                json.writeStartObject();
                json.writeStringField("name", namespace.getName());
                json.writeNumberField("objects", namespace.getObjects());
                json.writeStringField("indexType", namespace.getIndexType());
                writeRaw(json, "index", namespace.getIndex());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("store");
            json.writeStringField("type", reply.getStoreType());
            json.writeNumberField("historyDropped", reply.getHistoryDropped());
            writeTexts(json, "recovery", reply.getRecoveryList());
            writeRaw(json, "details", reply.getStore());
            json.writeEndObject();
        });
    }

    private static Answer verification(Ask ask, VerifyReply reply) {
        return Answer.object(json -> {
            json.writeNumberField("files", reply.getFiles());
            json.writeNumberField("bytes", reply.getBytes());
            json.writeNumberField("records", reply.getRecords());
            writeTexts(json, "problems", reply.getProblemsList());
        });
    }

    private static void writeRaw(JsonGenerator json, String name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(value);
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
