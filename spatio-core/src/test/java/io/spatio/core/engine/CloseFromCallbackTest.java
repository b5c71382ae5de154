package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Area;
import io.spatio.EventTransfer;
import io.spatio.HistoryOptions;
import io.spatio.Maintenance;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.ObjectHandle;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Spatio;
import io.spatio.TrackPoint;
import io.spatio.Update;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever method runs code of its caller, close from inside that code is refused, and all goes on. */
class CloseFromCallbackTest {
    private static final Position HERE = Position.of(1, 1);
    private static final List<Class<?>> API =
            List.of(Spatio.class, Namespace.class, ObjectHandle.class, Maintenance.class, EventTransfer.class);

    private Runnable onClock = () -> {};
    private final Spatio db = Spatio.builder()
            .index("rstar")
            .clock(this::instant)
            .set("max-future-skew", "1d")
            .build();
    private final Namespace fleet = db.namespace("fleet");
    private final Map<String, Runnable> calls = new LinkedHashMap<>();

    private Instant instant() {
        onClock.run();
        return Instant.EPOCH;
    }

    @AfterEach
    void close() {
        onClock = () -> {};
        db.close();
    }

    /** A list whose element closes the database when it is asked for. */
    private <T> List<T> closing(T element) {
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                db.close();
                return element;
            }

            @Override
            public int size() {
                return 1;
            }
        };
    }

    private void fillCalls() {
        calls.put("Namespace.forEach(RowVisitor)", () -> fleet.forEach(row -> closes()));
        calls.put(
                "Namespace.forEach(QueryOptions, RowVisitor)", () -> fleet.forEach(QueryOptions.ALL, row -> closes()));
        calls.put(
                "Namespace.query(Area, QueryOptions, RowVisitor)",
                () -> fleet.query(Area.Box.WORLD, QueryOptions.ALL, row -> closes()));
        calls.put(
                "Namespace.knn(Position, QueryOptions, RowVisitor)",
                () -> fleet.knn(HERE, QueryOptions.ALL, row -> closes()));
        calls.put("Namespace.upsertAll(List)", () -> fleet.upsertAll(closing(Update.of("a", HERE))));
        calls.put(
                "Namespace.insertTrajectory(String, List)",
                () -> fleet.insertTrajectory("a", closing(TrackPoint.of(Instant.EPOCH, HERE))));
        calls.put(
                "Spatio.insertTrajectory(String, String, List)",
                () -> db.insertTrajectory("fleet", "a", closing(TrackPoint.of(Instant.EPOCH, HERE))));
        calls.put("Namespace.getAll(Collection)", () -> fleet.getAll(closing("a")));
        calls.put("Namespace.getAll(Collection, QueryOptions)", () -> fleet.getAll(closing("a"), QueryOptions.ALL));
        calls.put(
                "Namespace.getAll(Collection, QueryOptions, RowVisitor)",
                () -> fleet.getAll(List.of("a"), QueryOptions.ALL, row -> closes()));
        calls.put("Namespace.streamTrajectory(String, Instant, Instant, HistoryOptions)", () -> {
            try (Stream<TrackPoint> points =
                    fleet.streamTrajectory("a", Instant.MIN, Instant.MAX, HistoryOptions.ALL)) {
                points.forEach(point -> db.close());
            }
        });
        calls.put("Namespace.streamTrajectory(String, Instant, Instant)", () -> {
            try (Stream<TrackPoint> points = fleet.streamTrajectory("a", Instant.MIN, Instant.MAX)) {
                points.filter(point -> closes()).forEach(point -> {});
            }
        });
        calls.put("Namespace.streamTrajectory(String, Instant, Instant, TrackOrder)", () -> {
            try (Stream<TrackPoint> points = fleet.streamTrajectory("a", Instant.MIN, Instant.MAX)) {
                points.forEach(point -> db.close());
            }
        });
        calls.put("EventTransfer.forEachEvent(Visitor)", () -> ((EventTransfer) fleet)
                .forEachEvent((event, madeAt) -> db.close()));
    }

    private boolean closes() {
        db.close();
        return true;
    }

    /** The methods of the API that take code of the caller's, or collections, which are, or give streams, which take it. */
    private static List<String> methodsThatRunCode() {
        return API.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic() && !Modifier.isPrivate(method.getModifiers()))
                .filter(method -> BaseStream.class.isAssignableFrom(method.getReturnType())
                        || Arrays.stream(method.getParameterTypes()).anyMatch(CloseFromCallbackTest::isCode))
                .map(CloseFromCallbackTest::signature)
                .toList();
    }

    private static boolean isCode(Class<?> type) {
        boolean collection = (Iterable.class.isAssignableFrom(type) && type != Path.class) || type == Map.class;
        return collection
                || type == Iterator.class
                || (type.isInterface()
                        && Arrays.stream(type.getMethods())
                                        .filter(method -> Modifier.isAbstract(method.getModifiers()))
                                        .count()
                                == 1);
    }

    private static String signature(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private void requireRefusal(String what, Runnable call) {
        assertThatThrownBy(call::run)
                .as(what)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("close() was called from inside a call of the same database");
        assertThat(fleet.exists("a")).as("open after " + what).isTrue();
    }

    @Test
    void everyMethodThatRunsCodeOfItsCallerRefuses() {
        fleet.upsert("a", HERE);
        fillCalls();
        assertThat(calls.keySet()).containsExactlyInAnyOrderElementsOf(methodsThatRunCode());
        calls.forEach(this::requireRefusal);
    }

    @Test
    void theClockIsCodeOfTheCallerToo() {
        fleet.upsert("a", HERE);
        Map<String, Consumer<Namespace>> asking = Map.of(
                "upsert", namespace -> namespace.upsert("b", HERE),
                "upsertAll", namespace -> namespace.upsertAll(List.of(Update.of("b", HERE))),
                "upsertAt", namespace -> namespace.upsert("b", HERE, Metadata.NONE, Instant.EPOCH),
                "delete", namespace -> namespace.delete("a"),
                "deleteAt", namespace -> namespace.delete("a", Instant.EPOCH),
                "putDelete",
                        namespace ->
                                ((EventTransfer) namespace).putDelete("a", Instant.EPOCH, Optional.of(Instant.EPOCH)));
        onClock = db::close;
        asking.forEach((name, call) -> requireRefusal(name, () -> call.accept(fleet)));
    }

    @Test
    void anotherDatabaseMayBeClosedFromInsideACall() {
        fleet.upsert("a", HERE);
        Spatio other = Spatio.builder().index("rstar").build();
        fleet.forEach(row -> {
            other.namespace("copy").upsert(row.objectId(), HERE, row.metadata());
            other.close();
            return true;
        });
        db.close();
        assertThat(fleet.name()).isEqualTo("fleet");
    }

    @Test
    void itMayBeClosedBetweenTwoElementsOfAStream() {
        fleet.upsert("a", HERE, Metadata.NONE);
        try (Stream<TrackPoint> points = fleet.streamTrajectory("a", Instant.MIN, Instant.MAX)) {
            Iterator<TrackPoint> each = points.iterator();
            assertThat(each.next().position()).isEqualTo(HERE);
            db.close();
        }
    }
}
