package io.spatio.benchmarks.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that answers questions: one line in, one line of JSON out. It ends with its input, or with this process. One
 * thread at a time.
 */
public final class Child implements AutoCloseable {
    private static final long SECONDS_TO_END = 60;

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private Child(Process process) {
        this.process = process;
        questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts a process; what it says on standard error is ours. */
    public static Child start(List<String> command) {
        try {
            return new Child(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0), e);
        }
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws IllegalStateException when the process failed or has ended
     */
    public Reply ask(String question) {
        String line;
        try {
            questions.write(question);
            questions.newLine();
            questions.flush();
            line = answers.readLine();
        } catch (IOException e) {
            throw new IllegalStateException("the child process ended at: " + question, e);
        }
        if (line == null) {
            throw new IllegalStateException("the child process ended at: " + question);
        }
        Reply reply = new Reply(JsonLine.read(line));
        if (reply.has("error")) {
            throw new IllegalStateException("the child process failed at: " + question + ": " + reply.text("error"));
        }
        return reply;
    }

    /** Ends the process at once, as a crash would, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Lets the process end by itself; one that does not is killed. */
    @Override
    public void close() {
        try {
            questions.close();
        } catch (IOException e) {
            // It has ended already, which is what was wanted.
            process.destroy();
        }
        if (!awaitEnd()) {
            kill();
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
