package io.spatio.server.http;

import io.spatio.UpdateColumns;
import io.spatio.protocol.v1.DeleteOutcome;
import io.spatio.protocol.v1.DeleteRequest;
import io.spatio.protocol.v1.Deleted;
import io.spatio.protocol.v1.DropRequest;
import io.spatio.protocol.v1.EraseRequest;
import io.spatio.protocol.v1.Erased;
import io.spatio.protocol.v1.InsertTrajectoryRequest;
import io.spatio.protocol.v1.Place;
import io.spatio.protocol.v1.Positions;
import io.spatio.protocol.v1.UpsertAllRequest;
import io.spatio.protocol.v1.UpsertOutcome;
import io.spatio.protocol.v1.UpsertRequest;
import io.spatio.protocol.v1.Written;
import io.spatio.protocol.v1.WrittenAll;

/** The forms of what records and removes. */
final class WriteForms {
    private WriteForms() {}

    static void addTo(Forms forms) {
        forms.add(
                "PUT /v1/namespaces/{namespace}/objects/{id}",
                Form.of(Written.class, WriteForms::upsert, WriteForms::written));
        Form array = Form.of(WrittenAll.class, WriteForms::upsertAll, WriteForms::writtenAll);
        forms.add(
                "POST /v1/namespaces/{namespace}/objects:batch",
                (ask, operation) ->
                        NdjsonIngest.isMeant(ask) ? NdjsonIngest.answer(ask, operation) : array.answer(ask, operation));
        forms.add(
                "POST /v1/namespaces/{namespace}/objects/{id}/track",
                Form.of(WrittenAll.class, WriteForms::insertTrajectory, WriteForms::writtenAll));
        forms.add(
                "DELETE /v1/namespaces/{namespace}/objects/{id}",
                Form.of(Deleted.class, WriteForms::delete, WriteForms::deleted));
        forms.add(
                "POST /v1/namespaces/{namespace}/objects/{id}:erase",
                Form.of(
                        Erased.class,
                        ask -> EraseRequest.newBuilder()
                                .setNamespace(ask.namespace())
                                .setId(ask.id())
                                .build(),
                        WriteForms::erased));
        forms.add(
                "POST /v1/namespaces/{namespace}:drop",
                Form.of(
                        Erased.class,
                        ask -> DropRequest.newBuilder()
                                .setNamespace(ask.namespace())
                                .build(),
                        WriteForms::erased));
    }

    private static UpsertRequest upsert(Ask ask) {
        try (PositionJson body = body(ask)) {
            PositionJson.Fields fields = body.single();
            String id = ask.id();
            if (fields.objectId != null && !fields.objectId.equals(id)) {
                throw new IllegalArgumentException("objectId is another one than that of the path: leave it out");
            }
            Place.Builder place = Place.newBuilder().setLon(fields.requireLon()).setLat(fields.requireLat());
            if (fields.alt != null) {
                place.setAlt(fields.alt);
            }
            UpsertRequest.Builder request = UpsertRequest.newBuilder()
                    .setNamespace(ask.namespace())
                    .setId(id)
                    .setPosition(place)
                    .setMetadata(fields.metadata);
            if (fields.timestampMicros != null) {
                request.setTimestamp(fields.timestampMicros);
            }
            return request.build();
        }
    }

    private static PositionJson body(Ask ask) {
        byte[] bytes = ask.body().bytes();
        return PositionJson.of(bytes, 0, bytes.length);
    }

    private static UpsertAllRequest upsertAll(Ask ask) {
        try (PositionJson body = body(ask)) {
            UpsertAllRequest.Builder request = UpsertAllRequest.newBuilder().setNamespace(ask.namespace());
            Positions.Builder positions = request.getPositionsBuilder();
            body.array(fields -> {
                request.addId(fields.requireObjectId());
                add(positions, fields);
            });
            return request.build();
        }
    }

    private static InsertTrajectoryRequest insertTrajectory(Ask ask) {
        try (PositionJson body = body(ask)) {
            InsertTrajectoryRequest.Builder request = InsertTrajectoryRequest.newBuilder()
                    .setNamespace(ask.namespace())
                    .setId(ask.id());
            Positions.Builder positions = request.getPositionsBuilder();
            body.array(fields -> add(positions, fields));
            return request.build();
        }
    }

    static void add(Positions.Builder positions, PositionJson.Fields fields) {
        positions
                .addLon(fields.requireLon())
                .addLat(fields.requireLat())
                .addAlt(fields.alt == null ? Double.NaN : fields.alt)
                .addTimestamp(fields.timestampMicros == null ? UpdateColumns.NO_TIME : fields.timestampMicros)
                .addMetadata(fields.metadata);
    }

    private static Answer written(Ask ask, Written written) {
        Answer answer = Answer.object(json -> {
                    json.writeStringField("outcome", written.getOutcome().name());
                    json.writeNumberField("sequence", written.getSequence());
                })
                .with("ETag", LookupForms.etag(written.getSequence()));
        return written.getOutcome() == UpsertOutcome.CREATED ? answer.withStatus(Answer.CREATED) : answer;
    }

    private static Answer writtenAll(Ask ask, WrittenAll written) {
        return Answer.object(json -> {
            json.writeArrayFieldStart("results");
            for (int i = 0; i < written.getOutcomeCount(); i++) {
                json.writeStartObject();
                json.writeStringField("outcome", written.getOutcome(i).name());
                json.writeNumberField("sequence", written.getSequence(i));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static DeleteRequest delete(Ask ask) {
        DeleteRequest.Builder request =
                DeleteRequest.newBuilder().setNamespace(ask.namespace()).setId(ask.id());
        ask.parameters().time("at").ifPresent(request::setTimestamp);
        return request.build();
    }

    private static Answer deleted(Ask ask, Deleted deleted) {
        String outcome = deleted.getOutcome() == DeleteOutcome.STALE_DELETE
                ? "STALE"
                : deleted.getOutcome().name();
        return Answer.object(json -> {
            json.writeStringField("outcome", outcome);
            json.writeNumberField("sequence", deleted.getSequence());
        });
    }

    private static Answer erased(Ask ask, Erased erased) {
        return Answer.object(json -> json.writeNumberField("sequence", erased.getSequence()));
    }
}
