package io.spatio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The script that builds the command on first use. */
@DisplayName("bin/spatio")
class LauncherTest {
    private static final Pattern WATCHED = Pattern.compile("\"\\$root\"/(spatio-\\{[^}]+})/");
    private static final Pattern DEPENDENCY = Pattern.compile("<artifactId>(spatio-[a-z-]+)</artifactId>");

    private static List<String> found(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Path.of(file)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
    }

    @Test
    @DisplayName("builds again when a source of any module that the command holds has changed")
    void watchesEveryModule() throws IOException {
        List<String> watched = found(WATCHED, "../bin/spatio");
        assertThat(watched).hasSize(1);
        PathMatcher watches = FileSystems.getDefault().getPathMatcher("glob:" + watched.get(0));
        assertThat(found(DEPENDENCY, "pom.xml"))
                .contains("spatio-cli", "spatio-core", "spatio-formats")
                .filteredOn(module -> Files.isDirectory(Path.of("..", module, "src/main/java")))
                .filteredOn(module -> !module.equals("spatio-testkit"))
                .allMatch(module -> watches.matches(Path.of(module)));
    }
}
