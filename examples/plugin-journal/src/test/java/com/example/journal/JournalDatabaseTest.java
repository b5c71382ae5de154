package com.example.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDatabaseTest {
    @TempDir
    Path directory;

    @Test
    void keeps_a_database_whose_store_is_chosen_by_its_name() {
        Spatio db = Spatio.builder().path(directory).store("journal").set("store.journal.sync", "never").build();
        try (db) {
            assertEquals(1, db.namespace("fleet").upsert("truck-1", Position.of(1, 2)).sequence());
        }
        try (Spatio again = Spatio.open(directory)) {
            Namespace fleet = again.namespace("fleet");
            assertEquals(Position.of(1, 2), fleet.get("truck-1").orElseThrow().position());
            assertEquals("journal", again.stats().store().type());
            assertEquals(2, fleet.delete("truck-1").sequence());
        }
    }
}
