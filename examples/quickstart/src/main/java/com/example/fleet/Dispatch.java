package com.example.fleet;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.core.wiring.SpatioModule;
import jakarta.inject.Inject;
import java.nio.file.Path;

/** An application wired by Guice: Spatio is injected where it is asked for, one instance everywhere. */
public final class Dispatch {
    private final Spatio db;

    @Inject
    Dispatch(Spatio db) {
        this.db = db;
    }

    /** Takes the directory of the database; {@code taxis} without one. */
    public static void main(String[] args) {
        Path directory = Path.of(args.length > 0 ? args[0] : "taxis");
        Injector injector =
                Guice.createInjector(new SpatioModule(Spatio.builder().path(directory)));
        // Who makes the injector closes the database.
        try (Spatio db = injector.getInstance(Spatio.class)) {
            db.namespace("taxis").upsert("taxi-1", Position.of(2.3522, 48.8566));
            db.namespace("taxis").upsert("taxi-2", Position.of(2.2945, 48.8584));
            System.out.println("send " + injector.getInstance(Dispatch.class).nearestTaxi(Position.of(2.30, 48.86)));
        }
    }

    String nearestTaxi(Position customer) {
        Neighbor nearest = db.namespace("taxis").knn(customer, 1).get(0);
        return nearest.objectId();
    }
}
