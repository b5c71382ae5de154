package io.spatio.benchmarks.contestant;

import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.UpsertOutcome;
import io.spatio.benchmarks.world.SplitMix;
import io.spatio.benchmarks.world.Walk;
import io.spatio.benchmarks.world.World;
import java.util.function.IntSupplier;

/** Writes with metadata of three fields, prepared as a caller would hold them: a fresh id, a position, metadata. */
final class Writes implements Block {
    private final World world;
    private final Walk walk;
    private final Namespace namespace;
    private final IntSupplier objects;
    private final boolean moving;
    private final SplitMix random = new SplitMix(11);
    private boolean plain;
    private String[] ids = {};
    private Position[] positions = {};
    private Metadata[] metadata = {};

    /** Writes of the objects that come next, at their places or a step on. */
    Writes(World world, Walk walk, Namespace namespace, IntSupplier objects, boolean moving) {
        this.world = world;
        this.walk = walk;
        this.namespace = namespace;
        this.objects = objects;
        this.moving = moving;
    }

    @Override
    public void prepare(int operations) {
        ids = new String[operations];
        positions = new Position[operations];
        metadata = new Metadata[operations];
        for (int i = 0; i < operations; i++) {
            int object = objects.getAsInt();
            if (moving) {
                walk.step(object, random);
            }
            ids[i] = world.id(object);
            positions[i] = Position.of(walk.lon(object), walk.lat(object));
            metadata[i] = plain ? Metadata.NONE : metadata(random);
        }
    }

    /** The same without metadata. */
    Writes withoutMetadata() {
        plain = true;
        return this;
    }

    /** Three fields: a text, a number, a truth. */
    static Metadata metadata(SplitMix random) {
        return Metadata.of(
                "driver", "driver-" + random.below(1000), "speed", random.below(120), "loaded", random.below(2) == 0);
    }

    @Override
    public double run(int operations) {
        double applied = 0;
        for (int i = 0; i < operations; i++) {
            UpsertOutcome outcome =
                    namespace.upsert(ids[i], positions[i], metadata[i]).outcome();
            if (outcome == UpsertOutcome.CREATED || outcome == UpsertOutcome.APPLIED) {
                applied++;
            }
        }
        return applied;
    }
}
