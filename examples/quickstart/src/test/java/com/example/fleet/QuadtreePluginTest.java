package com.example.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.Stats;
import io.spatio.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plug-in beside this project is on the class path, and a name in the settings chooses it. */
class QuadtreePluginTest {
    @TempDir
    Path directory;

    @Test
    void theBuilderChoosesIt() {
        try (Spatio db = Spatio.builder().index("quadtree").build()) {
            assertAnswers(db);
        }
    }

    @Test
    void aConfigurationFileChoosesIt() throws Exception {
        Path file = Files.writeString(directory.resolve("spatio.conf"), "spatio.index.type = quadtree\n");
        try (Spatio db = Spatio.fromConfig(file)) {
            assertAnswers(db);
        }
    }

    @Test
    void anIndexMayChangeBetweenOpenings() {
        try (Spatio db = Spatio.builder().path(directory).build()) {
            db.namespace("fleet").upsert("a", Position.of(179.9, 10));
            assertEquals("rstar", namespace(db).indexType());
        }
        try (Spatio db = Spatio.builder().path(directory).index("quadtree").build()) {
            assertEquals("quadtree", namespace(db).indexType());
            assertEquals(
                    "a",
                    db.namespace("fleet").knn(Position.of(-179.9, 10), 1).get(0).objectId());
        }
    }

    @Test
    void itsOptionsAreSetByKey() {
        Spatio db = Spatio.builder().index("quadtree").set("index.quadtree.bucket-capacity", "16").build();
        try (db) {
            assertAnswers(db);
        }
    }

    @Test
    void itsOptionsAreChecked() {
        SpatioBuilder misspelt = Spatio.builder().index("quadtree").set("index.quadtree.bucket-capacty", "8");
        ConfigurationException unknown = assertThrows(ConfigurationException.class, () -> open(misspelt));
        assertTrue(
                unknown.getMessage().contains("did you mean spatio.index.quadtree.bucket-capacity?"),
                unknown::getMessage);

        SpatioBuilder tooSmall = Spatio.builder().index("quadtree").set("index.quadtree.bucket-capacity", "0");
        ConfigurationException outside = assertThrows(ConfigurationException.class, () -> open(tooSmall));
        assertTrue(outside.getMessage().contains("must be 1 to 1024"), outside::getMessage);
    }

    private static void open(SpatioBuilder builder) {
        try (Spatio db = builder.build()) {
            db.namespace("fleet").upsert("a", Position.of(1, 2));
        }
    }

    /** More objects than a bucket holds, on both sides of the antimeridian. */
    private static void assertAnswers(Spatio db) {
        Namespace fleet = db.namespace("fleet");
        for (int i = 0; i < 100; i++) {
            fleet.upsert("east-" + i, Position.of(180 - i * 0.1, 60));
            fleet.upsert("west-" + i, Position.of(-180 + i * 0.1, 60));
        }
        fleet.upsert("west-99", Position.of(0, 0));
        assertEquals("quadtree", namespace(db).indexType());
        assertTrue((Integer) namespace(db).index().get("cells") > 1);
        List<String> nearby = fleet.queryRadius(Position.of(180, 60), 6_000, 10).stream()
                .map(Neighbor::objectId)
                .toList();
        assertEquals(List.of("east-0", "west-0", "east-1", "west-1"), nearby);
        assertEquals("west-99", fleet.knn(Position.of(1, 1), 1).get(0).objectId());
        assertEquals(199, fleet.queryBbox(170, 59, -170, 61, 1_000).size());
    }

    private static Stats.OfNamespace namespace(Spatio db) {
        return db.stats().namespaces().get(0);
    }
}
