package io.spatio.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Timestamps;
import io.spatio.TrackPoint;
import io.spatio.geojson.GeoJson;
import io.spatio.protocol.v1.Area;
import io.spatio.protocol.v1.QueryDuringRequest;
import io.spatio.protocol.v1.QueryTrajectoryRequest;
import io.spatio.protocol.v1.Record;
import io.spatio.protocol.v1.Track;
import io.spatio.protocol.v1.Visit;
import io.spatio.protocol.v1.Visits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The forms of questions about the past. */
final class HistoryForms {
    private HistoryForms() {}

    static void addTo(Forms forms) {
        forms.add(
                "GET /v1/namespaces/{namespace}/objects/{id}/track",
                Form.of(Track.class, HistoryForms::trajectory, HistoryForms::track));
        forms.add(
                "GET /v1/namespaces/{namespace}/during",
                Form.of(
                        Visits.class,
                        ask -> during(
                                ask,
                                ask.parameters().has("bbox") ? PositionForms::box : HistoryForms::circleOrCylinder),
                        HistoryForms::visits));
        forms.add(
                "POST /v1/namespaces/{namespace}/during",
                Form.of(Visits.class, ask -> during(ask, PositionForms::polygon), HistoryForms::visits));
    }

    private static Area.Builder circleOrCylinder(Ask ask) {
        boolean bounded = ask.parameters().has("minAlt") || ask.parameters().has("maxAlt");
        return bounded ? PositionForms.cylinder(ask) : PositionForms.circle(ask);
    }

    private static QueryTrajectoryRequest trajectory(Ask ask) {
        QueryTrajectoryRequest.Builder request = QueryTrajectoryRequest.newBuilder()
                .setNamespace(ask.namespace())
                .setId(ask.id())
                .setOptions(Pages.history(ask.parameters()));
        ask.parameters().time("from").ifPresent(request::setFrom);
        ask.parameters().time("to").ifPresent(request::setTo);
        return request.build();
    }

    private static QueryDuringRequest during(Ask ask, Function<Ask, Area.Builder> area) {
        QueryDuringRequest.Builder request =
                QueryDuringRequest.newBuilder().setNamespace(ask.namespace()).setArea(area.apply(ask));
        ask.parameters().time("from").ifPresent(request::setFrom);
        ask.parameters().time("to").ifPresent(request::setTo);
        ask.parameters().count("limit").ifPresent(request::setLimit);
        return request.build();
    }

    private static Answer track(Ask ask, Track track) {
        if (ask.acceptsGeoJson()) {
            Answer feature = Answer.json(
                    Answer.OK, Answer.GEO_JSON, json -> GeoJson.writeTrajectory(json, ask.id(), points(track)));
            Answer told = feature.with("Spatio-Truncated", String.valueOf(track.getTruncated()));
            return track.hasNext() ? told.with("Spatio-Next", RowJson.key(track.getNext())) : told;
        }
        return Answer.object(json -> {
            json.writeArrayFieldStart("results");
            for (int i = 0; i < track.getLonCount(); i++) {
                json.writeStartObject();
                RowJson.writeTime(json, track.getTimestamp(i));
                RowJson.writePosition(json, track.getLon(i), track.getLat(i), altOrNaN(track, i));
                RowJson.writeMetadata(json, metadata(track, i));
                json.writeNumberField("sequence", track.getSequence(i));
                json.writeEndObject();
            }
            json.writeEndArray();
            RowJson.writeEnd(json, track.getTruncated(), track.hasNext() ? RowJson.key(track.getNext()) : "");
        });
    }

    private static double altOrNaN(Track track, int i) {
        return track.getAltCount() == 0 ? Double.NaN : track.getAlt(i);
    }

    private static ByteString metadata(Track track, int i) {
        return track.getMetadataCount() == 0 ? ByteString.EMPTY : track.getMetadata(i);
    }

    private static List<TrackPoint> points(Track track) {
        List<TrackPoint> points = new ArrayList<>(track.getLonCount());
        for (int i = 0; i < track.getLonCount(); i++) {
            ByteString json = metadata(track, i);
            points.add(TrackPoint.of(
                    Timestamps.toInstant(track.getTimestamp(i)),
                    new Position(track.getLon(i), track.getLat(i), altOrNaN(track, i)),
                    json.isEmpty() ? Metadata.NONE : Metadata.ofUtf8(json.toByteArray())));
        }
        return points;
    }

    private static Answer visits(Ask ask, Visits visits) {
        return Answer.object(json -> {
            json.writeArrayFieldStart("results");
            for (Visit visit : visits.getVisitsList()) {
                json.writeStartObject();
                json.writeStringField("objectId", visit.getId());
                write(json, "first", visit.getFirst());
                write(json, "last", visit.getLast());
                json.writeNumberField("points", visit.getPoints());
                json.writeEndObject();
            }
            json.writeEndArray();
            RowJson.writeEnd(json, visits.getTruncated(), "");
        });
    }

    private static void write(JsonGenerator json, String name, Record record) throws IOException {
        json.writeObjectFieldStart(name);
        RowJson.writeTime(json, record.getTimestamp());
        RowJson.writePlace(json, record.getPosition());
        RowJson.writeMetadata(json, record.getMetadata());
        json.writeNumberField("sequence", record.getSequence());
        json.writeEndObject();
    }
}
