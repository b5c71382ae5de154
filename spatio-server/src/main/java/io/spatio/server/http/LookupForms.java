package io.spatio.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spatio.error.ObjectNotFoundException;
import io.spatio.internal.JsonFaults;
import io.spatio.protocol.v1.CountReply;
import io.spatio.protocol.v1.CountRequest;
import io.spatio.protocol.v1.ExistsReply;
import io.spatio.protocol.v1.ExistsRequest;
import io.spatio.protocol.v1.GetAllRequest;
import io.spatio.protocol.v1.GetReply;
import io.spatio.protocol.v1.GetRequest;
import io.spatio.protocol.v1.ListRequest;
import io.spatio.protocol.v1.Row;
import io.spatio.protocol.v1.Rows;
import java.io.IOException;

/** The forms of what is looked up by id. */
final class LookupForms {
    private static final JsonFactory JSON = new JsonFactory();

    private LookupForms() {}

    static void addTo(Forms forms) {
        forms.add(
                "GET /v1/namespaces/{namespace}/objects/{id}",
                Form.of(
                        GetReply.class,
                        ask -> GetRequest.newBuilder()
                                .setNamespace(ask.namespace())
                                .setId(ask.id())
                                .build(),
                        LookupForms::row));
        forms.add(
                "POST /v1/namespaces/{namespace}/objects:get",
                Form.of(Rows.class, LookupForms::getAll, RowJson::answer));
        forms.add(
                "GET /v1/namespaces/{namespace}/objects/{id}/exists",
                Form.of(
                        ExistsReply.class,
                        ask -> ExistsRequest.newBuilder()
                                .setNamespace(ask.namespace())
                                .setId(ask.id())
                                .build(),
                        (ask, reply) -> Answer.object(json -> json.writeBooleanField("exists", reply.getExists()))));
        forms.add(
                "GET /v1/namespaces/{namespace}/count",
                Form.of(
                        CountReply.class,
                        ask -> CountRequest.newBuilder()
                                .setNamespace(ask.namespace())
                                .build(),
                        (ask, reply) -> Answer.object(json -> json.writeNumberField("count", reply.getCount()))));
        forms.add(
                "GET /v1/namespaces/{namespace}/objects",
                Form.of(
                        Rows.class,
                        ask -> ListRequest.newBuilder()
                                .setNamespace(ask.namespace())
                                .setOptions(Pages.query(ask.parameters()))
                                .build(),
                        RowJson::answer));
    }

    /** A sequence as an entity tag: a newer state has another. */
    static String etag(long sequence) {
        return "\"" + sequence + "\"";
    }

    private static Answer row(Ask ask, GetReply reply) {
        if (!reply.hasRow()) {
            throw new ObjectNotFoundException(
                    "object \"" + ask.id() + "\" has no current position in namespace \"" + ask.namespace() + "\"");
        }
        Row row = reply.getRow();
        return Answer.object(json -> {
                    json.writeStringField("objectId", row.getId());
                    RowJson.writePlace(json, row.getPosition());
                    RowJson.writeTime(json, row.getTimestamp());
                    RowJson.writeMetadata(json, row.getMetadata());
                    json.writeNumberField("sequence", row.getSequence());
                })
                .with("ETag", etag(row.getSequence()));
    }

    private static GetAllRequest getAll(Ask ask) {
        GetAllRequest.Builder request = GetAllRequest.newBuilder().setNamespace(ask.namespace());
        try (JsonParser parser = JSON.createParser(ask.body().bytes())) {
            readIds(parser, request);
        } catch (IOException e) {
            throw new IllegalArgumentException("the body is not JSON: " + e.getMessage(), e);
        }
        return request.build();
    }

    private static void readIds(JsonParser parser, GetAllRequest.Builder request) {
        try {
            boolean legal = parser.nextToken() == JsonToken.START_ARRAY;
            while (legal && parser.nextToken() == JsonToken.VALUE_STRING) {
                request.addId(parser.getText());
            }
            if (!legal || parser.currentToken() != JsonToken.END_ARRAY || parser.nextToken() != null) {
                throw new IllegalArgumentException("the body is not an array of ids, as [\"truck-1\", \"truck-2\"]");
            }
        } catch (IOException e) {
            throw JsonFaults.refused("the body", parser, e);
        }
    }
}
