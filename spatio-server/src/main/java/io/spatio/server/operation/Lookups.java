package io.spatio.server.operation;

import io.spatio.Area;
import io.spatio.QueryOptions;
import io.spatio.Row;
import io.spatio.Spatio;
import io.spatio.protocol.v1.CountReply;
import io.spatio.protocol.v1.CountRequest;
import io.spatio.protocol.v1.ExistsReply;
import io.spatio.protocol.v1.ExistsRequest;
import io.spatio.protocol.v1.GetAllRequest;
import io.spatio.protocol.v1.GetReply;
import io.spatio.protocol.v1.GetRequest;
import io.spatio.protocol.v1.ListRequest;
import io.spatio.protocol.v1.Place;
import io.spatio.protocol.v1.Rows;
import java.util.List;

/** What is looked up by id. */
final class Lookups {
    private final Spatio database;
    private final Limits limits;

    Lookups(Spatio database, Limits limits) {
        this.database = database;
        this.limits = limits;
    }

    void addTo(Registry registry) {
        registry.instant("Get", GetRequest.class, GetRequest.parser(), this::get);
        registry.work("GetAll", GetAllRequest.class, GetAllRequest.parser(), this::getAll);
        registry.instant("Exists", ExistsRequest.class, ExistsRequest.parser(), this::exists);
        registry.instant("Count", CountRequest.class, CountRequest.parser(), this::count);
        registry.work("List", ListRequest.class, ListRequest.parser(), this::list);
    }

    private GetReply get(Call call, GetRequest request) {
        GetReply.Builder reply = GetReply.newBuilder();
        database.namespace(request.getNamespace()).getAll(List.of(request.getId()), QueryOptions.ALL, row -> {
            reply.setRow(message(row));
            return false;
        });
        return reply.build();
    }

    private static io.spatio.protocol.v1.Row message(Row row) {
        Place.Builder place = Place.newBuilder().setLon(row.lon()).setLat(row.lat());
        if (!Double.isNaN(row.altOrNaN())) {
            place.setAlt(row.altOrNaN());
        }
        return io.spatio.protocol.v1.Row.newBuilder()
                .setId(row.objectId())
                .setPosition(place)
                .setTimestamp(row.timestampMicros())
                .setSequence(row.sequence())
                .setMetadata(Places.bytes(row.metadata()))
                .build();
    }

    private Rows getAll(Call call, GetAllRequest request) {
        int asked = request.getIdCount();
        if (asked > limits.maxRows()) {
            throw new IllegalArgumentException(
                    asked + " ids are more than " + limits.maxRows() + ": ask for them in several calls");
        }
        RowsReply reply = new RowsReply(limits.maxReplyBytes());
        boolean[] truncated = {false};
        database.namespace(request.getNamespace()).getAll(request.getIdList(), Questions.everything(call), row -> {
            truncated[0] = !reply.hasRoom();
            if (!truncated[0]) {
                reply.add(row);
            }
            return !truncated[0];
        });
        return reply.finish(truncated[0], false);
    }

    private ExistsReply exists(Call call, ExistsRequest request) {
        return ExistsReply.newBuilder()
                .setExists(database.namespace(request.getNamespace()).exists(request.getId()))
                .build();
    }

    private CountReply count(Call call, CountRequest request) {
        return CountReply.newBuilder()
                .setCount(database.namespace(request.getNamespace()).count())
                .build();
    }

    /** Every object is in the world, and a box answers in the order of ids, by which a reader continues. */
    private Rows list(Call call, ListRequest request) {
        QueryOptions options = Questions.query(call, request.getOptions(), limits);
        return RowsReply.of(
                database.namespace(request.getNamespace()).query(Area.Box.WORLD, options),
                limits.maxReplyBytes(),
                !options.inAnyOrder());
    }
}
