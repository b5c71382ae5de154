package com.example.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide to plug-ins shows what is compiled and tested here. */
class GuideTest {
    private static final Path GUIDE = Path.of("../../docs/guide/plugin.md");
    private static final Pattern BLOCK = Pattern.compile("^ *```java\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void shows_only_java_that_stands_in_an_example() throws IOException {
        assumeTrue(Files.exists(GUIDE), "copied out of the repository: there is no guide to compare with");
        List<String> sources = sources();
        List<String> blocks = BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .map(found -> withoutLayout(found.group(1)))
                .toList();
        assertFalse(blocks.isEmpty(), "the guide has Java");
        List<String> strangers = blocks.stream()
                .filter(block -> sources.stream().noneMatch(source -> source.contains(block)))
                .toList();
        assertEquals(List.of(), strangers, "Java of the guide that stands in no example");
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(GuideTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return withoutLayout(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutLayout(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
