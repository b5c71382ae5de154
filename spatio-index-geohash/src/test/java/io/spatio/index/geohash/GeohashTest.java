package io.spatio.index.geohash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spatio.spi.LonLatBox;
import io.spatio.testkit.generators.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeohashTest {
    @ParameterizedTest
    @CsvSource({
        "-5.6, 42.6, ezs42",
        "10.40744, 57.64911, u4pruydqqvj",
        "0, 0, s000000000",
        "-180, -90, 0000000000",
        "180, 90, zzzzzzzzzz",
        "-180, 90, bpbpbpbpbp",
        "180, -90, pbpbpbpbpb",
        "-180, 0, 8000000000",
        "180, 0, xbpbpbpbpb",
        "13.361389, 38.115556, sqc8b49rny",
        "15.087269, 37.502669, sqdtr74hyu",
        "2.3522, 48.8566, u09tvw0",
        "112.5584, 37.8324, ww8p1r4t8"
    })
    void encodesPublishedVectors(double lon, double lat, String text) {
        assertThat(Geohash.of(lon, lat, 5 * text.length()).text()).isEqualTo(text);
        assertThat(Geohash.parse(text)).isEqualTo(Geohash.of(lon, lat, 5 * text.length()));
        assertThat(Geohash.parse(text).box().contains(lon, lat)).isTrue();
    }

    @Test
    void decodesPublishedVectors() {
        Geohash ezs42 = Geohash.parse("EZS42");
        assertThat(ezs42.lon()).isCloseTo(-5.603, within(0.0005));
        assertThat(ezs42.lat()).isCloseTo(42.605, within(0.0005));
        assertThat(ezs42.box()).isEqualTo(new LonLatBox(-5.625, 42.5830078125, -5.5810546875, 42.626953125));
        Geohash jutland = Geohash.parse("u4pruydqqvj");
        assertThat(jutland.lon()).isCloseTo(10.40744, within(1e-5));
        assertThat(jutland.lat()).isCloseTo(57.64911, within(1e-5));
        assertThat(Geohash.parse("").box()).isEqualTo(LonLatBox.WORLD);
    }

    @Test
    void writesTheCharactersItsBitsDetermineAndTheBitsThatRemain() {
        Geohash cell = Geohash.of(10.40744, 57.64911, 32);
        assertThat(cell.text()).isEqualTo("u4pruy+01");
        assertThat(cell).hasToString("u4pruy+01 (32 bits)");
        assertThat(cell.prefix(30).text()).isEqualTo("u4pruy");
        for (int bits = 0; bits <= Geohash.MAX_BITS; bits++) {
            Geohash shorter = Geohash.of(10.40744, 57.64911, bits);
            assertThat(Geohash.parse(shorter.text())).isEqualTo(shorter);
        }
    }

    @Test
    void refusesWhatIsNoGeohash() {
        for (String text : new String[] {"a", "i", "u4-", "u4pruydqqvjxx", "u+", "u+01010", "u+2", "+0+"}) {
            assertThatThrownBy(() -> Geohash.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(text);
        }
        assertThatThrownBy(() -> Geohash.of(180.5, 0, 20)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Geohash.of(0, Double.NaN, 20)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Geohash(4, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Geohash(0, 61)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The bit by bit definition of the inventor, as an oracle. */
    @Test
    void agreesWithHalvingBitByBit() {
        long seed = Seeds.of("GeohashTest");
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            int bits = random.nextInt(Geohash.MAX_BITS + 1);
            double lon = place(random, 180);
            double lat = place(random, 90);
            assertThat(Geohash.of(lon, lat, bits).prefix())
                    .as("seed %s lon %s lat %s bits %s", seed, lon, lat, bits)
                    .isEqualTo(halve(lon, lat, bits));
        }
    }

    /** Anywhere, on an edge between cells, or one step of a double beside it. */
    private static double place(Random random, double max) {
        double anywhere = (2 * random.nextDouble() - 1) * max;
        int level = random.nextInt(31);
        double width = 2 * max / (1L << level);
        double edge = Math.floor((anywhere + max) / width) * width - max;
        return switch (random.nextInt(4)) {
            case 0 -> anywhere;
            case 1 -> edge;
            case 2 -> Math.min(max, Math.nextUp(edge));
            default -> Math.max(-max, Math.nextDown(edge));
        };
    }

    private static long halve(double lon, double lat, int bits) {
        double[] low = {-180, -90};
        double[] high = {180, 90};
        double[] point = {lon, lat};
        long prefix = 0;
        for (int i = 0; i < bits; i++) {
            int axis = i & 1;
            double middle = (low[axis] + high[axis]) / 2;
            boolean upper = point[axis] >= middle;
            prefix = prefix << 1 | (upper ? 1 : 0);
            (upper ? low : high)[axis] = middle;
        }
        return prefix;
    }
}
