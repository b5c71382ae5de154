package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.spatio.DeleteOutcome;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.testkit.harness.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Point 9 of the contract: deletes. */
public abstract class DeleteSpec {
    private static final String FLEET = "fleet";
    private static final Position HERE = Position.of(13.4, 52.5);
    private static final Position THERE = Position.of(-0.1, 51.5, 35);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected DeleteSpec(DatabaseSource source) {
        this.source = source;
    }

    @Test
    @Spec(
            value =
                    "9. deletes at the clock's time or the position's, whichever is later, and says whether there was one",
            unlike = "D40")
    void deletes() {
        source.onBoth(database -> {
            database.delete(FLEET, "a");
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.plus(Duration.ofDays(400)));
            database.delete(FLEET, "a");
            database.delete(FLEET, "a");
            database.checkAll();
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.plus(Duration.ofDays(399)));
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.plus(Duration.ofDays(400)));
            database.checkAll();
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec(value = "9. late data does not bring a deleted object back, before and after a restart", unlike = "D12")
    void lateDataAfterDelete() {
        source.onBoth(database -> {
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.minusSeconds(60));
            database.clock().set(NOON);
            database.delete(FLEET, "a");
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.minusSeconds(1));
            database.checkAll();
            assertEquals(0, database.namespace(FLEET).count());
            database.reopen();
            database.checkAll();
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.minusSeconds(2));
            database.clock().advance(Duration.ofDays(29));
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.minusSeconds(3));
            database.reopen();
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.minusSeconds(4));
            database.checkAll();
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON);
            database.checkAll();
        });
    }

    @Test
    @Spec("9. forgets a delete after the horizon of 30 days: any record then creates the object again")
    void horizon() {
        source.onBoth(database -> {
            database.clock().set(NOON);
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON);
            database.delete(FLEET, "a");
            database.clock().advance(Duration.ofDays(31));
            database.checkAll();
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.minusSeconds(1));
            assertEquals(THERE, database.namespace(FLEET).get("a").orElseThrow().position());
            database.reopen();
            database.checkAll();
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.minusSeconds(2));
            database.delete(FLEET, "a");
            database.clock().advance(Duration.ofDays(31));
            database.reopen();
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.minusSeconds(3));
            database.checkAll();
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec("9, 13. counts the horizon from the making of the delete, to the microsecond, whatever restarts lie between")
    void horizonOverRestarts() {
        source.onBoth(database -> {
            database.clock().set(NOON);
            for (String id : List.of("a", "b", "c")) {
                database.upsert(FLEET, id, HERE, Metadata.NONE, NOON);
                database.delete(FLEET, id);
            }
            database.clock().advance(Duration.ofDays(20));
            database.reopen();
            database.clock().advance(Duration.ofDays(10));
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.minusSeconds(1));
            database.checkAll();
            database.clock().advance(Duration.ofNanos(1000));
            database.upsert(FLEET, "b", THERE, Metadata.NONE, NOON.minusSeconds(1));
            database.checkAll();
            database.reopen();
            database.checkAll();
            database.clock().advance(Duration.ofDays(5));
            database.upsert(FLEET, "c", THERE, Metadata.NONE, NOON.minusSeconds(1));
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.minusSeconds(2));
            database.checkAll();
            assertEquals(3, database.namespace(FLEET).count());
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec("9. delete at a time is DELETED, STALE where a newer position exists, ABSENT where there is none")
    void deleteAtATime() {
        source.onBoth(database -> {
            var fleet = database.namespace(FLEET);
            assertEquals(DeleteOutcome.ABSENT, fleet.delete("a", NOON).outcome());
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON);
            database.deleteAt(FLEET, "a", NOON.minusSeconds(1));
            database.checkAll();
            database.deleteAt(FLEET, "a", NOON);
            database.deleteAt(FLEET, "a", NOON.plusSeconds(9));
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON);
            database.deleteAt(FLEET, "a", NOON.plusSeconds(5));
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.plusSeconds(4));
            database.checkAll();
            database.reopen();
            database.checkAll();
        });
    }
}
