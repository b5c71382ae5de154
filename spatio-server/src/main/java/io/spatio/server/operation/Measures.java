package io.spatio.server.operation;

import io.spatio.DistanceMetric;
import io.spatio.Namespace;
import io.spatio.Spatio;
import io.spatio.protocol.v1.BoundingBoxReply;
import io.spatio.protocol.v1.BoundingBoxRequest;
import io.spatio.protocol.v1.Box;
import io.spatio.protocol.v1.ConvexHullReply;
import io.spatio.protocol.v1.ConvexHullRequest;
import io.spatio.protocol.v1.DistanceReply;
import io.spatio.protocol.v1.DistanceRequest;
import java.util.OptionalDouble;

/** Distances and outlines. */
final class Measures {
    private final Spatio database;

    Measures(Spatio database) {
        this.database = database;
    }

    void addTo(Registry registry) {
        registry.instant("Distance", DistanceRequest.class, DistanceRequest.parser(), this::distance);
        registry.work("ConvexHull", ConvexHullRequest.class, ConvexHullRequest.parser(), this::convexHull);
        registry.work("BoundingBox", BoundingBoxRequest.class, BoundingBoxRequest.parser(), this::boundingBox);
    }

    private DistanceReply distance(Call call, DistanceRequest request) {
        Namespace namespace = database.namespace(request.getNamespace());
        DistanceMetric metric =
                switch (request.getMetric()) {
                    case HAVERSINE -> DistanceMetric.HAVERSINE;
                    case GEODESIC -> DistanceMetric.GEODESIC;
                    case RHUMB -> DistanceMetric.RHUMB;
                    case EUCLIDEAN -> DistanceMetric.EUCLIDEAN;
                    case UNRECOGNIZED ->
                        throw new IllegalArgumentException("metric " + request.getMetricValue() + " is unknown");
                };
        OptionalDouble distance =
                switch (request.getToCase()) {
                    case OTHER -> namespace.distanceBetween(request.getId(), request.getOther(), metric);
                    case PLACE -> namespace.distanceTo(request.getId(), Places.position(request.getPlace()), metric);
                    case TO_NOT_SET ->
                        throw new IllegalArgumentException("the other end is absent: give another object or a place");
                };
        DistanceReply.Builder reply = DistanceReply.newBuilder();
        distance.ifPresent(reply::setDistance);
        return reply.build();
    }

    private ConvexHullReply convexHull(Call call, ConvexHullRequest request) {
        ConvexHullReply.Builder reply = ConvexHullReply.newBuilder();
        database.namespace(request.getNamespace())
                .convexHull(Questions.everything(call))
                .ifPresent(hull -> reply.setHull(Places.points(hull)));
        return reply.build();
    }

    private BoundingBoxReply boundingBox(Call call, BoundingBoxRequest request) {
        BoundingBoxReply.Builder reply = BoundingBoxReply.newBuilder();
        database.namespace(request.getNamespace())
                .boundingBox(Questions.everything(call))
                .ifPresent(box -> reply.setBox(Box.newBuilder()
                        .setWest(box.west())
                        .setSouth(box.south())
                        .setEast(box.east())
                        .setNorth(box.north())));
        return reply.build();
    }
}
