package io.spatio.testkit.history;

import io.spatio.Area;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.ObjectHandle;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Row;
import io.spatio.RowVisitor;
import io.spatio.Timestamps;
import io.spatio.Update;
import io.spatio.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls a namespace and records each call with what it gave; one thread. A call that throws is not recorded: what it did is
 * not known, so its failure has to end the test.
 */
public final class Caller {
    private final CallRecorder recorder;
    private final int number;
    private final Namespace namespace;
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, ObjectHandle> handles = new HashMap<>();

    Caller(CallRecorder recorder, int number, Namespace namespace) {
        this.recorder = recorder;
        this.number = number;
        this.namespace = namespace;
    }

    List<Call> calls() {
        return calls;
    }

    private <T> void record(Supplier<T> call, Function<T, Call.Deed> deed) {
        long start = recorder.tick();
        T result = call.get();
        long end = recorder.tick();
        calls.add(new Call(number, start, end, deed.apply(result)));
    }

    private ObjectHandle handle(String objectId) {
        return handles.computeIfAbsent(objectId, namespace::object);
    }

    /** An upsert, without a time where that is null. */
    public void upsert(Update update) {
        recordUpsert(
                update,
                time -> time == null
                        ? namespace.upsert(update.objectId(), update.position(), update.metadata())
                        : namespace.upsert(update.objectId(), update.position(), update.metadata(), time));
    }

    /** The same by a handle, which is kept from call to call. */
    public void upsertByHandle(Update update) {
        ObjectHandle handle = handle(update.objectId());
        recordUpsert(
                update,
                time -> time == null
                        ? handle.upsert(update.position(), update.metadata())
                        : handle.upsert(update.position(), update.metadata(), time));
    }

    private void recordUpsert(Update update, Function<@Nullable Instant, Written> upsert) {
        record(
                () -> List.of(upsert.apply(update.timestamp())),
                outcomes -> new Call.Upserts(elements(List.of(update), outcomes)));
    }

    /** A batch. */
    public void upsertAll(List<Update> updates) {
        record(() -> namespace.upsertAll(updates), outcomes -> new Call.Upserts(elements(updates, outcomes)));
    }

    private static List<Call.Upsert> elements(List<Update> updates, List<Written> written) {
        List<Call.Upsert> elements = new ArrayList<>();
        for (int i = 0; i < updates.size(); i++) {
            Update update = updates.get(i);
            Instant time = update.timestamp();
            elements.add(new Call.Upsert(
                    update.objectId(),
                    update.position(),
                    update.metadata(),
                    time == null ? null : (Long) Timestamps.toMicros(time),
                    written.get(i).outcome()));
        }
        return elements;
    }

    /** A delete without a time. */
    public void delete(String objectId) {
        record(() -> namespace.delete(objectId), deleted -> new Call.Delete(objectId, null, deleted.outcome()));
    }

    /** The same by a handle. */
    public void deleteByHandle(String objectId) {
        ObjectHandle handle = handle(objectId);
        record(handle::delete, deleted -> new Call.Delete(objectId, null, deleted.outcome()));
    }

    /** A delete at a time. */
    public void delete(String objectId, Instant timestamp) {
        long micros = Timestamps.toMicros(timestamp);
        record(
                () -> namespace.delete(objectId, timestamp),
                deleted -> new Call.Delete(objectId, micros, deleted.outcome()));
    }

    /** An erase. */
    public void erase(String objectId) {
        record(() -> namespace.erase(objectId), sequence -> new Call.Erase(objectId, sequence > 0));
    }

    /** The whole namespace dropped. */
    public void drop() {
        record(
                () -> {
                    namespace.drop();
                    return namespace;
                },
                dropped -> new Call.Drop());
    }

    /** A look-up. */
    public void get(String objectId) {
        record(() -> namespace.get(objectId), location -> new Call.Get(objectId, location));
    }

    /** A look-up by a handle. */
    public void getByHandle(String objectId) {
        ObjectHandle handle = handle(objectId);
        record(handle::get, location -> new Call.Get(objectId, location));
    }

    /** A look-up of several objects, each at a moment of its own; no id twice. */
    public void getAll(Collection<String> objectIds) {
        long start = recorder.tick();
        Map<String, Location> found = namespace.getAll(objectIds);
        long end = recorder.tick();
        for (String objectId : objectIds) {
            Call.Get get = new Call.Get(objectId, Optional.ofNullable(found.get(objectId)));
            calls.add(new Call(number, start, end, get));
        }
    }

    /** A look-up that only tells whether. */
    public void exists(String objectId) {
        record(() -> namespace.exists(objectId), present -> new Call.Exists(objectId, present));
    }

    /** A query of an area. */
    public void query(Area area, QueryOptions options) {
        record(() -> Answer.of(namespace.query(area, options)), query(Question.inArea(area, options)));
    }

    /** The same, row by row. */
    public void visit(Area area, QueryOptions options) {
        recordVisit(Question.inArea(area, options), visitor -> namespace.query(area, options, visitor));
    }

    /** A query for the nearest. */
    public void nearest(Position center, QueryOptions options) {
        record(() -> Answer.of(namespace.knn(center, options)), query(Question.nearest(center, options)));
    }

    /** The same, row by row. */
    public void visitNearest(Position center, QueryOptions options) {
        recordVisit(Question.nearest(center, options), visitor -> namespace.knn(center, options, visitor));
    }

    /** A visit of all. */
    public void forEach() {
        recordVisit(Question.inArea(Area.Box.WORLD, QueryOptions.ALL.unordered()), visitor -> {
            namespace.forEach(visitor);
            return false;
        });
    }

    private static Function<Answer, Call.Deed> query(Question question) {
        return answer -> new Call.Query(question, answer);
    }

    private void recordVisit(Question question, Predicate<RowVisitor> visit) {
        record(
                () -> {
                    List<Located> rows = new ArrayList<>();
                    boolean more = visit.test(row -> rows.add(located(row)));
                    return new Answer(List.copyOf(rows), more);
                },
                query(question));
    }

    private static Located located(Row row) {
        Position position = new Position(row.lon(), row.lat(), row.altOrNaN());
        Instant time = Timestamps.toInstant(row.timestampMicros());
        return Double.isNaN(row.distanceMeters())
                ? new Location(row.objectId(), position, time, row.metadata())
                : new Neighbor(row.objectId(), position, time, row.metadata(), row.distanceMeters());
    }
}
