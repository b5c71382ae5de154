package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the lines of a salvage may say. */
final class CheckedWords {
    private static final Pattern FILE = Pattern.compile("\\b(?:seg|last|erased|wal)-[0-9-]+\\.(?:sps|tbl|ers|log)\\b");

    private CheckedWords() {}

    /** They name no file that never was, and advise nothing that is being done. */
    static void requireTrue(List<String> lines, List<Path> files) {
        List<String> names =
                files.stream().map(file -> file.getFileName().toString()).toList();
        for (String line : lines) {
            assertThat(line).doesNotContain("salvage");
            for (Matcher matcher = FILE.matcher(line); matcher.find(); ) {
                assertThat(names).as(line).contains(matcher.group());
            }
        }
    }
}
