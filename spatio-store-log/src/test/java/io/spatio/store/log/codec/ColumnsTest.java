package io.spatio.store.log.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("A column gives back what was put in, bit for bit")
class ColumnsTest {
    private static final int MOST_ROWS = 1024;

    @Property
    @Label("integers of any kind")
    void integers(@ForAll("integerLists") long[] values, @ForAll long seed) {
        Runs runs = runs(values.length, seed);
        ByteSink sink = new ByteSink(16);
        new IntegerColumn().encode(values, runs, sink);
        long[] decoded = new long[values.length];
        ByteSource source = source(sink);
        new IntegerColumn().decode(source, decoded, runs);
        source.expectEnd();
        assertThat(decoded).containsExactly(values);
    }

    @Property
    @Label("the cost of integers is what they take")
    void costIsExact(@ForAll("integerLists") long[] values, @ForAll long seed) {
        Runs runs = runs(values.length, seed);
        ByteSink sink = new ByteSink(16);
        new IntegerColumn().encode(values, runs, sink);
        assertThat(new IntegerColumn().cost(values, runs)).isEqualTo(sink.size());
    }

    @Property
    @Label("timestamps of any kind")
    void timestamps(@ForAll("integerLists") long[] values, @ForAll long seed) {
        Runs runs = runs(values.length, seed);
        ByteSink sink = new ByteSink(16);
        new TimestampColumn().encode(values, runs, sink);
        long[] decoded = new long[values.length];
        ByteSource source = source(sink);
        new TimestampColumn().decode(source, decoded, runs);
        source.expectEnd();
        assertThat(decoded).containsExactly(values);
    }

    @Property
    @Label("doubles of any kind")
    void doubles(@ForAll("doubleLists") double[] values, @ForAll long seed) {
        Runs runs = runs(values.length, seed);
        ByteSink sink = new ByteSink(16);
        new DoubleColumn().encode(values, runs, sink);
        double[] decoded = new double[values.length];
        ByteSource source = source(sink);
        new DoubleColumn().decode(source, decoded, runs);
        source.expectEnd();
        assertThat(bits(decoded)).containsExactly(bits(values));
        assertThat(sink.size()).as("bytes").isLessThanOrEqualTo(16 + 9 * values.length + 4 * (values.length / 32 + 2));
    }

    @Property
    @Label("decimals of every scale are found as such, with some that are none among them")
    void decimals(@ForAll long seed) {
        Random random = new Random(seed);
        int digits = random.nextInt(13);
        double[] values = new double[200];
        long at = (long) (random.nextDouble() * 180 * Math.pow(10, digits));
        for (int i = 0; i < values.length; i++) {
            at += random.nextInt(200) - 100;
            values[i] = at / Math.pow(10, digits);
        }
        values[17] = -0.0;
        values[99] = Math.PI;
        Runs runs = new Runs();
        runs.add(values.length);
        ByteSink sink = new ByteSink(16);
        new DoubleColumn().encode(values, runs, sink);
        double[] decoded = new double[values.length];
        new DoubleColumn().decode(source(sink), decoded, runs);
        assertThat(bits(decoded)).containsExactly(bits(values));
        assertThat(sink.size()).as("bytes at %d decimals", digits).isLessThan(2 * values.length);
    }

    @Property
    @Label("flags")
    void flags(@ForAll("flagLists") boolean[] flags) {
        ByteSink sink = new ByteSink(16);
        FlagColumn.encode(flags, flags.length, sink);
        boolean[] decoded = new boolean[flags.length];
        ByteSource source = source(sink);
        FlagColumn.decode(source, decoded, flags.length);
        source.expectEnd();
        assertThat(decoded).containsExactly(flags);
    }

    @Property
    @Label("metadata")
    void metadata(@ForAll long seed) {
        Random random = new Random(seed);
        byte[][] blobs = new byte[1 + random.nextInt(300)][];
        int kinds = 1 + random.nextInt(40);
        MetadataColumn column = new MetadataColumn();
        for (int i = 0; i < blobs.length; i++) {
            int kind = random.nextInt(kinds);
            blobs[i] = kind == 0 ? new byte[0] : new byte[kind * random.nextInt(3) + 1];
            if (random.nextBoolean()) {
                random.nextBytes(blobs[i]);
            }
            column.add(blobs[i]);
        }
        ByteSink sink = new ByteSink(16);
        column.encode(sink);
        MetadataColumn decoded = new MetadataColumn();
        ByteSource source = source(sink);
        decoded.decode(source, blobs.length, 1 << 20);
        source.expectEnd();
        for (int i = 0; i < blobs.length; i++) {
            assertThat(decoded.get(i)).containsExactly(blobs[i]);
        }
    }

    @Provide
    Arbitrary<long[]> integerLists() {
        Arbitrary<Long> any = Arbitraries.longs();
        Arbitrary<Long> small = Arbitraries.longs().between(-1000, 1000);
        Arbitrary<Long> seconds = small.map(value -> 1_700_000_000_000_000L + 1_000_000 * value);
        Arbitrary<Long> extremes = Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L, Long.MIN_VALUE + 1);
        return Arbitraries.oneOf(any, small, seconds, extremes, Arbitraries.oneOf(any, small, extremes))
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(MOST_ROWS);
    }

    @Provide
    Arbitrary<double[]> doubleLists() {
        Arbitrary<Double> bits = Arbitraries.longs().map(Double::longBitsToDouble);
        Arbitrary<Double> special = Arbitraries.of(
                -0.0,
                0.0,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MIN_NORMAL,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NaN,
                180.0,
                -180.0,
                90.0,
                -90.0);
        Arbitrary<Double> decimals = Combinators.combine(
                        Arbitraries.longs().between(-180_000_000, 180_000_000),
                        Arbitraries.integers().between(0, 15))
                .as((number, digits) -> number / Math.pow(10, digits));
        Arbitrary<Double> degrees = Arbitraries.doubles().between(-180, 180);
        Arbitrary<Double> two = Arbitraries.of(180.0, -180.0);
        Arbitrary<Double> constant = Arbitraries.just(-73.98);
        Arbitrary<Double> mixed = Arbitraries.oneOf(decimals, decimals, decimals, special);
        return Arbitraries.of(bits, special, decimals, degrees, two, constant, mixed)
                .flatMap(values -> values.array(double[].class).ofMinSize(1).ofMaxSize(MOST_ROWS));
    }

    @Provide
    Arbitrary<boolean[]> flagLists() {
        return Arbitraries.of(Arbitraries.of(true, false), Arbitraries.just(true), Arbitraries.just(false))
                .flatMap(values -> values.array(boolean[].class).ofMinSize(1).ofMaxSize(MOST_ROWS));
    }

    private static Runs runs(int rows, long seed) {
        Random random = new Random(seed);
        Runs runs = new Runs();
        int most = 1 + random.nextInt(rows);
        while (runs.rows() < rows) {
            runs.add(Math.min(rows - runs.rows(), 1 + random.nextInt(most)));
        }
        return runs;
    }

    private static ByteSource source(ByteSink sink) {
        byte[] bytes = new byte[sink.size() + ByteSource.SLACK];
        System.arraycopy(sink.array(), 0, bytes, 0, sink.size());
        // What stands behind must not matter.
        Arrays.fill(bytes, sink.size(), bytes.length, (byte) 0xFF);
        return new ByteSource(bytes, 0, sink.size());
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
