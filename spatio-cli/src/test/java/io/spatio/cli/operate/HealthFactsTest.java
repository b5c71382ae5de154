package io.spatio.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Health;
import io.spatio.cli.output.Facts;
import io.spatio.cli.output.TableOutput;
import io.spatio.error.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Health")
class HealthFactsTest {
    private static String told(Health health) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TableOutput(new PrintStream(out, true, StandardCharsets.UTF_8)).facts(HealthFacts.add(new Facts(), health));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void thatIsGoodIsOneWord() {
        assertThat(told(Health.OPEN)).isEqualTo("health  OPEN\n");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPEN")
    void thatIsNotGoodIsToldInWordsWithItsCause(Health.State state) {
        FileSystemException cause = new FileSystemException("/db/5.sps", null, "Too many open files");
        assertThat(told(Health.of(state, new StoreException("a merge failed: " + cause, cause))))
                .startsWith("health         " + state.name() + "\n")
                .containsPattern("healthMeaning  \\w+ \\w+ \\w+")
                .endsWith("healthCause    a merge failed: /db/5.sps: Too many open files\n");
        assertThat(told(Health.of(state, null))).doesNotContain("Cause").contains("healthMeaning");
    }
}
