package io.spatio.testkit.engine;

import io.spatio.Area;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.TrackPoint;
import io.spatio.Update;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a random sequence over a database. */
sealed interface DatabaseAction {
    /** Does it to the database and its model, and checks outcome or answer. */
    void runOn(ModelledDatabase database);

    record Upsert(
            String name,
            String id,
            Position position,
            Metadata metadata,
            @Nullable Instant time,
            boolean byHandle) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            if (byHandle) {
                database.upsertByHandle(name, id, position, metadata, time);
            } else {
                database.upsert(name, id, position, metadata, time);
            }
            database.checkObject(name, id);
        }
    }

    record UpsertAll(String name, List<Update> updates) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            database.upsertAll(name, updates);
        }
    }

    record InsertTrajectory(String name, String id, List<TrackPoint> points) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            database.insertTrajectory(name, id, points);
            database.checkObject(name, id);
        }
    }

    record Delete(String name, String id) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            database.delete(name, id);
            database.checkObject(name, id);
        }
    }

    record DeleteAt(String name, String id, Instant time) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            database.deleteAt(name, id, time);
            database.checkObject(name, id);
        }
    }

    record Erase(String name, String id) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            database.erase(name, id);
            database.checkTrack(name, id, Instant.MIN, Instant.MAX, 10);
        }
    }

    record Drop(String name) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            database.drop(name);
            database.checkCurrent(name);
        }
    }

    record Query(String name, Area area, QueryOptions options) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            new Queries(database, name).area(area, options);
        }
    }

    record Knn(String name, Position center, QueryOptions options) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            new Queries(database, name).knn(center, options);
        }
    }

    record Around(String name, String id, double meters, QueryOptions options) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            new Queries(database, name).around(id, meters, options);
        }
    }

    record Track(String name, String id, Instant from, Instant to, int limit) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            database.checkTrack(name, id, from, to, limit);
        }
    }

    record During(String name, Area area, Instant from, Instant to, int limit) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            new Queries(database, name).during(area, from, to, limit);
        }
    }

    record Measure(String name, String id, String other, Position place) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            new Queries(database, name).distances(id, other, place);
            new Queries(database, name).frames();
        }
    }

    /** Moves the clock, back if negative. */
    record Wait(long millis) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            database.clock().advance(Duration.ofMillis(millis));
        }
    }

    /** The clock is set back, by so little that no delete is remembered again that was forgotten. */
    record SetBack(long micros) implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            database.clock().advance(Duration.of(-micros, ChronoUnit.MICROS));
        }
    }

    record Reopen() implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            database.reopen();
            database.checkAll();
        }
    }

    record Sync() implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            database.sync();
        }
    }

    record Compact() implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            database.compact();
        }
    }

    /** Copies the database, which may make its store seal or flush what it has, and looks at the copy. */
    record Snapshot() implements DatabaseAction {
        @Override
        public void runOn(ModelledDatabase database) {
            database.checkSnapshot();
        }
    }
}
