package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The demonstration")
class DemoTest {
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"log,rstar", "mvstore,geohash"})
    void asksRestartsAndLeavesNothingBehind(String store, String index) {
        String out = CommandUnderTest.plain(
                        "",
                        Map.of(),
                        "demo",
                        "--seconds",
                        "1",
                        "--objects",
                        "500",
                        "-D",
                        "store.type=" + store,
                        "-D",
                        "index.type=" + index)
                .answer();
        assertThat(out)
                .contains(
                        "index " + index + ", store " + store,
                        "queryRadius",
                        "knn",
                        "namespace.query(box",
                        "queryWithinCylinder",
                        "oldTown",
                        "queryTrajectory",
                        "500 objects, digest",
                        "identical, bit for bit",
                        "health OPEN");
        Matcher directory = Pattern.compile("a database in (\\S+),").matcher(out);
        assertThat(directory.find()).isTrue();
        assertThat(Path.of(directory.group(1))).doesNotExist();
    }
}
