package io.spatio.store.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes of their own, with the classes of this one and a heap that is told. */
final class ChildJvm {
    private ChildJvm() {}

    /** The command that runs a main class. */
    static List<String> command(String heap, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs it; its errors go where those of this process go. */
    static Process start(String heap, Class<?> main, String... arguments) throws IOException {
        return new ProcessBuilder(command(heap, main, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
