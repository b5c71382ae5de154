package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.process.Reply;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.world.BruteForce;
import io.spatio.benchmarks.world.BruteForce.Found;
import io.spatio.benchmarks.world.SplitMix;
import io.spatio.benchmarks.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Holds contestants to brute force: 200 queries, half of them for radii, half for nearest neighbours. */
final class AnswerCheck {
    private static final int QUERIES_OF_A_KIND = 100;
    private static final double NEAR_DEGREES = 1e-3;
    /** Other formulas and radii of the Earth differ by less. */
    private static final double ROUNDING = 1e-6;

    private final World world;
    private final BruteForce truth;
    private final List<Query> withins = new ArrayList<>();
    private final List<Query> nearests = new ArrayList<>();

    /** A check by queries of these radii and of k. */
    AnswerCheck(World world, double[] radii, int k) {
        this.world = world;
        truth = new BruteForce(world);
        SplitMix random = new SplitMix(23);
        for (int i = 0; i < QUERIES_OF_A_KIND; i++) {
            double[] within = place(random);
            double radius = radii[i % radii.length];
            withins.add(new Query(within[0], within[1], radius, truth.within(within[0], within[1], radius)));
            double[] nearest = place(random);
            nearests.add(new Query(nearest[0], nearest[1], k, truth.nearest(nearest[0], nearest[1], k)));
        }
    }

    /**
     * A query and its right answer.
     *
     * @param parameter a radius in metres or a number of neighbours
     */
    private record Query(double lon, double lat, double parameter, List<Found> answer) {}

    /** In a lattice the place of an object, as its queries ask; else one near an object. */
    private double[] place(SplitMix random) {
        int object = random.below(world.size());
        if (world.isLattice()) {
            return new double[] {world.lon(object), world.lat(object)};
        }
        return new double[] {
            world.lon(object) + NEAR_DEGREES * random.signed(), world.lat(object) + NEAR_DEGREES * random.signed()
        };
    }

    /**
     * Asks a loaded contestant.
     *
     * @throws IllegalStateException when one of ours is wrong: then nothing of it is measured
     */
    void check(Player player, Session session) {
        int wrongWithins = wrong(player, "within", withins);
        int wrongNearests = wrong(player, "nearest", nearests);
        player.checked(wrongWithins == 0, wrongNearests == 0);
        if (wrongWithins + wrongNearests == 0) {
            return;
        }
        String verdict = "%s: %d of %d radius answers and %d of %d nearest answers are wrong"
                .formatted(player, wrongWithins, withins.size(), wrongNearests, nearests.size());
        if (player.isOurs()) {
            throw new IllegalStateException(verdict);
        }
        session.say("  %s", verdict);
    }

    private int wrong(Player player, String question, List<Query> queries) {
        int wrong = 0;
        for (Query query : queries) {
            Reply reply = player.child().ask(question + " " + query.lon + " " + query.lat + " " + query.parameter);
            if (reply.unsupported().isPresent()) {
                return 0;
            }
            if (!agrees(player.strictness(), query, reply.wholes("objects"), question.equals("nearest"))) {
                wrong++;
            }
        }
        return wrong;
    }

    private boolean agrees(Player.Strictness strictness, Query query, int[] objects, boolean nearest) {
        int[] expected = query.answer.stream().mapToInt(Found::object).toArray();
        return switch (strictness) {
            case IN_ORDER -> Arrays.equals(expected, objects);
            case AS_A_SET ->
                nearest ? sameDistances(query, objects, 0) : Arrays.equals(sorted(expected), sorted(objects));
            case ROUNDED -> nearest ? sameDistances(query, objects, ROUNDING) : sameButForRounding(query, objects);
        };
    }

    private static int[] sorted(int[] objects) {
        int[] sorted = objects.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Of equally far objects any may be the last; so distances are compared, in order of distance. */
    private boolean sameDistances(Query query, int[] objects, double rounding) {
        if (objects.length != query.answer.size()
                || Arrays.stream(objects).distinct().count() != objects.length) {
            return false;
        }
        double[] meters = Arrays.stream(objects)
                .mapToDouble(object -> truth.meters(query.lon, query.lat, object))
                .sorted()
                .toArray();
        for (int i = 0; i < meters.length; i++) {
            double expected = query.answer.get(i).meters();
            if (Math.abs(meters[i] - expected) > rounding * (1 + expected)) {
                return false;
            }
        }
        return true;
    }

    /** Every object that is clearly inside must be there, none that is clearly outside, and none twice. */
    private boolean sameButForRounding(Query query, int[] objects) {
        double margin = ROUNDING * (1 + query.parameter);
        int[] given = sorted(objects);
        boolean allWithin = Arrays.stream(given)
                .allMatch(object -> truth.meters(query.lon, query.lat, object) <= query.parameter + margin);
        boolean allThere = query.answer.stream()
                .filter(found -> found.meters() <= query.parameter - margin)
                .allMatch(found -> Arrays.binarySearch(given, found.object()) >= 0);
        return allWithin && allThere && Arrays.stream(given).distinct().count() == given.length;
    }
}
