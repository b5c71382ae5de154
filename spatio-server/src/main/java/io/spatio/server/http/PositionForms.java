package io.spatio.server.http;

import io.spatio.geojson.GeoJson;
import io.spatio.protocol.v1.Area;
import io.spatio.protocol.v1.Box;
import io.spatio.protocol.v1.Box3d;
import io.spatio.protocol.v1.BoxAround;
import io.spatio.protocol.v1.Circle;
import io.spatio.protocol.v1.Closest;
import io.spatio.protocol.v1.Cylinder;
import io.spatio.protocol.v1.CylinderAround;
import io.spatio.protocol.v1.NearestRequest;
import io.spatio.protocol.v1.QueryAroundRequest;
import io.spatio.protocol.v1.QueryRequest;
import io.spatio.protocol.v1.Rows;
import io.spatio.server.operation.Places;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The forms of questions about current positions. */
final class PositionForms {
    private PositionForms() {}

    static void addTo(Forms forms) {
        query(forms, "GET /v1/namespaces/{namespace}/radius", PositionForms::circle);
        query(forms, "GET /v1/namespaces/{namespace}/bbox", PositionForms::box);
        query(forms, "GET /v1/namespaces/{namespace}/cylinder", PositionForms::cylinder);
        query(forms, "POST /v1/namespaces/{namespace}/within", PositionForms::polygon);
        forms.add(
                "GET /v1/namespaces/{namespace}/knn",
                Form.of(
                        Rows.class,
                        ask -> NearestRequest.newBuilder()
                                .setNamespace(ask.namespace())
                                .setCenter(ask.parameters().place("center"))
                                .setOptions(Pages.query(ask.parameters()))
                                .build(),
                        RowJson::answer));
        around(
                forms,
                "radius",
                (ask, request) -> request.setRadius(ask.parameters().meters("radius")));
        around(forms, "knn", (ask, request) -> request.setNearest(Closest.getDefaultInstance()));
        around(forms, "bbox", PositionForms::boxAround);
        around(
                forms,
                "cylinder",
                (ask, request) -> request.setCylinder(CylinderAround.newBuilder()
                        .setRadius(ask.parameters().meters("radius"))
                        .setMinAlt(ask.parameters().meters("minAlt"))
                        .setMaxAlt(ask.parameters().meters("maxAlt"))));
    }

    private static void query(Forms forms, String route, Function<Ask, Area.Builder> area) {
        forms.add(
                route,
                Form.of(
                        Rows.class,
                        ask -> QueryRequest.newBuilder()
                                .setNamespace(ask.namespace())
                                .setArea(area.apply(ask))
                                .setOptions(Pages.query(ask.parameters()))
                                .build(),
                        RowJson::answer));
    }

    private interface Shape {
        Object set(Ask ask, QueryAroundRequest.Builder request);
    }

    private static void around(Forms forms, String name, Shape shape) {
        forms.add(
                "GET /v1/namespaces/{namespace}/objects/{id}/" + name,
                Form.of(
                        Rows.class,
                        ask -> {
                            QueryAroundRequest.Builder request = QueryAroundRequest.newBuilder()
                                    .setNamespace(ask.namespace())
                                    .setId(ask.id())
                                    .setOptions(Pages.query(ask.parameters())
                                            .setExcludeSelf(ask.parameters().flag("excludeSelf")));
                            Object unused = shape.set(ask, request);
                            return request.build();
                        },
                        RowJson::answer));
    }

    private static QueryAroundRequest.Builder boxAround(Ask ask, QueryAroundRequest.Builder request) {
        BoxAround.Builder box = BoxAround.newBuilder()
                .setWidth(ask.parameters().meters("width"))
                .setHeight(ask.parameters().meters("height"));
        ask.parameters().metersIfGiven("depth").ifPresent((Consumer<Double>) box::setDepth);
        return request.setBox(box);
    }

    static Area.Builder circle(Ask ask) {
        return Area.newBuilder()
                .setCircle(Circle.newBuilder()
                        .setCenter(ask.parameters().place("center"))
                        .setRadius(ask.parameters().meters("radius")));
    }

    /** {@code bbox=west,south,east,north}, or with altitudes west, south, lowest, east, north, highest (RFC 7946). */
    static Area.Builder box(Ask ask) {
        List<Double> edges = ask.parameters().numbersOf("bbox");
        return switch (edges.size()) {
            case 4 -> Area.newBuilder().setBox(box(edges.get(0), edges.get(1), edges.get(2), edges.get(3)));
            case 6 ->
                Area.newBuilder()
                        .setBox3D(Box3d.newBuilder()
                                .setBase(box(edges.get(0), edges.get(1), edges.get(3), edges.get(4)))
                                .setMinAlt(edges.get(2))
                                .setMaxAlt(edges.get(5)));
            default ->
                throw new IllegalArgumentException("parameter bbox has " + edges.size()
                        + " numbers: give WEST,SOUTH,EAST,NORTH or WEST,SOUTH,LOWEST,EAST,NORTH,HIGHEST");
        };
    }

    private static Box.Builder box(double west, double south, double east, double north) {
        return Box.newBuilder().setWest(west).setSouth(south).setEast(east).setNorth(north);
    }

    static Area.Builder cylinder(Ask ask) {
        return Area.newBuilder()
                .setCylinder(Cylinder.newBuilder()
                        .setCenter(ask.parameters().place("center"))
                        .setRadius(ask.parameters().meters("radius"))
                        .setMinAlt(ask.parameters().meters("minAlt"))
                        .setMaxAlt(ask.parameters().meters("maxAlt")));
    }

    /** The GeoJSON of the body. */
    static Area.Builder polygon(Ask ask) {
        String json;
        try {
            json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(ask.body().bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the body is not UTF-8", e);
        }
        return Area.newBuilder()
                .setPolygons(Places.polygons(GeoJson.readPolygon(json).geometry()));
    }
}
