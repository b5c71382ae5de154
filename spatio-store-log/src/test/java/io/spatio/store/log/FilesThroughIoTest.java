package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.junit.jupiter.api.Test;

/** No class outside the package of the disk touches a file: what passes it by, no crash loop sees. */
final class FilesThroughIoTest {
    private static final List<String> OF_FILES =
            List.of("java/io/File", "java/io/RandomAccessFile", "java/nio/file/Files", "java/nio/channels/");

    private static Set<String> named(Path file) throws IOException {
        Set<String> named = new TreeSet<>();
        new ClassReader(Files.readAllBytes(file))
                .accept(
                        new ClassRemapper(new ClassWriter(0), new Remapper(Opcodes.ASM9) {
                            @Override
                            public String map(String type) {
                                named.add(type);
                                return type;
                            }
                        }),
                        0);
        return named;
    }

    private static boolean isOfFiles(String type) {
        return !type.equals("java/nio/channels/ClosedChannelException")
                && OF_FILES.stream().anyMatch(type::startsWith);
    }

    @Test
    void onlyTheDiskTouchesFiles() throws IOException, URISyntaxException {
        Path classes = Path.of(LogTrajectoryStore.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> outside = new ArrayList<>();
        Set<String> inside = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                boolean disk = file.getParent().endsWith(Path.of("log", "io"));
                for (String type : named(file)) {
                    if (isOfFiles(type) && disk) {
                        inside.add(type);
                    } else if (isOfFiles(type)) {
                        outside.add(classes.relativize(file) + " uses " + type);
                    }
                }
            }
        }
        assertThat(outside).isEmpty();
        assertThat(inside).as("what the disk itself uses is seen").contains("java/nio/file/Files");
    }
}
