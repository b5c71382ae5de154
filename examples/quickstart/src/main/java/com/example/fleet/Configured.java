package com.example.fleet;

import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.Stats;
import java.nio.file.Path;

/** A database that is as its configuration file says. */
public final class Configured {
    private Configured() {}

    /** Takes the configuration file; {@code spatio.conf} without one. */
    public static void main(String[] args) {
        Path file = Path.of(args.length > 0 ? args[0] : "spatio.conf");
        try (Spatio db = Spatio.fromConfig(file)) {
            db.namespace("vans").upsert("van-1", Position.of(13.4050, 52.5200));
            db.namespace("drones").upsert("drone-1", Position.of(13.4051, 52.5201, 80));
            System.out.println("store " + db.stats().store().type());
            for (Stats.OfNamespace namespace : db.stats().namespaces()) {
                System.out.println(namespace.name() + " " + namespace.indexType() + " " + namespace.objects());
            }
        }
    }
}
