package io.spatio.index.rstar;

import io.spatio.spi.Region;
import io.spatio.testkit.generators.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random changes of every shape, compared with a map. Another seed: {@code -Dspatio.test.seed=…}. */
class RStarIndexModelTest {
    private static final long BUDGET_NANOS =
            (long) (Double.parseDouble(System.getProperty("spatio.test.budget", "5")) * 1e9);
    private static final int STEPS = 3_000;

    private final List<Integer> free = new ArrayList<>();
    private final List<Integer> taken = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Shape.class)
    void agrees_with_a_map(Shape shape) {
        long seed = Seeds.of("RStarIndexModelTest");
        long end = System.nanoTime() + BUDGET_NANOS / Shape.values().length;
        do {
            try {
                run(shape, new SplittableRandom(seed));
            } catch (Throwable e) {
                throw new AssertionError("shape=" + shape + " -Dspatio.test.seed=" + seed, e);
            }
            seed++;
        } while (System.nanoTime() < end);
    }

    private void run(Shape shape, SplittableRandom random) {
        double slack = random.nextBoolean() ? 50 : random.nextInt(3) * 500;
        Model model = new Model(new RStarIndexOptions(random.nextInt(8, 40), random.nextInt(4, 20), slack));
        boolean altitudes = random.nextBoolean();
        int range = random.nextInt(50, 3_000);
        start(range);
        for (int step = 0; step < STEPS; step++) {
            // Growing, then shrinking, then growing: both splits and dissolving at every size.
            boolean growing = step / 1_000 % 2 == 0;
            change(model, shape, random, altitudes, growing);
            if (random.nextInt(100) == 0) {
                model.checkStructure();
                query(model, shape, random, step);
            }
        }
        while (!taken.isEmpty()) {
            model.remove(take(taken, random));
        }
        model.checkStructure();
    }

    private void start(int range) {
        free.clear();
        taken.clear();
        for (int handle = 0; handle < range; handle++) {
            free.add(handle * 3);
        }
    }

    private void change(Model model, Shape shape, SplittableRandom random, boolean altitudes, boolean growing) {
        int kind = random.nextInt(1_000);
        if (kind == 0) {
            model.clear();
            free.addAll(taken);
            taken.clear();
        } else if (kind <= 3 || model.index.size() == 0) {
            load(model, shape, random, altitudes);
        } else if (kind < 400) {
            int handle = taken.get(random.nextInt(taken.size()));
            double[] from = model.positions.get(handle);
            model.move(handle, lift(shape.moved(random, from, handle), random, altitudes));
        } else if (kind < (growing ? 900 : 550) && !free.isEmpty()) {
            int handle = take(free, random);
            taken.add(handle);
            model.insert(handle, lift(shape.point(random, handle), random, altitudes));
        } else {
            int handle = take(taken, random);
            free.add(handle);
            model.remove(handle);
        }
    }

    private void load(Model model, Shape shape, SplittableRandom random, boolean altitudes) {
        Map<Integer, double[]> block = new LinkedHashMap<>();
        int count = 1 + random.nextInt(free.size() + 1) / (1 + random.nextInt(10));
        for (int i = 0; i < count && !free.isEmpty(); i++) {
            int handle = take(free, random);
            taken.add(handle);
            block.put(handle, lift(shape.point(random, handle), random, altitudes));
        }
        model.bulkLoad(block);
    }

    private static double[] lift(double[] point, SplittableRandom random, boolean altitudes) {
        if (altitudes && random.nextBoolean()) {
            point[2] = random.nextDouble(0, 12_000);
        }
        return point;
    }

    private static void query(Model model, Shape shape, SplittableRandom random, int step) {
        double[] p = shape.point(random, step);
        double radius = Math.pow(10, random.nextDouble(-4, 2.5));
        boolean whole = random.nextBoolean();
        model.checkSearch(BoxRegion.around(p[0], p[1], radius, radius, whole));
        model.checkSearch(BoxRegion.around(p[0], p[1], 180, radius, whole));
        model.checkSearch(BoxRegion.of(p[0], p[1], p[0], p[1]));
        model.checkSearch(Region.EVERYWHERE);
        boolean withAltitude = random.nextBoolean();
        model.checkNearest(new WrappedDegrees(p[0], p[1], withAltitude), random.nextInt(1, 20));
        double[] far = Shape.WORLD.point(random, step);
        model.checkNearest(new WrappedDegrees(far[0], far[1], withAltitude), random.nextInt(1, 20));
    }

    private static int take(List<Integer> handles, SplittableRandom random) {
        int at = random.nextInt(handles.size());
        int last = handles.size() - 1;
        int handle = handles.get(at);
        handles.set(at, handles.get(last));
        handles.remove(last);
        return handle;
    }
}
