package io.spatio.cli.demo;

import io.spatio.Namespace;
import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.cli.command.Failure;
import io.spatio.cli.output.Texts;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The demonstration itself: load, drive and ask, restart, drive and ask, sum up. One thread, beside the traffic. */
final class Demo {
    private static final String NAMESPACE = "city";

    private final PrintStream out;
    private final SpatioBuilder builder;
    private final Fleet fleet;
    private final CountDownLatch stop;
    private final AtomicLong updates = new AtomicLong();
    private final List<Long> questionNanos = new ArrayList<>();
    private long drivingNanos;

    /**
     * A demonstration.
     *
     * @param out what is shown
     * @param builder opens the database
     * @param fleet moves
     * @param stop ends it early when it is counted down
     */
    Demo(PrintStream out, SpatioBuilder builder, Fleet fleet, CountDownLatch stop) {
        this.out = out;
        this.builder = builder;
        this.fleet = fleet;
        this.stop = stop;
    }

    void run(int seconds) {
        long half = TimeUnit.SECONDS.toMillis(seconds) / 2;
        Fingerprint before;
        long closed;
        Spatio database = builder.build();
        try {
            load(database);
            drive(database.namespace(NAMESPACE), half, Question.beforeRestart());
            if (stopped()) {
                return;
            }
            before = Fingerprint.of(database.namespace(NAMESPACE));
        } finally {
            closed = System.nanoTime();
            database.close();
        }
        out.printf("%nRestart: is everything still there?%n");
        out.printf("  before  %s%n", before);
        long opened = System.nanoTime();
        try (Spatio reopened = builder.build()) {
            long open = System.nanoTime();
            out.printf(
                    Locale.ROOT,
                    "  closed in %.0f ms, opened in %.0f ms%n",
                    millis(opened - closed),
                    millis(open - opened));
            compare(before, Fingerprint.of(reopened.namespace(NAMESPACE)));
            drive(reopened.namespace(NAMESPACE), half, Question.afterRestart());
            if (!stopped()) {
                summary(reopened);
            }
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private void load(Spatio database) {
        long begin = System.nanoTime();
        Traffic.report(fleet, database.namespace(NAMESPACE), updates);
        String index = database.stats().namespaces().isEmpty()
                ? "?"
                : database.stats().namespaces().get(0).indexType();
        out.printf(
                Locale.ROOT,
                "%s vehicles and drones enter the city in %.0f ms (index %s, store %s)%n",
                Texts.count(fleet.size()),
                millis(System.nanoTime() - begin),
                index,
                database.stats().store().type());
    }

    private void compare(Fingerprint before, Fingerprint after) {
        out.printf("  after   %s%n", after);
        if (!after.equals(before)) {
            throw Failure.error("the restart lost something: before " + before + "; after " + after);
        }
        out.printf("  identical, bit for bit%n");
    }

    /** Lets the fleet drive, and asks in between. */
    private void drive(Namespace namespace, long millis, List<Question> asked) {
        long begin = System.nanoTime();
        long updatesBefore = updates.get();
        try (Traffic traffic = new Traffic(fleet, namespace, updates)) {
            traffic.start();
            for (Question question : asked) {
                if (pause(begin, millis, asked.indexOf(question) + 1, asked.size() + 1)) {
                    return;
                }
                progress(begin, updatesBefore);
                ask(namespace, question);
            }
            pause(begin, millis, 1, 1);
        } finally {
            drivingNanos += System.nanoTime() - begin;
        }
    }

    /** Waits until a part of the time has passed; true when the demonstration shall end. */
    private boolean pause(long begin, long millis, int part, int parts) {
        long left = millis * part / parts - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        try {
            return stop.await(Math.max(0, left), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void progress(long begin, long updatesBefore) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        long done = updates.get() - updatesBefore;
        out.printf(
                Locale.ROOT,
                "%n  … %s updates, %s a second, while everything moves (simulated time %s)%n",
                Texts.count(updates.get()),
                Texts.count(Math.round(done / seconds)),
                fleet.now().toString().substring(11, 19));
    }

    private void ask(Namespace namespace, Question question) {
        out.printf("%n%s%n", question.text());
        long begin = System.nanoTime();
        List<String> answer = question.answer().apply(namespace);
        long nanos = System.nanoTime() - begin;
        questionNanos.add(nanos);
        out.printf(Locale.ROOT, "  %s  [%.2f ms]%n", question.call(), millis(nanos));
        answer.forEach(line -> out.println("    " + line));
        out.flush();
    }

    private void summary(Spatio database) {
        double seconds = drivingNanos / 1e9;
        out.printf("%nSummary%n");
        out.printf(
                Locale.ROOT,
                "  %s updates in %.1f s (%s a second, at the pace of the simulation)%n",
                Texts.count(updates.get()),
                seconds,
                Texts.count(Math.round(updates.get() / seconds)));
        out.printf(
                Locale.ROOT,
                "  %d questions, the median took %.2f ms; one restart, nothing lost%n",
                questionNanos.size(),
                millis(questionNanos.stream()
                        .sorted()
                        .skip(questionNanos.size() / 2)
                        .findFirst()
                        .orElse(0L)));
        out.printf(
                "  %s objects now, health %s%n",
                Texts.count(database.stats().objects()), database.health().state());
        out.flush();
    }
}
