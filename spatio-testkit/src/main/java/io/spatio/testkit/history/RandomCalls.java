package io.spatio.testkit.history;

import io.spatio.Area;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Timestamps;
import io.spatio.Update;
import io.spatio.testkit.generators.Areas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The random calls of one thread. Objects move within, into and out of the areas asked for, across the antimeridian, from one
 * end of the world to the other and by less than any index notices; explicit times lie around the clock's, so that they are
 * often stale, equal or ahead of it; some records are so few that threads write the same one.
 */
final class RandomCalls {
    private static final Position CENTER = Position.of(180, 10.5);
    private static final List<Area> AREAS = List.of(
            Area.circle(CENTER, 90_000),
            Area.circle(CENTER, 300_000),
            Area.circle(Position.of(-179.8, 10.2, 500), 60_000),
            Area.cylinder(CENTER, 150_000, -100, 500),
            Area.box(179, 9, -179, 12),
            Area.box(179.9, 10, -179.5, 10.6),
            Area.Box.WORLD,
            Area.box3d(179, 9, 0, -179, 12, 600),
            Areas.polygons().get(2));
    private static final Area WORLD = Area.Box.WORLD;
    private static final int SPREAD_MICROS = 4;
    private static final int FEW_RECORDS = 3;
    private static final int MOST_ELEMENTS = 6;

    private final Random random;
    private final Caller caller;
    private final List<String> objectIds;
    private final long clockMicros;
    private final String mark;
    private int records;

    /**
     * Calls of one round.
     *
     * @param random decides
     * @param caller calls
     * @param objectIds of the objects written
     * @param clockMicros the clock's time, at least about
     * @param mark differs from thread to thread and from round to round, so that records can be told apart
     */
    RandomCalls(Random random, Caller caller, List<String> objectIds, long clockMicros, String mark) {
        this.random = random;
        this.caller = caller;
        this.objectIds = objectIds;
        this.clockMicros = clockMicros;
        this.mark = mark;
    }

    /** Writes every second object, so that queries find something from the first on. */
    void fill() {
        for (int i = 0; i < objectIds.size(); i += 2) {
            caller.upsert(update(objectIds.get(i)));
        }
    }

    /** Makes one call. */
    void callOnce() {
        int kind = random.nextInt(100);
        if (kind < 50) {
            write(kind);
        } else if (kind < 68) {
            lookUp(kind);
        } else {
            query();
        }
    }

    private void write(int kind) {
        String id = anyId();
        if (kind < 22) {
            caller.upsert(update(id));
        } else if (kind < 28) {
            caller.upsertByHandle(update(id));
        } else if (kind < 34) {
            caller.upsertAll(updates());
        } else if (kind < 38) {
            caller.delete(id);
        } else if (kind < 40) {
            caller.deleteByHandle(id);
        } else if (kind < 45) {
            caller.delete(id, anyTime());
        } else if (kind < 49) {
            caller.erase(id);
        } else if (random.nextInt(1 + objectIds.size()) == 0) {
            caller.drop(); // more rarely the more there is to come back
        } else {
            caller.upsertAll(updates());
        }
    }

    private void lookUp(int kind) {
        String id = anyId();
        if (kind < 58) {
            caller.get(id);
        } else if (kind < 62) {
            caller.getByHandle(id);
        } else if (kind < 65) {
            caller.exists(id);
        } else {
            caller.getAll(someIds());
        }
    }

    private void query() {
        Area area = AREAS.get(random.nextInt(AREAS.size()));
        Position center = random.nextBoolean() ? CENTER : anyPlace();
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> caller.query(area, QueryOptions.ALL);
            case 3 -> caller.query(area, QueryOptions.limit(anyLimit()));
            case 4 -> caller.query(area, QueryOptions.limit(anyLimit()).unordered());
            case 5 -> caller.query(WORLD, QueryOptions.limit(anyLimit()).after(anyId()));
            case 6 -> caller.visit(area, QueryOptions.ALL.unordered());
            case 7 -> caller.visitNearest(center, QueryOptions.limit(anyLimit()));
            case 8 -> caller.nearest(center, QueryOptions.ALL);
            case 9 -> caller.forEach();
            default -> caller.nearest(center, QueryOptions.limit(anyLimit()));
        }
    }

    private String anyId() {
        return objectIds.get(random.nextInt(objectIds.size()));
    }

    private List<String> someIds() {
        return objectIds.stream()
                .filter(id -> random.nextInt(objectIds.size()) < FEW_RECORDS)
                .toList();
    }

    private int anyLimit() {
        return random.nextInt(1 + Math.min(20, objectIds.size() + 1));
    }

    private Instant anyTime() {
        return Timestamps.toInstant(clockMicros + random.nextInt(2 * SPREAD_MICROS + 1) - SPREAD_MICROS);
    }

    private List<Update> updates() {
        List<Update> updates = new ArrayList<>();
        int elements = random.nextInt(MOST_ELEMENTS + 1);
        for (int i = 0; i < elements; i++) {
            updates.add(update(anyId()));
        }
        return updates;
    }

    private Update update(String id) {
        int kind = random.nextInt(10);
        if (kind < 2) {
            double alike = random.nextInt(FEW_RECORDS);
            return new Update(id, Position.of(180, 10 + alike), Metadata.NONE, Timestamps.toInstant(clockMicros));
        }
        @Nullable Instant time = kind < 5 ? null : anyTime();
        return new Update(id, anyPlace(), Metadata.of("by", mark, "record", records++), time);
    }

    private Position anyPlace() {
        double alt = random.nextInt(3) == 0 ? Double.NaN : random.nextInt(4) * 300;
        switch (random.nextInt(12)) {
            case 0:
                return new Position(random.nextInt(360) - 180, random.nextInt(181) - 90, alt);
            case 1, 2, 3:
                return new Position(CENTER.lon(), CENTER.lat() + random.nextInt(9) * 1e-7, alt);
            default:
                double lon = 179.2 + random.nextInt(160) * 0.01;
                return new Position(lon > 180 ? lon - 360 : lon, 9.7 + random.nextInt(160) * 0.01, alt);
        }
    }
}
