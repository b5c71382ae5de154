package io.spatio.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The public signatures")
class SignaturesTest {
    private static final String UPDATE = "spatio.signatures.update";
    private static final Path LISTS = Path.of("..", "docs", "api");

    @DisplayName("are those of the committed list")
    @ParameterizedTest(name = "{0}")
    @EnumSource(names = "API")
    void areThoseOfTheCommittedList(Module module) throws IOException {
        Path list = LISTS.resolve(module.artifact + ".txt");
        List<String> actual = Signatures.of(module);
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(LISTS);
            Files.write(list, actual);
        }
        assertThat(Files.exists(list) ? Files.readAllLines(list) : List.of())
                .as(
                        "public signatures of %s; if the change is meant, write the list again with"
                                + " mvn verify -pl architecture-tests -am -D%s=true and commit it",
                        module.artifact, UPDATE)
                .isEqualTo(actual);
    }
}
