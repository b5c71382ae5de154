package io.spatio.benchmarks.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts contestants: ours and Java's in a JVM like this one, Rust's by the program built beside. Any thread. */
public final class Launcher {
    private static final String CONTESTANT_MAIN = "io.spatio.benchmarks.contestant.ContestantMain";

    /** Ten at once must fit beside each other. */
    private static final String HEAP_OF_INDEX = "1500m";

    private static final String HEAP_OF_ENGINE = "4g";

    private final String heap;
    private final String rustPeer;
    private final @Nullable Earlier earlier;

    /**
     * A launcher.
     *
     * @param heap the most memory of a JVM, as {@code 4g}, or empty: 4g for an engine, 1500m for an index
     * @param rustPeer the peer program's path, or empty where it was not built
     * @param earlier the revision to measure against, or null
     */
    public Launcher(String heap, String rustPeer, @Nullable Earlier earlier) {
        this.heap = heap;
        this.rustPeer = rustPeer;
        this.earlier = earlier;
    }

    /** A contestant in a JVM of its own, with default settings but for the most memory. */
    public Child java(String... arguments) {
        return javaWithHeap(heapFor(arguments), arguments);
    }

    private String heapFor(String... arguments) {
        if (!heap.isEmpty()) {
            return heap;
        }
        return Arrays.asList(arguments).contains("kind=index") ? HEAP_OF_INDEX : HEAP_OF_ENGINE;
    }

    /** The revision to measure against. */
    public Optional<Earlier> earlier() {
        return Optional.ofNullable(earlier);
    }

    /** The same contestant as that revision has it; empty where none is measured against. */
    public Optional<Child> earlier(String... arguments) {
        return earlier().map(revision -> java(heapFor(arguments), revision.classPath(), arguments));
    }

    /** The same with a memory of its own, which belongs to the figure. */
    public Child javaWithHeap(String most, String... arguments) {
        return java(most, System.getProperty("java.class.path"), arguments);
    }

    private static Child java(String most, String classPath, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + most);
        command.add("-Dguice_bytecode_gen_option=DISABLED");
        command.add("-cp");
        command.add(classPath);
        command.add(CONTESTANT_MAIN);
        command.addAll(Arrays.asList(arguments));
        return Child.start(command);
    }

    /** A contestant in Rust; empty where the program is not there. */
    public Optional<Child> rust(String... arguments) {
        if (rustPeer.isEmpty() || !Files.isExecutable(Path.of(rustPeer))) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>();
        command.add(rustPeer);
        command.addAll(Arrays.asList(arguments));
        return Optional.of(Child.start(command));
    }
}
