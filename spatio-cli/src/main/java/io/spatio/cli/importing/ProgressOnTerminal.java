package io.spatio.cli.importing;

import io.spatio.cli.command.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on standard error, by bytes of the files as they lie on disk. */
final class ProgressOnTerminal implements Progress {
    private static final long STEP_BYTES = 1 << 16;
    private static final long UNKNOWN = -1; // as the bar takes it: of a pipe nobody knows

    private final ProgressBar bar;
    private long bytesOfFilesBefore;
    private long bytesOfFile;

    ProgressOnTerminal(Console console, List<Path> files) {
        long size = files.stream().mapToLong(ProgressOnTerminal::size).sum();
        bar = new ProgressBarBuilder()
                .setTaskName("import")
                .setInitialMax(size == 0 ? UNKNOWN : size)
                .setUnit(" MiB", 1L << 20)
                .setStyle(console.colored() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                .clearDisplayOnFinish()
                .build();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void at(long bytes) {
        if (bytes - bytesOfFile >= STEP_BYTES) {
            bytesOfFile = bytes;
            bar.stepTo(bytesOfFilesBefore + bytes);
        }
    }

    @Override
    public void nextFile() {
        bytesOfFilesBefore += bytesOfFile;
        bytesOfFile = 0;
    }

    @Override
    public void interrupted(Runnable message) {
        bar.pause();
        message.run();
        bar.resume();
    }

    @Override
    public void finish() {
        bar.close();
    }
}
