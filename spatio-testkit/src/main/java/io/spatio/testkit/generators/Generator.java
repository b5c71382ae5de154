package io.spatio.testkit.generators;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/**
 * Makes random values that know simpler forms of themselves. jqwik does the work and shows nowhere else in the kit, so
 * that it can be replaced here. Immutable; one thread at a time may draw.
 *
 * @param <T> the values
 */
public final class Generator<T> {
    private final Arbitrary<T> arbitrary;

    private Generator(Arbitrary<T> arbitrary) {
        this.arbitrary = arbitrary;
    }

    /** One of the values, each as likely; shrinks towards the first. */
    @SafeVarargs
    public static <T> Generator<T> pick(T... values) {
        List<T> choices = new ArrayList<>();
        for (T value : values) {
            choices.add(value);
        }
        return pickFrom(choices);
    }

    /** One of the values, each as likely; shrinks towards the first. */
    public static <T> Generator<T> pickFrom(List<T> values) {
        return new Generator<>(Arbitraries.of(values));
    }

    /** A double of a closed range, spread evenly. */
    public static Generator<Double> doubles(double min, double max) {
        return integers(0, Integer.MAX_VALUE).map(i -> min + (max - min) * ((double) i / Integer.MAX_VALUE));
    }

    /** An int of a closed range, spread evenly. */
    public static Generator<Integer> integers(int min, int max) {
        return new Generator<>(
                Arbitraries.integers().between(min, max).withDistribution(net.jqwik.api.RandomDistribution.uniform()));
    }

    /** A long of a closed range, spread evenly. */
    public static Generator<Long> longs(long min, long max) {
        return new Generator<>(
                Arbitraries.longs().between(min, max).withDistribution(net.jqwik.api.RandomDistribution.uniform()));
    }

    /** A value of one of the generators, each as likely. */
    @SafeVarargs
    public static <T> Generator<T> oneOf(Generator<? extends T>... generators) {
        List<Arbitrary<? extends T>> arbitraries = new ArrayList<>();
        for (Generator<? extends T> generator : generators) {
            arbitraries.add(generator.arbitrary);
        }
        return new Generator<>(Arbitraries.oneOf(arbitraries));
    }

    /** Lists of a closed range of sizes. */
    public static <T> Generator<List<T>> lists(Generator<T> elements, int minSize, int maxSize) {
        return new Generator<>(elements.arbitrary
                .list()
                .ofMinSize(minSize)
                .ofMaxSize(maxSize)
                .withSizeDistribution(net.jqwik.api.RandomDistribution.uniform()));
    }

    /** This value changed. */
    public <R> Generator<R> map(Function<T, R> mapper) {
        return new Generator<>(arbitrary.map(mapper));
    }

    /** This value joined with another. */
    public <U, R> Generator<R> with(Generator<U> other, BiFunction<T, U, R> combinator) {
        return new Generator<>(Combinators.combine(arbitrary, other.arbitrary).as(combinator::apply));
    }

    /** A value that depends on this one. */
    public <R> Generator<R> then(Function<T, Generator<R>> next) {
        return new Generator<>(arbitrary.flatMap(value -> next.apply(value).arbitrary));
    }

    /** Where {@link RandomSequences} draws from. */
    Source<T> source() {
        RandomGenerator<T> generator = arbitrary.generator(1000, false);
        return random -> new Drawn<>(generator.next(random));
    }

    /** Draws values. */
    interface Source<T> {
        /** The next one. */
        Drawn<T> draw(Random random);
    }

    /** A value drawn, with its simpler forms. */
    record Drawn<T>(Shrinkable<T> shrinkable) {
        T value() {
            return shrinkable.value();
        }

        List<Drawn<T>> simpler(int atMost) {
            return shrinkable.shrink().limit(atMost).map(Drawn::new).toList();
        }
    }
}
