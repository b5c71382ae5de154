package io.spatio.cli.demo;

import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Format;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spatio demo}: the main job in one go, in a database that is removed afterwards. */
@Command(
        name = "demo",
        description = "See it move: a simulated fleet, a dispatcher's questions, a restart in the middle",
        footer = {"%n@|bold Examples|@", "  spatio demo", "  spatio demo --seconds 10 -D index.type=geohash"})
public final class DemoVerb implements Verb {
    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_OBJECTS = 1_000_000;
    private static final long SECONDS_TO_CLOSE = 30;

    @Mixin
    Flags flags = new Flags();

    @Option(names = "--seconds", paramLabel = "N", description = "How long (default: ${DEFAULT-VALUE})")
    int seconds = 20;

    @Option(names = "--objects", paramLabel = "N", description = "How many move (default: ${DEFAULT-VALUE})")
    int objects = 10_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed gives the same paths (default: ${DEFAULT-VALUE})")
    long seed = 1;

    /** Without arguments yet. */
    public DemoVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public int run(Invocation invocation) {
        requireRange("--seconds", seconds, MAX_SECONDS);
        requireRange("--objects", objects, MAX_OBJECTS);
        if (invocation.format() == Format.JSON) {
            throw Failure.usage("the demonstration is for people: it has no JSON");
        }
        if (flags.namesDatabase()) {
            throw Failure.usage("the demonstration makes a database of its own: leave out --db");
        }
        PrintStream out = invocation.console().out();
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopAndWait(stop, done), "spatio-demo-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            out.printf("Spatio: a database in %s, for this demonstration only%n", directory.path());
            out.flush();
            SpatioBuilder builder = Spatio.builder().path(directory.path());
            flags.settings().forEach(builder::set);
            new Demo(out, builder, new Fleet(objects, seed), stop).run(seconds);
        } finally {
            out.printf(
                    stop.getCount() == 0
                            ? "%nStopped: the database is closed and removed.%n"
                            : "%nThe database is closed and removed. Next: spatio import trucks positions.csv%n");
            out.flush();
            done.countDown();
        }
        removeHook(hook);
        return ExitCode.OK;
    }

    private static void requireRange(String flag, int value, int most) {
        if (value < 1 || value > most) {
            throw Failure.usage(flag + " " + value + " is outside [1, " + most + "]");
        }
    }

    /** Runs on Ctrl-C: the process ends only when the database is closed and its directory removed. */
    private static void stopAndWait(CountDownLatch stop, CountDownLatch done) {
        stop.countDown();
        try {
            boolean closed = done.await(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
            if (!closed) {
                System.err.println("the database does not close");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException atExit) {
            // The hook runs already and finds the demonstration done.
            return;
        }
    }
}
