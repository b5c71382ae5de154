package io.spatio.server.operation;

import io.spatio.Located;
import io.spatio.Namespace;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.Spatio;
import io.spatio.protocol.v1.BoxAround;
import io.spatio.protocol.v1.CylinderAround;
import io.spatio.protocol.v1.NearestRequest;
import io.spatio.protocol.v1.QueryAroundRequest;
import io.spatio.protocol.v1.QueryRequest;
import io.spatio.protocol.v1.Rows;

/** Questions about current positions. */
final class Positions {
    private final Spatio database;
    private final Limits limits;

    Positions(Spatio database, Limits limits) {
        this.database = database;
        this.limits = limits;
    }

    void addTo(Registry registry) {
        registry.work("Query", QueryRequest.class, QueryRequest.parser(), this::query);
        registry.work("Nearest", NearestRequest.class, NearestRequest.parser(), this::nearest);
        registry.work("QueryAround", QueryAroundRequest.class, QueryAroundRequest.parser(), this::queryAround);
    }

    private Rows query(Call call, QueryRequest request) {
        QueryOptions options = Questions.query(call, request.getOptions(), limits);
        return rows(database.namespace(request.getNamespace()).query(Places.area(request.getArea()), options), options);
    }

    private Rows nearest(Call call, NearestRequest request) {
        QueryOptions options = Questions.query(call, request.getOptions(), limits);
        Places.requireCenter(request.hasCenter());
        return rows(
                database.namespace(request.getNamespace()).knn(Places.position(request.getCenter()), options), options);
    }

    private Rows queryAround(Call call, QueryAroundRequest request) {
        QueryOptions options = Questions.query(call, request.getOptions(), limits);
        Namespace namespace = database.namespace(request.getNamespace());
        String id = request.getId();
        Results<? extends Located> results =
                switch (request.getShapeCase()) {
                    case RADIUS -> namespace.queryNear(id, request.getRadius(), options);
                    case NEAREST -> namespace.knnNearObject(id, options);
                    case BOX -> box(namespace, id, request.getBox(), options);
                    case CYLINDER -> cylinder(namespace, id, request.getCylinder(), options);
                    case SHAPE_NOT_SET ->
                        throw new IllegalArgumentException(
                                "shape is absent: give a radius, a box, a cylinder, or ask for the nearest");
                };
        return rows(results, options);
    }

    private static Results<? extends Located> box(Namespace namespace, String id, BoxAround box, QueryOptions options) {
        return box.hasDepth()
                ? namespace.queryBbox3dNearObject(id, box.getWidth(), box.getHeight(), box.getDepth(), options)
                : namespace.queryBboxNearObject(id, box.getWidth(), box.getHeight(), options);
    }

    private static Results<? extends Located> cylinder(
            Namespace namespace, String id, CylinderAround cylinder, QueryOptions options) {
        return namespace.queryCylinderNearObject(
                id, cylinder.getMinAlt(), cylinder.getMaxAlt(), cylinder.getRadius(), options);
    }

    private Rows rows(Results<? extends Located> results, QueryOptions options) {
        return RowsReply.of(results, limits.maxReplyBytes(), !options.inAnyOrder());
    }
}
