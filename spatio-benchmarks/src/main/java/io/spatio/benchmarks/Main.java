package io.spatio.benchmarks;

import io.spatio.benchmarks.process.Earlier;
import io.spatio.benchmarks.process.Launcher;
import io.spatio.benchmarks.run.Benchmark;
import io.spatio.benchmarks.run.PairedRatio;
import io.spatio.benchmarks.run.Session;
import io.spatio.benchmarks.run.Settings;
import io.spatio.benchmarks.suite.Suites;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code [--quick] [--objects N] [--updates N] [--heap SIZE] [NAME…]}: measures the figures of these names, or those below them, or all.
 * Figures go to standard output, one JSON line each, everything else to standard error. Exit code 1 when a figure could not
 * be measured, 2 for bad arguments.
 *
 * <p>The script {@code bin/benchmark} also takes {@code --against REVISION}: it builds that revision, and the system
 * properties {@code spatio.benchmarks.against.revision} and {@code .classpath} make it a contestant.
 */
public final class Main {
    private static final String USAGE =
            "usage: benchmark [--list] [--quick] [--objects N] [--updates N] [--heap SIZE] [NAME…]";

    private boolean quick;
    private boolean list;
    private OptionalInt objects = OptionalInt.empty();
    private OptionalLong updates = OptionalLong.empty();
    private String heap = "";
    private final List<String> names = new ArrayList<>();

    private Main() {}

    /** Starts. */
    public static void main(String[] arguments) throws IOException {
        Main main = new Main();
        try {
            main.read(Arrays.asList(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        System.exit(main.run() ? 0 : 1);
    }

    private void read(List<String> arguments) {
        for (int at = 0; at < arguments.size(); at++) {
            String argument = arguments.get(at);
            switch (argument) {
                case "--quick" -> quick = true;
                case "--list" -> list = true;
                case "--objects" -> objects = OptionalInt.of(positive(value(arguments, ++at)));
                case "--updates" -> updates = OptionalLong.of(positive(value(arguments, ++at)));
                case "--heap" -> heap = value(arguments, ++at);
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException(argument + " is unknown\n" + USAGE);
                    }
                    names.add(argument);
                }
            }
        }
        for (String name : names) {
            if (matching(allFigures(), name).isEmpty()) {
                throw new IllegalArgumentException(
                        "no figure " + name + ": known are " + String.join(" ", allFigures()));
            }
        }
    }

    private static String value(List<String> arguments, int at) {
        if (at == arguments.size()) {
            throw new IllegalArgumentException(arguments.get(at - 1) + " needs a value\n" + USAGE);
        }
        return arguments.get(at);
    }

    private static int positive(String text) {
        int number = Integer.parseInt(text);
        if (number < 100) {
            throw new IllegalArgumentException(text + ": at least 100 are needed");
        }
        return number;
    }

    private static List<String> allFigures() {
        return Suites.all().stream()
                .flatMap(benchmark -> benchmark.figures().stream())
                .toList();
    }

    /** The figures of a name: itself, or all below it. */
    private static List<String> matching(Collection<String> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.equals(name) || figure.startsWith(name + "."))
                .toList();
    }

    private boolean run() throws IOException {
        if (list) {
            allFigures().forEach(System.out::println);
            return true;
        }
        Earlier earlier = earlier();
        Settings settings = quick ? Settings.quick(objects, updates) : Settings.full(objects, updates);
        if (earlier != null) {
            settings = settings.withRounds(Math.max(settings.rounds(), PairedRatio.FEWEST_LAPS));
        }
        Launcher launcher = new Launcher(heap, System.getProperty("spatio.benchmarks.peer", ""), earlier);
        Path directory = Path.of(System.getProperty("spatio.benchmarks.directory", "target/work"));
        boolean allMeasured = true;
        try (Session session = new Session(settings, launcher, directory)) {
            for (Benchmark benchmark : Suites.all()) {
                Set<String> chosen = chosen(benchmark);
                if (!chosen.isEmpty()) {
                    allMeasured &= measured(benchmark, chosen, session);
                }
            }
        }
        return allMeasured;
    }

    private static @Nullable Earlier earlier() {
        String revision = System.getProperty("spatio.benchmarks.against.revision", "");
        return revision.isEmpty()
                ? null
                : new Earlier(revision, System.getProperty("spatio.benchmarks.against.classpath"));
    }

    private Set<String> chosen(Benchmark benchmark) {
        if (names.isEmpty()) {
            return new LinkedHashSet<>(benchmark.figures());
        }
        Set<String> chosen = new LinkedHashSet<>();
        names.forEach(name -> chosen.addAll(matching(benchmark.figures(), name)));
        return chosen;
    }

    /** One benchmark's failure does not keep the others from being run. */
    private static boolean measured(Benchmark benchmark, Set<String> chosen, Session session) throws IOException {
        try {
            benchmark.run(chosen, session);
            return true;
        } catch (IllegalStateException e) {
            session.say("NOT MEASURED: %s: %s", String.join(" ", chosen), e);
            return false;
        }
    }
}
